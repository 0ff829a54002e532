import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";
import { Handoff } from "#contract/handoff.ts";
import { pathTo, routes } from "#contract/routes.ts";
import type { Api } from "../core/http/api.ts";
import { invalidateLinks } from "../core/links/update-links.ts";
import { useCore } from "../core-context.ts";
import { PollingContext } from "../links/polling.ts";
import { importAgain } from "../loading/import-again.ts";
import type { QrCode } from "./qr-code.ts";

interface Code extends Handoff {
  drawn: QrCode;
  /** When it was asked for, by the server's clock, in milliseconds since 1970. */
  askedAt: number;
}

/**
 * Asks for the code that goes on with a link on the phone. It is kept for as long as it is shown, and
 * nowhere but in memory.
 */
export function useHandoff(linkId: string) {
  const { api } = useCore();
  const client = useQueryClient();
  const { mutate, reset, data, error } = useMutation({
    mutationFn: () => makeCode(api, linkId),
    // Refused, the link is not as the page shows it.
    onError: () => invalidateLinks(client),
    networkMode: "always",
    gcTime: 0,
  });
  const repair = useRepairSince(linkId, data);
  const isOver = useIsOver(data, api) || repair === "repair_ended";
  const isOpened = repair === "repair_opened";
  return { ask: () => mutate(), forget: reset, code: data ?? null, isOver, isOpened, error };
}

async function makeCode({ clock, request }: Api, linkId: string): Promise<Code> {
  const askedAt = clock.now();
  const [{ drawQrCode }, handoff] = await Promise.all([
    importAgain(() => import("./qr-code.ts")),
    request(Handoff, pathTo(routes.handoff, { linkId }), { method: "POST" }),
  ]);
  return { ...handoff, drawn: drawQrCode(handoff.url), askedAt };
}

/** What the log of the link says of the repair that a code led to; `null` before there is one. */
function useRepairSince(linkId: string, code: Code | undefined) {
  const { links } = useCore();
  const refetchInterval = useContext(PollingContext);
  const { data } = useQuery({
    ...links.detail(linkId),
    ...{ enabled: code !== undefined, refetchInterval },
  });
  const last = data?.history.find(
    ({ kind }) => kind === "repair_opened" || kind === "repair_ended",
  );
  return code && last && Date.parse(last.at) > code.askedAt ? last.kind : null;
}

/** True once a code opens nothing any more, by the server's clock. */
function useIsOver(code: Code | undefined, { clock }: Api): boolean {
  const [over, setOver] = useState<Code | null>(null);
  useEffect(() => {
    if (!code) return undefined;
    const timer = setTimeout(() => setOver(code), Date.parse(code.expiresAt) - clock.now());
    return () => clearTimeout(timer);
  }, [clock, code]);
  return code !== undefined && code === over;
}
