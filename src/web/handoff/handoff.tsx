import { useId, useState } from "react";
import type { Link } from "#contract/link.ts";
import { Button } from "../design/button.tsx";
import { focusFirst, handFocusTo } from "../design/hand-focus-to.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { HandoffPanel } from "./handoff-panel.tsx";
import { useHandoff } from "./use-handoff.ts";

/** The way from a desktop to the phone: a button and, once it is pressed, the code that leads there. */
export function Handoff({ link }: { link: Link }) {
  const { t } = useLaterI18n("pages");
  const [isOpen, setOpen] = useState(false);
  const { ask, forget, ...state } = useHandoff(link.id);
  const id = useId();
  const open = () => {
    setOpen(true);
    ask();
  };
  const close = () => {
    setOpen(false);
    forget();
    focusFirst([id]);
  };
  return (
    <>
      <Button
        look="text"
        id={id}
        ref={handFocusTo(bankNameId(link.id))}
        aria-label={t("handoff.openFor", { bank: link.bank.name })}
        aria-expanded={isOpen}
        onClick={isOpen ? close : open}
      >
        {t("handoff.open")}
      </Button>
      {isOpen && <HandoffPanel link={link} {...state} onAgain={ask} onClose={close} />}
    </>
  );
}
