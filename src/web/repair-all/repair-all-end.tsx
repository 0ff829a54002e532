import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate } from "react-router-dom";
import { canRepair } from "#contract/link.ts";
import { pages, pathTo } from "#contract/routes.ts";
import type { RepairAll, RepairAllStep } from "#contract/repair-all.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { focusFirst } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as card from "../design/card.module.css";
import { AddedOn } from "../links/added-on.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { findNamesakes, NamesakesContext } from "../links/namesakes.ts";
import { typeOfSteps } from "./type-of-steps.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { WayBack } from "../session/way-back.tsx";
import { formatWhy, whyOf } from "./format-why.ts";
import { useChangeRepairAll } from "./use-change-repair-all.ts";
import * as styles from "./repair-all.module.css";
import { useCore } from "../core-context.ts";
import { linkKeys } from "../core/links/link-queries.ts";

const TITLE_ID = "repair-all-end";

/** What was repaired and what was not, and why. */
export function RepairAllEnd({ repairAll: { steps } }: { repairAll: RepairAll }) {
  const { t } = useLaterI18n("pages");
  const announce = useAnnounce();
  const repaired = steps.filter(({ outcome }) => outcome === "repaired");
  const left = steps.filter(({ outcome }) => outcome !== "repaired");
  const title = left.length === 0 ? t("repairAll.allDone") : t("repairAll.over");
  useEffect(() => {
    // The card of the last bank is gone, and has handed its focus to the page.
    const timer = setTimeout(() => {
      const { activeElement } = document;
      if (activeElement === document.body || activeElement?.id === "main") focusFirst([TITLE_ID]);
      announce(title);
    });
    return () => {
      clearTimeout(timer);
      announce("");
    };
  }, [announce, title]);

  return (
    <NamesakesContext value={findNamesakes(steps.map(({ link }) => link))}>
      <div className={styles["page"]}>
        <header className={styles["end"]}>
          <h1 id={TITLE_ID} tabIndex={-1}>
            {title}
          </h1>
          <p>
            {t("repairAll.result", {
              repaired: repaired.length,
              count: steps.length,
              type: typeOfSteps(steps),
            })}
          </p>
          <Dismiss />
          <WayBack />
        </header>
        {left.length > 0 && (
          <section className={styles["left"]}>
            <h2>{t("repairAll.notRepaired")}</h2>
            <ul>
              {left.map((step) => (
                <NotRepaired key={step.link.id} step={step} />
              ))}
            </ul>
          </section>
        )}
        {repaired.length > 0 && (
          <section className={styles["left"]}>
            <h2>{t("repairAll.repaired")}</h2>
            <ul>
              {repaired.map(({ link }) => (
                <li key={link.id} className={joinClasses(card["card"], styles["row"])}>
                  <BankLogo bank={link.bank} asOf={link.checkedAt} />
                  <p>
                    <strong>{link.bank.name}</strong>
                    <AddedOn link={link} />
                    <span>{t("state.connected")}</span>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </NamesakesContext>
  );
}

function NotRepaired({ step }: { step: RepairAllStep }) {
  const { t } = useLaterI18n("pages");
  const { resume, isPending } = useChangeRepairAll();
  const { link, outcome } = step;
  const reason = whyOf(step);
  const bank = link.bank.name;
  return (
    <li className={joinClasses(card["card"], styles["row"])}>
      <BankLogo bank={link.bank} asOf={link.checkedAt} />
      <p>
        <strong>{bank}</strong>
        <AddedOn link={link} />
        <span>{formatWhy(reason, aboutBank(link.bank), t)}</span>
      </p>
      {outcome === "skipped" && canRepair(link.state) ? (
        <Button look="quiet" isPending={isPending} onClick={() => resume(link.id)}>
          {t("repairAll.resume", { bank })}
        </Button>
      ) : (
        reason !== "gone" && (
          <ButtonLink to={pathTo(pages.link, { linkId: link.id })}>
            {t("repairAll.see", { bank })}
          </ButtonLink>
        )
      )}
    </li>
  );
}

/** It is done with, here and on the person's other devices. */
function Dismiss() {
  const { t } = useLaterI18n("pages");
  const { repairAll } = useCore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    // Kept or not, the person goes on: what is over is forgotten after a day.
    repairAll.end().catch(() => undefined);
    client.setQueryData(linkKeys.repairAll, { repairAll: null });
    await navigate(pages.home);
  };
  return <Button onClick={() => void leave()}>{t("page.backHome")}</Button>;
}
