import {
  lazy,
  Suspense,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type ComponentType,
} from "react";
import { canRepair, canTryRepair, type Actor, type Link } from "#contract/link.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button, OutsideLink, TopLink } from "../design/button.tsx";
import { focusFirst, handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import tones from "../design/tone.module.css";
import { bankNameId } from "../links/link-card.tsx";
import { aboutBank } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import styles from "./repair-control.module.css";
import { RepairNotice } from "./repair-notice.tsx";
import { useRepair, useRepairState } from "./repair-provider.tsx";
import {
  idle,
  isBusy,
  linkIdOf,
  maySwitchToHosted,
  type RepairState,
} from "../core/repair/repair-state.ts";
import { watchIntent } from "./watch-intent.ts";
import { formatRepair } from "./format-repair.ts";

const BankAlertControl = lazy<ComponentType<{ link: Link }>>(() =>
  import("./bank-alert-control.tsx").then(
    ({ BankAlertControl: default_ }) => ({ default: default_ }),
    // The card is whole without it.
    () => ({ default: () => null }),
  ),
);

/**
 * So many tries that came to nothing make a warning. After a few more refused logins, banks lock accounts;
 * whether others can be updated at all is not sure.
 */
const TRIES_TO_WARN = 2;

/** Source: Belvo, "My Belvo Portal", where people in Brazil renew a bank's permission. */
const BRAZIL_PORTAL = "https://meuportal.belvo.com/?mode=landing";

/** What is wrong with one link, what can be done, and how far that has got. */
export function RepairControl({ link }: { link: Link }) {
  const { t } = useI18n();
  const { dismiss } = useRepair();
  // The repair of another bank is nothing to draw this one anew for.
  const state = useRepairState((now) => (linkIdOf(now) === link.id ? now : idle));
  const sentence = formatRepair(state, link, t);
  useAnswerHeard(state, link, sentence);
  // News may come while the person is with the bank: what they left is still there when they are back.
  const isHere = isBusy(state);

  const isWatched = link.state === "bank_trouble" || link.watch !== "none";
  if (link.state === "connected" && sentence === null && !isWatched) return null;
  return (
    <div className={styles["control"]}>
      {(isHere || link.state !== "connected") && (
        <p className={styles["why"]}>
          {link.actor && (
            <strong className={styles["actor"]}>{formatActor(link.actor, link, t)}</strong>
          )}
          <span>{formatWhy(link, t)}</span>
        </p>
      )}
      {sentence !== null && (
        <RepairNotice
          state={state}
          link={link}
          sentence={sentence}
          onClose={() => {
            focusOn(link);
            dismiss();
          }}
        />
      )}
      {state.phase === "hosted_ready" && <HostedLink href={state.hosted.hostedUrl} />}
      {(isHere || canTryRepair(link)) && <UpdateButton link={link} state={state} />}
      {isWatched && (
        <Suspense>
          <BankAlertControl link={link} />
        </Suspense>
      )}
      {link.state === "elsewhere" && (
        <div className={styles["actions"]}>
          <OutsideLink href={BRAZIL_PORTAL}>{t("repair.portal")}</OutsideLink>
        </div>
      )}
    </div>
  );
}

function formatActor(actor: Actor, { bank }: Link, t: Translate): string {
  return actor === "bank" ? t("actor.bank", aboutBank(bank)) : t(`actor.${actor}`);
}

function formatWhy(link: Link, t: Translate): string {
  const { state, actor, bank } = link;
  const why = t(`why.${state}`, aboutBank(bank));
  const isTheirs = actor === "bank" || actor === "us";
  return isTheirs && !canTryRepair(link) ? `${why} ${t("repair.notYou")}` : why;
}

/** @param state Of this link's repair. */
function UpdateButton({ link, state }: { link: Link; state: RepairState }) {
  const { t } = useI18n();
  const { start, startHosted, prepare, widgetMode, wentHosted } = useRepair();
  const busy = isBusy(state);
  // Each opening uses one up.
  useEffect(() => {
    if (!busy) prepare();
  }, [busy, prepare]);
  useBusyMark(link);
  useIntent(link);
  const reload = state.phase === "failed" && state.reason === "page_outdated";

  const offersHosted = widgetMode === "auto" && maySwitchToHosted(state, wentHosted());
  const warning = formatWarning(link, t);
  const warningId = useId();

  return (
    <div className={styles["actions"]}>
      {warning !== null && (
        <p id={warningId} className={joinClasses(styles["warning"], tones["warning"])}>
          {warning}
        </p>
      )}
      <Button
        // Nobody knows that it is needed.
        look={canRepair(link.state) || state.phase !== "idle" ? "primary" : "quiet"}
        id={updateButtonId(link.id)}
        aria-describedby={warning === null ? undefined : warningId}
        ref={handFocusTo(bankNameId(link.id))}
        onClick={() => {
          if (reload) window.location.reload();
          else start(link.id);
        }}
      >
        {isBusy(state) && <Spinner />}
        <span>
          {reload ? t("repair.reload") : t("repair.updateBank", { bank: link.bank.name })}
        </span>
      </Button>
      {offersHosted && (
        <>
          <p className={styles["other"]}>{t("repair.hostedAbout")}</p>
          <Button
            look="quiet"
            ref={handFocusTo(bankNameId(link.id))}
            onClick={() => startHosted(link.id)}
          >
            {t("repair.hosted")}
          </Button>
        </>
      )}
    </div>
  );
}

/** Where Belvo's page leads nowhere by itself, the person reads that before they go. */
function HostedLink({ href }: { href: string }) {
  const { t } = useI18n();
  const { goAway } = useRepair();
  return (
    <div className={styles["actions"]}>
      <TopLink href={href} onClick={goAway}>
        {t("repair.hostedGo")}
      </TopLink>
    </div>
  );
}

/** What a person is told before they try again; `null` when there is nothing to tell. */
function formatWarning(
  { state, bank, failedTries, failedRepairs }: Link,
  t: Translate,
): string | null {
  if (bank.type !== "bank") {
    return failedRepairs >= TRIES_TO_WARN ? t("repair.wayOut", { bank: bank.name }) : null;
  }
  return state === "password_needed" && failedTries >= TRIES_TO_WARN
    ? t("repair.triesFailed", { bank: bank.name, count: failedTries })
    : null;
}

function updateButtonId(linkId: string): string {
  return `update-${linkId}`;
}

/**
 * Has a link's button say that a repair runs, as all buttons do at once. That is written to the page
 * itself: by React each press would draw a button of every card.
 */
function useBusyMark({ id }: Link): void {
  const { t } = useI18n();
  const { getState, subscribe } = useRepair();
  useLayoutEffect(() => {
    const mark = () => {
      const button = document.getElementById(updateButtonId(id));
      const state = getState();
      button?.setAttribute("aria-disabled", String(isBusy(state)));
      if (isBusy(state) && state.linkId !== id) {
        button?.setAttribute("title", t("repair.busyElsewhere"));
      } else {
        button?.removeAttribute("title");
      }
    };
    mark();
    return subscribe(mark);
  }, [getState, id, t, subscribe]);
}

/** Has the repair made ready once a link's button is likely to be pressed. */
function useIntent({ id }: Link): void {
  const { intend } = useRepair();
  useEffect(() => {
    const watching = new AbortController();
    const button = document.getElementById(updateButtonId(id));
    if (button) watchIntent(button, () => intend(id), watching.signal);
    return () => watching.abort();
  }, [id, intend]);
}

/**
 * Tells the answer to people who listen, and puts focus back on the link once the widget is gone: on
 * its button, or on its name when the button went with the trouble. The link is found by its id,
 * since its card may have moved.
 */
function useAnswerHeard(state: RepairState, link: Link, sentence: string | null): void {
  useAnnounced(sentence);
  const { phase } = state;
  const lastPhase = useRef(phase);

  useEffect(() => {
    const isOnPage = phase !== "idle" && phase !== "with_bank";
    const cameBack = isOnPage && ![phase, "idle"].includes(lastPhase.current);
    lastPhase.current = phase;
    if (!cameBack || document.activeElement !== document.body) return;
    focusOn(link);
  }, [phase, link]);
}

function focusOn({ id }: Link): void {
  focusFirst([updateButtonId(id), bankNameId(id)]);
}
