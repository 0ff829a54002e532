import { useEffect, useId, useLayoutEffect } from "react";
import { canRepair, type Link } from "#contract/link.ts";
import { isBusy, maySwitchToHosted, type RepairState } from "../core/repair/repair-state.ts";
import { Button } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import * as tones from "../design/tone.module.css";
import type { Translate } from "../i18n/catalogue.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { addedOnId } from "../links/added-on.tsx";
import { bankNameId } from "../links/link-card.tsx";
import * as styles from "./repair-control.module.css";
import { useRepair } from "./repair-provider.tsx";
import { UpdateWords } from "./update-words.tsx";
import { watchIntent, watchSight } from "./watch-intent.ts";

/**
 * So many tries that came to nothing make a warning. After a few more refused logins, banks lock accounts;
 * where no update may ever work, people are told of the ways past it.
 */
const TRIES_TO_WARN = 2;

interface UpdateButtonProps {
  link: Link;
  /** Of this link's repair. */
  state: RepairState;
  /** Something else on the page is pressed first. */
  isQuiet: boolean;
}

/** Opens the bank's screen; said aloud with the bank's name, which stands above it. */
export function UpdateButton({ link, state, isQuiet }: UpdateButtonProps) {
  const { t } = useI18n();
  const { start, startHosted, prepare, widgetMode, wentHosted } = useRepair();
  const busy = isBusy(state);
  // Each opening uses one up.
  useEffect(() => {
    if (!busy) prepare();
  }, [busy, prepare]);
  useBusyMark(link);
  // Where there are more, nobody knows which.
  const isTheOne = canRepair(link.state) && !isQuiet;
  // After a repair that came to nothing, the next one is as likely.
  useIntent(updateButtonId(link.id), link.id, isTheOne && !busy);
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
        look={isTheOne ? "primary" : "quiet"}
        id={updateButtonId(link.id)}
        aria-labelledby={`${updateButtonId(link.id)} ${addedOnId(link.id)}`}
        aria-describedby={warning === null ? undefined : warningId}
        ref={handFocusTo(bankNameId(link.id))}
        onClick={() => {
          if (reload) window.location.reload();
          else start(link.id);
        }}
      >
        {isBusy(state) && <Spinner />}
        {reload ? <span>{t("repair.reload")}</span> : <UpdateWords bank={link.bank.name} />}
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

/** What a person is told before they try again; `null` when there is nothing to tell. */
function formatWarning(
  { state, bank, failedTries, failedRepairs }: Link,
  t: Translate,
): string | null {
  // Of all others it is not sure whether they can be updated.
  const isUsual = bank.type === "bank" && (state === "password_needed" || state === "code_needed");
  if (!isUsual) {
    return failedRepairs >= TRIES_TO_WARN ? t("repair.wayOut", { bank: bank.name }) : null;
  }
  return state === "password_needed" && failedTries >= TRIES_TO_WARN
    ? t("repair.triesFailed", { bank: bank.name, count: failedTries })
    : null;
}

export function updateButtonId(linkId: string): string {
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

/**
 * Has a link's repair made ready once the button that starts it is likely to be pressed.
 *
 * @param isTheOne True where the page is for this press.
 */
export function useIntent(buttonId: string, linkId: string, isTheOne: boolean): void {
  const { intend } = useRepair();
  useEffect(() => {
    const watching = new AbortController();
    const button = document.getElementById(buttonId);
    const onIntent = () => intend(linkId);
    if (button) watchIntent(button, onIntent, watching.signal);
    if (button && isTheOne) watchSight(button, onIntent, watching.signal);
    return () => watching.abort();
  }, [buttonId, intend, isTheOne, linkId]);
}
