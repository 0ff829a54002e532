import { useEffect, useRef, type ReactNode } from "react";
import { canRepair, canTryRepair, type Link, type LinkState } from "#contract/link.ts";
import {
  idle,
  isBusy,
  isStillBusy,
  isTold,
  linkIdOf,
  type RepairState,
} from "../core/repair/repair-state.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { OutsideLink } from "../design/button.tsx";
import { focusFirst } from "../design/hand-focus-to.ts";
import { HandoffOffer } from "../handoff/handoff-offer.tsx";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { extraPart } from "../loading/extra-part.tsx";
import { formatBeginning } from "./format-beginning.ts";
import * as styles from "./repair-control.module.css";
import { RepairNotice } from "./repair-notice.tsx";
import { useRepair, useRepairState } from "./repair-provider.tsx";
import { RepairTold } from "./repair-told-part.ts";
import { TrustNote } from "./trust-note.tsx";
import { UpdateButton, updateButtonId } from "./update-button.tsx";

const BankAlertControl = extraPart(
  async () => (await import("./bank-alert-control.tsx")).BankAlertControl,
);

/** Source: Belvo, "My Belvo Portal", where people in Brazil renew a bank's permission. */
const BRAZIL_PORTAL = "https://meuportal.belvo.com/?mode=landing";

interface RepairControlProps {
  link: Link;
  /** Says in a line what is wrong: there are others to read of. */
  isBrief?: boolean;
  /** Something else on the page is pressed first. */
  isQuiet?: boolean;
  /** The page is about this link alone, and so is its end. */
  isAlone?: boolean;
  /** What the person may do once it is repaired. */
  whenDone?: ReactNode;
}

/** What is wrong with one link, what can be done, and how far that has got. */
export function RepairControl({
  link,
  isBrief = false,
  isQuiet = false,
  isAlone = false,
  whenDone,
}: RepairControlProps) {
  const { t } = useI18n();
  const { dismiss, goAway } = useRepair();
  const state = useRepairOf(link);
  const told = isTold(state, link);
  const beginning = told ? formatBeginning(state, link, t) : null;
  useAnnounced(beginning);
  // News may come while the person is with the bank: what they left is still there when they are back.
  const isHere = isStillBusy(state, link);
  useFocusBack(state, link);

  const isWatched = link.bankTrouble || link.watch !== "none";
  if (link.state === "connected" && !told && !isWatched) return null;
  const offersUpdate = isHere || canTryRepair(link);
  const close = () => {
    focusOn(link);
    dismiss();
  };
  return (
    <div className={styles["control"]}>
      {(isHere || link.state !== "connected") && <Why link={link} isBrief={isBrief} />}
      {beginning !== null && (
        <RepairNotice {...{ state, link }} sentence={beginning} onClose={close} />
      )}
      {(told ? beginning === null : state.phase === "hosted_ready") && (
        <RepairTold {...{ state, link, isAlone }} onClose={close} onGoAway={goAway}>
          {whenDone}
        </RepairTold>
      )}
      {offersUpdate && (
        <div className={styles["offer"]}>
          <UpdateButton {...{ link, state, isQuiet }} />
          {canTryRepair(link) && <TrustNote {...link} isBrief={isQuiet} />}
        </div>
      )}
      {canRepair(link.state) && !isBusy(state) && (!isQuiet || link.state === "code_needed") && (
        // The code comes on the phone.
        <HandoffOffer link={link} />
      )}
      {isWatched && <BankAlertControl link={link} />}
      {link.state === "elsewhere" && (
        <div className={styles["actions"]}>
          <OutsideLink href={BRAZIL_PORTAL}>{t("repair.portal")}</OutsideLink>
        </div>
      )}
    </div>
  );
}

/** The repair of another bank is nothing to draw this one anew for. */
function useRepairOf({ id }: Link): RepairState {
  return useRepairState((now) => (linkIdOf(now) === id ? now : idle));
}

/** True while there is something to tell of this link's repair, or of its end. */
export function useIsTold(link: Link): boolean {
  return isTold(useRepairOf(link), link);
}

/** What is wrong, and whose it is to mend where that is not the person. */
function Why({ link, isBrief }: { link: Link; isBrief: boolean }) {
  const { t } = useI18n();
  const { actor, state, bank, bankTrouble } = link;
  const about = aboutBank(bank);
  const why = isBrief ? formatReason(state, about, t) : t(`why.${state}`, about);
  const isYours = canTryRepair(link);
  const isOthers = (actor === "bank" || actor === "us") && !isYours;
  const besides = isYours && bankTrouble ? t("repair.bankDown", { bank: bank.name }) : null;
  const more = isOthers ? t("repair.notYou") : besides;
  return <p className={styles["why"]}>{more === null ? why : `${why} ${more}`}</p>;
}

function formatReason(state: LinkState, about: AboutBank, t: Translate): string {
  return state === "password_needed" ? t(`reason.${state}`, about) : t(`reason.${state}`);
}

/**
 * Puts focus back on the link once the widget is gone: on its button, or on its name when the button went
 * with the trouble. The link is found by its id, since its card may have moved.
 */
function useFocusBack({ phase }: RepairState, link: Link): void {
  const lastPhase = useRef(phase);

  useEffect(() => {
    const isOnPage = phase !== "idle" && phase !== "with_bank";
    const cameBack = isOnPage && ![phase, "idle"].includes(lastPhase.current);
    lastPhase.current = phase;
    if (!cameBack || document.activeElement !== document.body) return;
    focusOn(link);
  }, [phase, link]);
}

function focusOn({ id }: Link): void {
  focusFirst([updateButtonId(id), bankNameId(id)]);
}
