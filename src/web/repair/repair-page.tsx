import { useEffect } from "react";
import { useParams } from "react-router-dom";
import { canRepair, type Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { ButtonLink } from "../design/button.tsx";
import { joinClasses } from "../design/join-classes.ts";
import card from "../design/card.module.css";
import { AddedOn } from "../links/added-on.tsx";
import { BankKind } from "../links/bank-kind.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { LinkDetailOf } from "../links/link-detail.tsx";
import bankPage from "../links/bank-page.module.css";
import { StateBadge } from "../links/state-badge.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { WayBack } from "../session/way-back.tsx";
import { RepairControl } from "./repair-control.tsx";
import styles from "./repair-page.module.css";
import { useRepair } from "./repair-provider.tsx";
import { useUpdateOnArrival } from "./update-on-arrival.ts";
import { WhatComes } from "./what-comes.tsx";

interface RepairPageProps {
  /** True for those who came by an address that is for this link alone: there is nowhere else to go. */
  isOnlyLink: boolean;
}

/** For those who were sent to repair one bank: what is wrong, one button, and a clear end. */
export function RepairPage({ isOnlyLink }: RepairPageProps) {
  const { linkId = "" } = useParams();
  useUpdateOnArrival(linkId);
  return (
    <LinkDetailOf>
      {({ link }) => (
        <article
          className={joinClasses(card["card"], bankPage["page"], styles["page"])}
          aria-labelledby={bankNameId(link.id)}
        >
          <BankLogo bank={link.bank} asOf={link.checkedAt} />
          <h1 id={bankNameId(link.id)} tabIndex={-1}>
            {link.bank.name}
          </h1>
          <BankKind bank={link.bank} />
          <AddedOn link={link} />
          <StateBadge {...link} />
          <RepairControl link={link} />
          {canRepair(link.state) && <Intended linkId={link.id} />}
          {link.state === "connected" ? (
            <Done link={link} isOnlyLink={isOnlyLink} />
          ) : (
            canRepair(link.state) && <WhatComes {...link} />
          )}
        </article>
      )}
    </LinkDetailOf>
  );
}

/** Who comes here is likely to press. */
function Intended({ linkId }: { linkId: string }) {
  const { intend } = useRepair();
  useEffect(() => intend(linkId), [intend, linkId]);
  return null;
}

function Done({ link, isOnlyLink }: { link: Link; isOnlyLink: boolean }) {
  const { t } = useI18n();
  return (
    <div className={styles["done"]}>
      <p>{t("repairPage.done", { bank: link.bank.name })}</p>
      <WayBack look="primary" />
      {!isOnlyLink && <ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
    </div>
  );
}
