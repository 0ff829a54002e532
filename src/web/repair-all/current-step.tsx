import { useEffect, useRef } from "react";
import { canRepair, type Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import type { RepairAll, RepairAllStep } from "#contract/repair-all.ts";
import { isBusy, linkIdOf } from "../core/repair/repair-state.ts";
import { Button } from "../design/button.tsx";
import * as card from "../design/card.module.css";
import { focusFirst } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as textButton from "../design/text-button.module.css";
import * as tones from "../design/tone.module.css";
import { PageLink } from "../design/page-link.tsx";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatBankFailure } from "../i18n/format-bank-failure.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { AddedOn } from "../links/added-on.tsx";
import { BankKind } from "../links/bank-kind.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { findNext } from "../links/find-next.ts";
import { bankNameId } from "../links/link-card.tsx";
import { findNamesakes, NamesakesContext } from "../links/namesakes.ts";
import { StateBadge } from "../links/state-badge.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { RepairNext } from "../repair/repair-next.tsx";
import { useRepair, useRepairState } from "../repair/repair-provider.tsx";
import { formatWhy, lastTryOf } from "./format-why.ts";
import * as styles from "./repair-all.module.css";
import { RepairAllSteps } from "./repair-all-steps.tsx";
import { typeOfSteps } from "./type-of-steps.ts";
import { useChangeRepairAll } from "./use-change-repair-all.ts";

interface CurrentStepProps {
  repairAll: RepairAll;
  current: RepairAllStep;
}

/** The bank whose turn it is: what is wrong, its button, and the ways past it. */
export function CurrentStep({ repairAll, current }: CurrentStepProps) {
  const { t } = useLaterI18n("pages");
  const { link } = current;
  const { steps } = repairAll;
  const place = steps.findIndex((step) => step.link.id === link.id);
  const next = findNext(steps, place, ({ outcome }) => outcome === "waiting");
  useTurn(link.id);
  const type = typeOfSteps(steps);
  const progress = t("repairAll.progress", { place: place + 1, count: steps.length, type });
  const isDone = useRepairState((state) => state.phase === "repaired" && state.linkId === link.id);
  const isConnected = link.state === "connected";
  const namesakes = findNamesakes(steps.map((step) => step.link));
  const goOn = (
    <NamesakesContext value={namesakes}>
      <GoOn next={next?.link ?? null} />
    </NamesakesContext>
  );
  const isTried = useRepairState((state) => linkIdOf(state) === link.id);

  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <h1>{t("repairAll.title", { type })}</h1>
        <p>{progress}</p>
        <progress
          // What was left for later is not done.
          value={steps.filter(({ outcome }) => outcome === "repaired").length}
          max={steps.length}
          aria-label={progress}
        />
      </header>
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
            <AddedOn link={link} />
          </div>
          <StateBadge {...link} isPlain={isDone && isConnected} />
        </div>
        {/* The page remembers what it saw itself; after a reload the server does. */}
        {!isTried && <LastTry step={current} />}
        <RepairControl link={link} whenDone={goOn} />
        {!isDone && <WaysPast link={link} />}
        {/* In doubt again, or broken, there is no end to go on from. */}
        {isDone && !isConnected && <div className={styles["ways"]}>{goOn}</div>}
      </article>
      <NamesakesContext value={namesakes}>
        <RepairAllSteps repairAll={repairAll} />
      </NamesakesContext>
      <p className={styles["kept"]}>{t("repairAll.kept")}</p>
    </div>
  );
}

/** From the end of one bank to the next, or to the end of all. */
function GoOn({ next }: { next: Link | null }) {
  const { t } = useLaterI18n("pages");
  const { dismiss } = useRepair();
  if (next) return <RepairNext link={next} />;
  return <Button onClick={dismiss}>{t("repairAll.finish")}</Button>;
}

function LastTry({ step }: { step: RepairAllStep }) {
  const { t } = useLaterI18n("pages");
  const tried = lastTryOf(step);
  if (!tried || !canRepair(step.link.state)) return null;
  const why = formatWhy(tried, aboutBank(step.link.bank), t);
  return (
    <p className={joinClasses(styles["tried"], tones["info"])}>{t("repairAll.lastTry", { why })}</p>
  );
}

function WaysPast({ link }: { link: Link }) {
  const { t } = useLaterI18n("pages");
  const { skip, isPending, failure } = useChangeRepairAll();
  const busy = useRepairState(isBusy);
  return (
    <>
      <div className={styles["ways"]}>
        <Button
          look="text"
          isPending={isPending}
          aria-disabled={busy || isPending}
          onClick={({ detail }) => {
            // The second of two quick presses would hit the next bank's.
            if (!busy && detail < 2) skip(link.id);
          }}
        >
          {t("repairAll.skip", { bank: link.bank.name })}
        </Button>
        <PageLink to={pages.home} className={textButton["button"] ?? ""}>
          {t("repairAll.later")}
        </PageLink>
      </div>
      {failure !== null && (
        <p role="alert">{formatBankFailure(failure, aboutBank(link.bank), t)}</p>
      )}
    </>
  );
}

/** Takes focus on to the next bank, once the person has gone past one. */
function useTurn(linkId: string): void {
  const shown = useRef(linkId);
  useEffect(() => {
    if (shown.current === linkId) return undefined;
    shown.current = linkId;
    // After the card that left has handed its focus to the page; who is elsewhere stays there.
    const timer = setTimeout(() => {
      const { activeElement } = document;
      const isNowhere = activeElement === document.body || activeElement?.id === "main";
      if (isNowhere) focusFirst([bankNameId(linkId)]);
    });
    return () => clearTimeout(timer);
  }, [linkId]);
}
