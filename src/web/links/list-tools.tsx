import { useEffect, useEffectEvent, useId, useState } from "react";
import * as v from "valibot";
import { orNull } from "#contract/formats.ts";
import {
  LinkSort,
  LinkState,
  LONGEST_SEARCH,
  type InstitutionType,
  type LinkPage,
} from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatState } from "../i18n/format-state.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./list-tools.module.css";
import { isNarrowed, type ListView } from "../core/links/list-view.ts";

/** So long after a key nobody types on; the address is not changed for each of them. */
const TYPED_MS = 250;

interface ListToolsProps {
  view: ListView;
  counts: LinkPage["counts"];
  /** The same of links that are not at banks. */
  otherCounts: LinkPage["otherCounts"];
  type: InstitutionType;
  /** How many links the person has. */
  all: number;
  change: (part: Partial<ListView>) => void;
  /** The id of the field for a name. */
  searchId: string;
}

/** Finds some of many banks: by name, by how they are, and in another order. */
export function ListTools({ view, counts, otherCounts, ...rest }: ListToolsProps) {
  const { type, all, change, searchId } = rest;
  const { t } = useLaterI18n("pages");
  const id = useId();
  // A small screen has one line for all of this, until the person wants it. It stays open then: nothing
  // moves under a finger that is on its way to a bank.
  const [isOpen, setOpen] = useState(isNarrowed(view));
  const states = LinkState.options.filter((state) => counts[state] > 0 || state === view.state);

  return (
    <div
      role="search"
      className={joinClasses(styles["tools"], isOpen && styles["open"])}
      onFocus={() => setOpen(true)}
    >
      <Search id={searchId} q={view.q} type={type} change={change} />
      <div className={styles["field"]}>
        <label htmlFor={`${id}-state`}>{t("links.tools.state")}</label>
        <select
          id={`${id}-state`}
          value={view.state ?? ""}
          onChange={({ target }) => change({ state: v.parse(orNull(LinkState), target.value) })}
        >
          <option value="">{t("links.tools.all", { count: all })}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t("links.tools.some", {
                // As their badges say it, where all are banks.
                state: formatState(
                  state,
                  aboutBank({ type: otherCounts[state] > 0 ? "institution" : "bank" }),
                  t,
                ),
                count: counts[state],
              })}
            </option>
          ))}
        </select>
      </div>
      <div className={styles["field"]}>
        <label htmlFor={`${id}-sort`}>{t("links.tools.sort")}</label>
        <select
          id={`${id}-sort`}
          value={view.sort}
          onChange={({ target }) => change({ sort: v.parse(LinkSort, target.value) })}
        >
          {LinkSort.options.map((sort) => (
            <option key={sort} value={sort}>
              {t(`links.tools.sorts.${sort}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

interface SearchProps extends Pick<ListToolsProps, "type" | "change"> {
  id: string;
  q: string;
}

/** What is typed shows at once, and is looked for when the person stops. */
function Search({ id, q, type, change }: SearchProps) {
  const { t } = useLaterI18n("pages");
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  // What was looked for and has not come to the address yet, on a phone that is slow.
  const [asked, setAsked] = useState<readonly string[]>([]);
  // What was typed and is not looked for yet: it ends with the search that it was typed into.
  const [pending, setPending] = useState<string | null>(null);
  if (q !== known) {
    setKnown(q);
    const place = asked.indexOf(q);
    setAsked(place === -1 ? [] : asked.slice(place + 1));
    // The address was changed by something else: the back button, say.
    if (place === -1) {
      setTyped(q);
      setPending(null);
    }
  }

  // With the view as it is by then: another part of it may have been chosen meanwhile.
  const look = useEffectEvent((text: string) => {
    setPending(null);
    setAsked((before) => [...before, text.trim()]);
    change({ q: text });
  });
  useEffect(() => {
    if (pending === null) return undefined;
    const timer = setTimeout(() => look(pending), TYPED_MS);
    return () => clearTimeout(timer);
  }, [pending]);

  const find = (text: string) => {
    setTyped(text);
    setPending(text);
  };
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{t("links.tools.search", { type })}</label>
      <input
        id={id}
        type="search"
        value={typed}
        maxLength={LONGEST_SEARCH}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={({ target }) => find(target.value)}
      />
    </div>
  );
}
