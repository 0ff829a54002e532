import { canRepair, type Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { ButtonLink } from "../design/button.tsx";
import { joinClasses } from "../design/join-classes.ts";
import surface from "../design/surface.module.css";
import { BankKind } from "../links/bank-kind.tsx";
import { BankLogo } from "../links/bank-logo.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { LinkDetailOf } from "../links/link-detail.tsx";
import { StateBadge } from "../links/state-badge.tsx";
import { aboutBank } from "../words/about-bank.ts";
import { useVoice } from "../words/voice-context.tsx";
import { RepairControl } from "./repair-control.tsx";
import styles from "./repair-page.module.css";
import { isUp } from "./repair-words.ts";

interface RepairPageProps {
  /** True for those who came by an address that is for this link alone: there is nowhere else to go. */
  isOnlyLink: boolean;
}

/** For those who were sent to repair one bank: what is wrong, one button, and a clear end. */
export function RepairPage({ isOnlyLink }: RepairPageProps) {
  return (
    <LinkDetailOf>
      {({ link }) => (
        <article
          className={joinClasses(surface["surface"], styles["page"])}
          aria-labelledby={bankNameId(link.id)}
        >
          <BankLogo bank={link.bank} asOf={link.checkedAt} />
          <h1 id={bankNameId(link.id)} tabIndex={-1}>
            {link.bank.name}
          </h1>
          <BankKind bank={link.bank} />
          <StateBadge {...link} />
          <RepairControl link={link} />
          {isUp(link) ? (
            <Done link={link} isOnlyLink={isOnlyLink} />
          ) : (
            canRepair(link.state) && <WhatComes link={link} />
          )}
        </article>
      )}
    </LinkDetailOf>
  );
}

function Done({ link, isOnlyLink }: { link: Link; isOnlyLink: boolean }) {
  const { say } = useVoice();
  return (
    <div className={styles["done"]}>
      <p>{say("repairPage.done", { bank: link.bank.name })}</p>
      {!isOnlyLink && <ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
    </div>
  );
}

/** People who are told what will happen do not stop half-way. */
function WhatComes({ link }: { link: Link }) {
  const { say } = useVoice();
  const about = aboutBank(link.bank);
  const yours =
    link.state === "code_needed"
      ? say("repairPage.typeCode", about)
      : link.state === "unfinished"
        ? say("repairPage.finish")
        : say("repairPage.typePassword", about);
  return (
    <section className={styles["comes"]}>
      <h2>{say("repairPage.comes")}</h2>
      <ol>
        <li>{say("repairPage.opens", about)}</li>
        <li>{yours}</li>
        <li>{say("repairPage.confirms", about)}</li>
      </ol>
      {link.state === "password_needed" && about.login === "password" && (
        <p>{say("repairPage.safe")}</p>
      )}
    </section>
  );
}
