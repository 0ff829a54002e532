import { useMutation } from "@tanstack/react-query";
import type { LinkState } from "#contract/link.ts";
import type { DemoSituation, DemoUser } from "#contract/session.ts";
import { pages } from "#contract/routes.ts";
import { Button } from "../design/button.tsx";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import * as pageHead from "../design/page-head.module.css";
import * as card from "../design/card.module.css";
import * as tones from "../design/tone.module.css";
import { useTitle } from "../design/use-title.ts";
import { PageLink } from "../design/page-link.tsx";
import { initialsOf } from "../links/bank-mark.ts";
import { StateIcon, toneOf } from "../links/state-badge.tsx";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { createEntryRequests } from "../core/session/entry-requests.ts";
import { useCore } from "../core-context.ts";
import * as styles from "./start-page.module.css";
import { useTakeSession } from "./use-session.ts";
import { WayBack } from "./way-back.tsx";

interface StartPageProps {
  demoUsers: DemoUser[] | null;
  /** Where the host has the person who was here before. */
  returnUrl: string | null;
}

/** The page of somebody who has not come in: the demo's users, or the way to come in. */
export function StartPage({ demoUsers, returnUrl }: StartPageProps) {
  const { t } = useLaterI18n("pages");
  useTitle(t("page.title", { type: "bank" }));
  if (!demoUsers) {
    return (
      <Message
        title={t("start.closedTitle")}
        text={t("start.closedText")}
        action={<WayBack url={returnUrl} look="primary" />}
      />
    );
  }
  const [first] = demoUsers;
  if (!first) return <Message title={t("page.loading")} text={t("start.text")} />;
  return <DemoStart users={demoUsers} first={first} />;
}

const GROUPS = ["one", "several", "others"] as const;

/** Where a situation stands, and the state that it is about; `null` where there is none. */
const SITUATIONS: Record<
  DemoSituation,
  { group: (typeof GROUPS)[number]; state: LinkState | null }
> = {
  password: { group: "one", state: "password_needed" },
  code: { group: "one", state: "code_needed" },
  unfinished: { group: "one", state: "unfinished" },
  several: { group: "several", state: "password_needed" },
  mixed: { group: "several", state: "password_needed" },
  many: { group: "several", state: "code_needed" },
  all_connected: { group: "others", state: "connected" },
  brazil: { group: "others", state: "elsewhere" },
  empty: { group: "others", state: null },
};

/** The demo's front door: what this is, one thing to press, and everybody there is to be. */
function DemoStart({ users, first }: { users: DemoUser[]; first: DemoUser }) {
  const { t } = useLaterI18n("pages");
  const { api } = useCore();
  const takeSession = useTakeSession();
  const { mutate, isPending, isError, variables } = useMutation({
    mutationFn: createEntryRequests(api).enterAsDemoUser,
    onSuccess: takeSession,
  });
  const enterAs = (id: string) => {
    if (!isPending) mutate(id);
  };

  return (
    <div className={styles["page"]}>
      <div className={styles["hero"]}>
        <header className={joinClasses(pageHead["head"], styles["head"])}>
          <h1>{t("start.title")}</h1>
          <p>{t("start.promise")}</p>
          <div className={styles["first"]}>
            <Button aria-disabled={isPending} onClick={() => enterAs(first.id)}>
              {t("start.try", { name: first.name.split(" ")[0] ?? first.name })}
            </Button>
          </div>
        </header>
        <Picture />
      </div>
      {isError && (
        <p role="alert" className={joinClasses(tones["warning"], styles["error"])}>
          {t("start.failed")}
        </p>
      )}
      <section className={styles["people"]} aria-labelledby="people">
        <div className={styles["choose"]}>
          <h2 id="people">{t("start.choose")}</h2>
          <p>{t("start.text")}</p>
        </div>
        {GROUPS.map((group) => (
          <div key={group} className={styles["group"]}>
            <h3>{t(`start.groups.${group}`)}</h3>
            <ul className={styles["users"]}>
              {users
                .filter(({ situation }) => SITUATIONS[situation].group === group)
                .map((user) => (
                  <li key={user.id}>
                    <Person
                      user={user}
                      isOff={isPending}
                      isEntering={isPending && variables === user.id}
                      onPress={() => enterAs(user.id)}
                    />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </section>
      <PageLink to={pages.lab} className={joinClasses(card["card"], styles["lab"])}>
        <strong>{t("start.lab")}</strong>
        <span>{t("start.labText")}</span>
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="m6 3 5 5-5 5" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </PageLink>
    </div>
  );
}

interface PersonProps {
  user: DemoUser;
  isOff: boolean;
  isEntering: boolean;
  onPress: () => void;
}

function Person({ user: { name, situation }, isOff, isEntering, onPress }: PersonProps) {
  const { t } = useLaterI18n("pages");
  const { state } = SITUATIONS[situation];
  return (
    <button
      type="button"
      className={styles["user"]}
      aria-disabled={isOff}
      aria-busy={isEntering}
      onClick={onPress}
    >
      <span className={styles["face"]} aria-hidden="true">
        <span>{initialsOf(name)}</span>
        {state && (
          <span className={joinClasses(styles["mark"], toneOf(state))}>
            <StateIcon state={state} />
          </span>
        )}
      </span>
      <span className={styles["who"]}>
        <span className={styles["name"]}>{name}</span>
        <span className={styles["situation"]}>{t(`start.situations.${situation}`)}</span>
      </span>
    </button>
  );
}

/** What happens on the page, in one look; the sentence beside it says the same. */
function Picture() {
  return (
    <div className={styles["picture"]} aria-hidden="true">
      {(["password_needed", "connected"] as const).map((state) => (
        <div key={state} className={joinClasses(card["card"], styles["sample"])}>
          <span className={styles["bank"]} />
          <span className={styles["lines"]} />
          <span className={joinClasses(styles["pill"], toneOf(state))}>
            <StateIcon state={state} />
          </span>
        </div>
      ))}
    </div>
  );
}
