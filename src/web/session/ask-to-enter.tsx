import { canRepair } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import type { LoginLinkPreview } from "#contract/entry.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import { Spinner } from "../design/spinner.tsx";
import * as card from "../design/card.module.css";
import * as tones from "../design/tone.module.css";
import { BankPageHead } from "../links/bank-page-head.tsx";
import * as bankPage from "../links/bank-page.module.css";
import { TrustNote } from "../repair/trust-note.tsx";
import { UpdateWords } from "../repair/update-words.tsx";
import { WhatComes } from "../repair/what-comes.tsx";
import { aboutBank } from "../i18n/about-bank.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./ask-to-enter.module.css";

interface AskToEnterProps {
  preview: LoginLinkPreview;
  /** True where the press is Update itself. */
  isUpdate: boolean;
  isEntering: boolean;
  onPress: () => void;
}

/** What the address opens, for whom, and the one button that opens it. */
export function AskToEnter({ preview, isUpdate, isEntering, onPress }: AskToEnterProps) {
  const { t } = useLaterI18n("pages");
  const { name, bank, replaces } = preview;
  const title = bank?.name ?? (replaces ? t("enter.otherTitle") : t("enter.askTitle"));
  useAnnounced(isEntering ? t("enter.working") : title);
  const button = (
    <Button aria-disabled={isEntering} ref={handFocusTo()} onClick={onPress}>
      {isEntering && <Spinner />}
      {isUpdate && bank ? (
        <UpdateWords bank={bank.name} />
      ) : (
        <span>{name === null ? t("enter.goOn") : t("enter.goOnAs", { name })}</span>
      )}
    </Button>
  );
  const actions = (
    <div className={styles["actions"]}>
      {button}
      {replaces && <ButtonLink to={pages.home}>{t("enter.stay")}</ButtonLink>}
    </div>
  );
  const other = replaces && t("enter.otherText", { other: replaces.name ?? t("enter.someone") });
  if (!bank) return <Message title={title} text={other ?? t("enter.askText")} action={actions} />;
  return (
    <article
      className={joinClasses(card["card"], bankPage["page"], styles["page"])}
      aria-labelledby="enter-bank"
    >
      <BankPageHead id="enter-bank" link={{ bank, ...bank }} asOf="" />
      <p>{t(`why.${bank.state}`, aboutBank(bank))}</p>
      {other !== null && <p className={joinClasses(styles["other"], tones["warning"])}>{other}</p>}
      {actions}
      {canRepair(bank.state) && (
        <>
          <TrustNote bank={bank} state={bank.state} />
          <WhatComes bank={bank} state={bank.state} />
        </>
      )}
    </article>
  );
}
