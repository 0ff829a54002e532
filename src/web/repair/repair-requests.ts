import { generatePath } from "react-router-dom";
import {
  HostedRepair,
  RepairOutcome,
  RepairTicket,
  type OpenRepair,
  type WidgetEnd,
  type WidgetEvent,
} from "#contract/repair.ts";
import { routes } from "#contract/routes.ts";
import { command, request } from "../http/api.ts";

/** Asks for what opens the widget once. Refused with `already_connected` when nothing is broken. */
export function openRepair(linkId: string, signal: AbortSignal): Promise<RepairTicket> {
  const path = generatePath(routes.repairs, { linkId });
  return request(RepairTicket, path, { method: "POST", signal });
}

/** The same for Belvo's own page. */
export function openHosted(
  linkId: string,
  how: Omit<OpenRepair, "widget">,
  signal: AbortSignal,
): Promise<HostedRepair> {
  const path = generatePath(routes.repairs, { linkId });
  return request(HostedRepair, path, {
    method: "POST",
    body: { widget: "hosted", ...how },
    signal,
  });
}

/** Tells the server how the widget ended, and asks for the truth. */
export function askOutcome(
  repairId: string,
  end: WidgetEnd,
  signal: AbortSignal,
): Promise<RepairOutcome> {
  return request(RepairOutcome, generatePath(routes.repairOutcome, { repairId }), {
    method: "POST",
    body: end,
    signal,
  });
}

/** Passes on what the widget said. The repair does not depend on it. */
export function reportEvents(repairId: string, events: WidgetEvent[]): Promise<void> {
  return command(generatePath(routes.repairEvents, { repairId }), {
    method: "POST",
    body: { events },
  });
}
