import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { BankAlertAnswer } from "#contract/bank-alert.ts";
import type { Link } from "#contract/link.ts";
import { pathTo, routes } from "#contract/routes.ts";
import { useCore } from "../core-context.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as tones from "../design/tone.module.css";
import { refusalOf } from "../core/http/api.ts";
import { bankNameId } from "../links/link-card.tsx";
import { invalidateLinks, updateLink } from "../core/links/update-links.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatBankFailure } from "../i18n/format-bank-failure.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./repair-control.module.css";

/** While a bank is in trouble nobody can repair anything: the page offers to tell when it is back. */
export function BankAlertControl({ link }: { link: Link }) {
  const { t } = useLaterI18n("pages");
  const { set, error } = useBankAlert(link.id);
  const bank = link.bank.name;
  useBackHeard(link, t("alert.back", { bank }));

  return (
    <div className={styles["actions"]}>
      {link.watch === "none" ? (
        <Button
          look="quiet"
          ref={handFocusTo(bankNameId(link.id))}
          onClick={() => {
            askToNotify();
            set("PUT");
          }}
        >
          {t("alert.ask", { bank })}
        </Button>
      ) : (
        <>
          <p
            className={joinClasses(
              styles["warning"],
              tones[link.watch === "back" ? "success" : "info"],
            )}
          >
            {link.watch === "back" ? t("alert.back", { bank }) : t("alert.asked", { bank })}
          </p>
          <Button look="quiet" ref={handFocusTo(bankNameId(link.id))} onClick={() => set("DELETE")}>
            {link.watch === "back" ? t("repair.close") : t("alert.stop")}
          </Button>
        </>
      )}
      {error !== null && (
        <p role="alert">{formatBankFailure(refusalOf(error), aboutBank(link.bank), t)}</p>
      )}
    </div>
  );
}

function useBankAlert(linkId: string) {
  const { api } = useCore();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    // `PUT` asks to be told when the bank is back, `DELETE` no more.
    mutationFn: (method: "PUT" | "DELETE") =>
      api.request(BankAlertAnswer, pathTo(routes.bankAlert, { linkId }), { method }),
    onSuccess: ({ link }) => updateLink(client, link),
    // Refused, the bank is not in trouble any more: the page shows something old.
    onError: () => invalidateLinks(client),
  });
  return {
    set: (method: "PUT" | "DELETE") => {
      if (!isPending) mutate(method);
    },
    error,
  };
}

/** A page in the background tells by the system, where the person allowed it. */
function useBackHeard({ id, watch }: Link, sentence: string): void {
  const announce = useAnnounce();
  const before = useRef(watch);
  useEffect(() => {
    const isNews = before.current === "asked" && watch === "back";
    before.current = watch;
    if (!isNews) return;
    announce(sentence);
    const mayNotify = "Notification" in window && Notification.permission === "granted";
    if (mayNotify && document.visibilityState === "hidden") notify(sentence, id);
  }, [announce, id, sentence, watch]);
}

/** Several tabs show one; Chrome on phones lets no page do it this way. */
function notify(sentence: string, tag: string): void {
  try {
    new Notification(sentence, { tag });
  } catch {
    // The page says it too.
  }
}

/** Asked for by a press only, and never needed: the page says it too. */
function askToNotify(): void {
  // Typed as always there, and missing in browsers inside of apps.
  if (!("Notification" in window) || Notification.permission !== "default") return;
  void Notification.requestPermission();
}
