import { useEffect, useState } from "react";
import { pages } from "#contract/routes.ts";
import type { RepairAll, RepairAllStep } from "#contract/repair-all.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { focusFirst } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import card from "../design/card.module.css";
import tones from "../design/tone.module.css";
import { BankKind } from "../links/bank-kind.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { StateBadge } from "../links/state-badge.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { useRepairState } from "../repair/repair-provider.tsx";
import { isBusy } from "../core/repair/repair-state.ts";
import { typeOfSteps } from "./type-of-steps.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatFailure } from "../i18n/format-failure.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useChangeRepairAll } from "./use-change-repair-all.ts";
import styles from "./repair-all.module.css";
import { RepairAllSteps } from "./repair-all-steps.tsx";

interface CurrentStepProps {
  repairAll: RepairAll;
  current: RepairAllStep;
}

/** The bank whose turn it is: what is wrong, its button, and the ways past it. */
export function CurrentStep({ repairAll, current: { link } }: CurrentStepProps) {
  const { t } = useI18n();
  const { skip, failure } = useChangeRepairAll();
  const busy = useRepairState(isBusy);
  const place = repairAll.steps.findIndex((step) => step.link.id === link.id) + 1;
  const said = useTurn(repairAll, link.id);
  const type = typeOfSteps(repairAll.steps);
  const progress = t("repairAll.progress", { place, count: repairAll.steps.length, type });

  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <h1>{t("repairAll.title", { type })}</h1>
        <p>{progress}</p>
        <progress value={place - 1} max={repairAll.steps.length} aria-label={progress} />
      </header>
      {said !== null && <p className={joinClasses(styles["said"], tones["success"])}>{said}</p>}
      <article
        key={link.id}
        className={joinClasses(card["card"], styles["card"])}
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
            {t("repairAll.skip", { bank: link.bank.name })}
          </Button>
          <ButtonLink to={pages.home}>{t("repairAll.later")}</ButtonLink>
        </div>
        {failure !== null && <p role="alert">{formatFailure(failure, aboutBank(link.bank), t)}</p>}
      </article>
      <RepairAllSteps repairAll={repairAll} />
      <p className={styles["kept"]}>{t("repairAll.kept")}</p>
    </div>
  );
}

/** Says what became of the bank that was just left, and takes focus on to the next. */
function useTurn({ steps }: RepairAll, linkId: string): string | null {
  const { t } = useI18n();
  const announce = useAnnounce();
  const [turn, setTurn] = useState<{ now: string; before: string | null }>({
    now: linkId,
    before: null,
  });
  if (turn.now !== linkId) setTurn({ now: linkId, before: turn.now });
  const left = steps.find(({ link }) => link.id === turn.before);
  const said =
    left?.outcome === "repaired" ? t("repair.repaired", { bank: left.link.bank.name }) : null;

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
