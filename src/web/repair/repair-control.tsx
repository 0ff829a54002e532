import { lazy, Suspense, useEffect, useId, useRef, type ComponentType } from "react";
import { canRepair, type Link } from "#contract/link.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button, OutsideLink } from "../design/button.tsx";
import { focusFirst, handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import tones from "../design/tone.module.css";
import { bankNameId } from "../links/link-card.tsx";
import type { Say } from "../words/catalogue.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./repair-control.module.css";
import { RepairNotice } from "./repair-notice.tsx";
import { useRepair } from "./repair-provider.tsx";
import { isBusy, type RepairState } from "./repair-state.ts";
import { sayRepair } from "./repair-words.ts";

const WatchControl = lazy<ComponentType<{ link: Link }>>(() =>
  import("./watch-control.tsx").then(
    ({ WatchControl: default_ }) => ({ default: default_ }),
    // The card is whole without it.
    () => ({ default: () => null }),
  ),
);

/** So many refused logins make a warning: after a few more, banks lock accounts. */
const TRIES_TO_WARN = 2;

/** Source: Belvo, "My Belvo Portal", where people in Brazil renew a bank's permission. */
const BRAZIL_PORTAL = "https://meuportal.belvo.com/?mode=landing";

/** What is wrong with one link, what can be done, and how far that has got. */
export function RepairControl({ link }: { link: Link }) {
  const { say } = useVoice();
  const { state, dismiss } = useRepair();
  const sentence = sayRepair(state, link, say);
  useAnswerHeard(state, link, sentence);
  // News may come while the person is with the bank: what they left is still there when they are back.
  const isHere = isBusy(state) && isAbout(state, link);

  const isWatched = link.state === "bank_trouble" || link.watch !== "none";
  if (link.state === "connected" && sentence === null && !isWatched) return null;
  return (
    <div className={styles["control"]}>
      {(isHere || link.state !== "connected") && (
        <p className={styles["why"]}>
          {link.actor && <strong className={styles["actor"]}>{say(`actor.${link.actor}`)}</strong>}
          <span>{sayWhy(link, say)}</span>
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
      {(isHere || canRepair(link.state)) && <UpdateButton link={link} />}
      {isWatched && (
        <Suspense>
          <WatchControl link={link} />
        </Suspense>
      )}
      {link.state === "elsewhere" && (
        <div className={styles["actions"]}>
          <OutsideLink href={BRAZIL_PORTAL}>{say("repair.portal")}</OutsideLink>
        </div>
      )}
    </div>
  );
}

function sayWhy({ state, actor, bank }: Link, say: Say): string {
  const why = say(`why.${state}`, { bank: bank.name });
  return actor === "bank" || actor === "us" ? `${why} ${say("repair.notYou")}` : why;
}

function UpdateButton({ link }: { link: Link }) {
  const { say } = useVoice();
  const { state, start, prepare } = useRepair();
  const mine = isAbout(state, link);
  const busy = isBusy(state);
  // Each opening uses one up.
  useEffect(() => {
    if (!busy) prepare();
  }, [busy, prepare]);
  const reload = mine && state.phase === "failed" && state.reason === "page_outdated";

  const warns = link.state === "password_needed" && link.failedTries >= TRIES_TO_WARN;
  const warningId = useId();

  return (
    <div className={styles["actions"]}>
      {warns && (
        <p id={warningId} className={joinClasses(styles["warning"], tones["act"])}>
          {say("repair.triesFailed", { bank: link.bank.name, count: link.failedTries })}
        </p>
      )}
      <Button
        id={updateButtonId(link.id)}
        aria-describedby={warns ? warningId : undefined}
        ref={handFocusTo(bankNameId(link.id))}
        aria-disabled={busy}
        title={busy && !mine ? say("repair.busyElsewhere") : undefined}
        onClick={() => {
          if (reload) window.location.reload();
          else start(link.id);
        }}
      >
        {busy && mine && <Spinner />}
        <span>
          {reload ? say("repair.reload") : say("repair.updateBank", { bank: link.bank.name })}
        </span>
      </Button>
    </div>
  );
}

function updateButtonId(linkId: string): string {
  return `update-${linkId}`;
}

function isAbout(state: RepairState, link: Link): boolean {
  return state.phase !== "idle" && state.linkId === link.id;
}

/**
 * Tells the answer to people who listen, and puts focus back on the link once the widget is gone: on
 * its button, or on its name when the button went with the trouble. The link is found by its id,
 * since its card may have moved.
 */
function useAnswerHeard(state: RepairState, link: Link, sentence: string | null): void {
  useAnnounced(sentence);
  const mine = isAbout(state, link);
  const { phase } = state;
  const lastPhase = useRef(phase);

  useEffect(() => {
    const cameBack = mine && phase !== "with_bank" && ![phase, "idle"].includes(lastPhase.current);
    lastPhase.current = phase;
    if (!cameBack || document.activeElement !== document.body) return;
    focusOn(link);
  }, [mine, phase, link]);
}

function focusOn({ id }: Link): void {
  focusFirst([updateButtonId(id), bankNameId(id)]);
}
