import { useEffect, type ReactNode } from "react";
import { useMatch } from "react-router-dom";
import { canRepair, type Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { ButtonLink } from "../design/button.tsx";
import { joinClasses } from "../design/join-classes.ts";
import * as card from "../design/card.module.css";
import { useI18n } from "../i18n/i18n-context.tsx";
import { BankPageHead } from "../links/bank-page-head.tsx";
import * as bankPage from "../links/bank-page.module.css";
import { bankNameId } from "../links/link-card.tsx";
import { LinkDetailOf } from "../links/link-detail.tsx";
import { extraPart } from "../loading/extra-part.tsx";
import { WayBack } from "../session/way-back.tsx";
import { RepairControl, useIsTold } from "./repair-control.tsx";
import * as styles from "./repair-page.module.css";
import { useRepair } from "./repair-provider.tsx";
import { useUpdateOnArrival } from "./update-on-arrival.ts";
import { WhatComes } from "./what-comes.tsx";

const LastReceipt = extraPart(
  async () => (await import("../links/repair-receipt.tsx")).LastReceipt,
);

interface RepairPageProps {
  /** True for those who came by an address that is for this link alone: there is nowhere else to go. */
  isOnlyLink: boolean;
}

/** For those who were sent to repair one bank: what is wrong, one button, and a clear end. */
export function RepairPage({ isOnlyLink }: RepairPageProps) {
  const linkId = useMatch(pages.repair)?.params.linkId ?? "";
  useUpdateOnArrival(linkId);
  return (
    <LinkDetailOf linkId={linkId}>
      {({ link, history }) => (
        <OneBank link={link}>
          <Done isOnlyLink={isOnlyLink}>
            <LastReceipt history={history} bank={link.bank} />
          </Done>
        </OneBank>
      )}
    </LinkDetailOf>
  );
}

/** @param props.children What is left to do once it works. */
function OneBank({ link, children }: { link: Link; children: ReactNode }) {
  const isTold = useIsTold(link);
  const isWell = link.state === "connected";
  return (
    <article
      className={joinClasses(card["card"], bankPage["page"], styles["page"])}
      aria-labelledby={bankNameId(link.id)}
    >
      <BankPageHead
        id={bankNameId(link.id)}
        link={link}
        asOf={link.checkedAt}
        isPlain={isWell && isTold}
      />
      <RepairControl link={link} isAlone whenDone={children} />
      {canRepair(link.state) && (
        <>
          <Intended linkId={link.id} />
          <WhatComes {...link} />
        </>
      )}
      {isWell && !isTold && children}
    </article>
  );
}

/** Who comes here is likely to press. */
function Intended({ linkId }: { linkId: string }) {
  const { intend } = useRepair();
  useEffect(() => intend(linkId), [intend, linkId]);
  return null;
}

interface DoneProps {
  isOnlyLink: boolean;
  children: ReactNode;
}

function Done({ isOnlyLink, children }: DoneProps) {
  const { t } = useI18n();
  return (
    <div className={styles["done"]}>
      {isOnlyLink && <p>{t("repairPage.close")}</p>}
      <WayBack look="primary" />
      {!isOnlyLink && <ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
      {children}
    </div>
  );
}
