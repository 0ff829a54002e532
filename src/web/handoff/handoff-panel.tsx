import { useContext, useEffect, useId } from "react";
import type { Handoff } from "#contract/handoff.ts";
import type { Link } from "#contract/link.ts";
import { refusalOf } from "../core/http/api.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { focusFirst, handFocusTo } from "../design/hand-focus-to.ts";
import { Spinner } from "../design/spinner.tsx";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatBankFailure } from "../i18n/format-bank-failure.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { SessionContext } from "../session/session-context.ts";
import * as styles from "./handoff-panel.module.css";
import type { QrCode } from "./qr-code.ts";

interface HandoffPanelProps {
  link: Link;
  /** `null` while it is on its way. */
  code: (Handoff & { drawn: QrCode }) | null;
  isOver: boolean;
  /** The person is busy with the bank on the other device. */
  isOpened: boolean;
  error: unknown;
  onAgain: () => void;
  onClose: () => void;
}

/** What a phone's camera reads, and what that does. It goes with the link's trouble. */
export function HandoffPanel(props: HandoffPanelProps) {
  const { link, code, isOver, isOpened, error, onAgain, onClose } = props;
  const { t } = useLaterI18n("pages");
  const bank = link.bank.name;
  const id = useId();
  useEffect(() => focusFirst([id], { preventScroll: true }), [id]);
  const failure = error ? formatBankFailure(refusalOf(error), aboutBank(link.bank), t) : null;
  const stage = isOpened ? "opened" : isOver ? "over" : code === null ? "making" : "made";
  const words = {
    making: t("handoff.making"),
    made: null,
    opened: t("handoff.opened", { bank }),
    over: t("handoff.over"),
  };
  const said = failure ?? words[stage];
  const made = stage === "made" ? code : null;
  useAnnounced(said);

  return (
    <div
      className={styles["panel"]}
      id={id}
      role="group"
      aria-label={t("handoff.openFor", { bank })}
      tabIndex={-1}
      ref={handFocusTo(bankNameId(link.id))}
    >
      {made && <Drawn code={made.drawn} label={t("handoff.code", { bank })} />}
      <div className={styles["words"]}>
        <p>{said ?? t("handoff.how", { bank })}</p>
        {failure === null && (stage === "making" || stage === "opened") && <Spinner />}
        <div className={styles["actions"]}>
          {made && <OpenHere url={made.url} label={t("handoff.here")} />}
          {(isOver || failure !== null) && (
            <Button look="quiet" onClick={onAgain}>
              {failure === null ? t("handoff.again") : t("links.retry")}
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            {t("handoff.close")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Drawn({ code: { size, path }, label }: { code: QrCode; label: string }) {
  return (
    <svg
      className={styles["code"]}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

/** In the demo, which no phone can reach. */
function OpenHere({ url, label }: { url: string; label: string }) {
  const demoUsers = useContext(SessionContext)?.demoUsers ?? null;
  if (demoUsers === null) return null;
  return (
    <Button
      look="quiet"
      onClick={() => void window.open(url, "_blank", "popup,width=390,height=844")}
    >
      {label}
    </Button>
  );
}
