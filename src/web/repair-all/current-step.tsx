import { useEffect, useState } from "react";
import { pages } from "#contract/routes.ts";
import type { RepairAll, RepairAllStep } from "#contract/repair-all.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { focusFirst } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import surface from "../design/surface.module.css";
import tones from "../design/tone.module.css";
import { BankKind } from "../links/bank-kind.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { StateBadge } from "../links/state-badge.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { useRepairState } from "../repair/repair-provider.tsx";
import { isBusy } from "../repair/repair-state.ts";
import { typeOfSteps } from "./type-of-steps.ts";
import { aboutBank } from "../words/about-bank.ts";
import { sayFailure } from "../words/say-failure.ts";
import { useVoice } from "../words/voice-context.tsx";
import { useChangeRepairAll } from "./use-change-repair-all.ts";
import styles from "./repair-all.module.css";
import { RepairAllSteps } from "./repair-all-steps.tsx";

interface CurrentStepProps {
  walk: RepairAll;
  current: RepairAllStep;
}

/** The bank whose turn it is: what is wrong, its button, and the ways past it. */
export function CurrentStep({ walk, current: { link } }: CurrentStepProps) {
  const { say } = useVoice();
  const { skip, failure } = useChangeRepairAll();
  const busy = useRepairState(isBusy);
  const place = walk.steps.findIndex((step) => step.link.id === link.id) + 1;
  const said = useTurn(walk, link.id);
  const type = typeOfSteps(walk.steps);
  const progress = say("walk.progress", { place, count: walk.steps.length, type });

  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <h1>{say("walk.title", { type })}</h1>
        <p>{progress}</p>
        <progress value={place - 1} max={walk.steps.length} aria-label={progress} />
      </header>
      {said !== null && <p className={joinClasses(styles["said"], tones["good"])}>{said}</p>}
      <article
        key={link.id}
        className={joinClasses(surface["surface"], styles["card"])}
        aria-labelledby={bankNameId(link.id)}
      >
        <div className={styles["top"]}>
          <BankLogo bank={link.bank} asOf={link.checkedAt} />
          <div className={styles["names"]}>
            <h2 id={bankNameId(link.id)} tabIndex={-1}>
              {link.bank.name}
            </h2>
            <BankKind bank={link.bank} />
          </div>
          <StateBadge {...link} />
        </div>
        <RepairControl link={link} />
        <div className={styles["ways"]}>
          <Button
            look="quiet"
            aria-disabled={busy}
            onClick={({ detail }) => {
              // The second of two quick presses would hit the next bank's.
              if (!busy && detail < 2) skip(link.id);
            }}
          >
            {say("walk.skip", { bank: link.bank.name })}
          </Button>
          <ButtonLink to={pages.home}>{say("walk.later")}</ButtonLink>
        </div>
        {failure !== null && <p role="alert">{sayFailure(failure, aboutBank(link.bank), say)}</p>}
      </article>
      <RepairAllSteps walk={walk} />
      <p className={styles["kept"]}>{say("walk.kept")}</p>
    </div>
  );
}

/** Says what became of the bank that was just left, and takes focus on to the next. */
function useTurn({ steps }: RepairAll, linkId: string): string | null {
  const { say } = useVoice();
  const announce = useAnnounce();
  const [turn, setTurn] = useState<{ now: string; before: string | null }>({
    now: linkId,
    before: null,
  });
  if (turn.now !== linkId) setTurn({ now: linkId, before: turn.now });
  const left = steps.find(({ link }) => link.id === turn.before);
  const said =
    left?.outcome === "repaired" ? say("repair.repaired", { bank: left.link.bank.name }) : null;

  useEffect(() => {
    if (turn.before === null) return undefined;
    // After the card that left has handed its focus to the page; who is elsewhere stays there.
    const timer = setTimeout(() => {
      const { activeElement } = document;
      const isNowhere = activeElement === document.body || activeElement?.id === "main";
      if (isNowhere) focusFirst([bankNameId(linkId)]);
      if (said !== null) announce(said);
    });
    return () => clearTimeout(timer);
  }, [announce, linkId, said, turn.before]);
  return said;
}
