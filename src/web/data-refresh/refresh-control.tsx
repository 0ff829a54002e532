import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Link, LinkState } from "#contract/link.ts";
import { RefreshOutcome } from "#contract/refresh.ts";
import { pathTo, routes } from "#contract/routes.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import * as tones from "../design/tone.module.css";
import { useNow } from "../design/use-now.ts";
import { useCore } from "../core-context.ts";
import { bankNameId } from "../links/link-card.tsx";
import { linkKeys } from "../core/links/link-queries.ts";
import { updateLink } from "../core/links/update-links.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./refresh-control.module.css";
import { formatRefresh } from "./format-refresh.ts";

/** Where asking the bank for data may help; the other states have something else to do first. */
const REFRESHABLE: readonly LinkState[] = ["connected", "unsure", "bank_trouble"];

/** Lets a person have fresh data brought now, and says what came of it. */
export function RefreshControl({ link }: { link: Link }) {
  const i18n = useLaterI18n("pages");
  const { refresh, press } = useRefresh(link.id);
  const busyUntil = useFuture(link.busyUntil);
  const said = formatRefresh({ ...refresh, link, busyUntil, now: useNow() }, i18n);
  // What stood there before a press is read like the rest of the page.
  useAnnounced(refresh.isIdle || said === null ? null : said.sentence);

  const isOffered = REFRESHABLE.includes(link.state);
  if (!isOffered && said === null) return null;
  return (
    <div className={styles["control"]}>
      {said && <p className={joinClasses(styles["said"], tones[said.tone])}>{said.sentence}</p>}
      {isOffered && (
        <div>
          <Button
            look="quiet"
            ref={handFocusTo(bankNameId(link.id))}
            aria-disabled={refresh.isPending || busyUntil !== null}
            onClick={() => {
              if (busyUntil === null) press();
            }}
          >
            {refresh.isPending && <Spinner />}
            <span>{i18n.t("refresh.ask")}</span>
          </Button>
        </div>
      )}
    </div>
  );
}

function useRefresh(linkId: string) {
  const client = useQueryClient();
  const { api } = useCore();
  const mutationKey = linkKeys.refresh(linkId);
  const refresh = useMutation({
    mutationKey,
    mutationFn: async () => {
      const path = pathTo(routes.refresh, { linkId });
      const outcome = await api.request(RefreshOutcome, path, { method: "POST" });
      return { ...outcome, answeredAt: api.clock.now() };
    },
    onSuccess: ({ link }) => updateLink(client, link),
  });
  return {
    refresh,
    press: () => {
      // Two presses can come before React has drawn the first.
      if (client.isMutating({ mutationKey }) === 0) refresh.mutate();
    },
  };
}

/** @returns `at` until it has passed, then `null`. */
function useFuture(at: string | null): string | null {
  const { api } = useCore();
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    const timer = setTimeout(() => setPassed(at), Date.parse(at) - api.clock.now());
    return () => clearTimeout(timer);
  }, [api, at]);
  return at === passed ? null : at;
}
