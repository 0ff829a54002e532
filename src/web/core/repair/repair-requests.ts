import {
  HostedRepair,
  RepairOutcome,
  RepairTicket,
  ReturnAnswer,
  type HostedReturn,
  type OpenRepair,
  type ReportedWidgetEvent,
  type WidgetEnd,
} from "#contract/repair.ts";
import { pathTo, routes } from "#contract/routes.ts";
import type { Api } from "../http/api.ts";

/** What a repair asks of our server. */
export function createRepairRequests({ request, command }: Pick<Api, "request" | "command">) {
  return {
    /** Asks for what opens the widget once. Refused with `already_connected` when nothing is broken. */
    open: (linkId: string, signal: AbortSignal) =>
      request(RepairTicket, pathTo(routes.repairs, { linkId }), { method: "POST", signal }),

    /** The same before the person presses: it is a repair from {@link openPrepared} on. */
    prepare: (linkId: string, signal: AbortSignal) =>
      request(RepairTicket, pathTo(routes.repairs, { linkId }), {
        method: "POST",
        body: { prepare: true } satisfies OpenRepair,
        signal,
      }),

    openPrepared: (repairId: string, signal: AbortSignal) =>
      command(pathTo(routes.repairOpening, { repairId }), { method: "POST", signal }),

    /** The same for Belvo's own page. */
    openHosted: (linkId: string, how: Omit<OpenRepair, "widget">, signal: AbortSignal) =>
      request(HostedRepair, pathTo(routes.repairs, { linkId }), {
        method: "POST",
        body: { widget: "hosted", ...how },
        signal,
      }),

    /** Tells that somebody has come back from Belvo's own page, whoever they are. */
    sendReturn: (body: HostedReturn, signal: AbortSignal) =>
      request(ReturnAnswer, routes.returns, { method: "POST", body, signal, whose: "anyone" }),

    /** Tells the server how the widget ended, and asks for the truth. */
    askOutcome: (repairId: string, body: WidgetEnd, signal: AbortSignal) =>
      request(RepairOutcome, pathTo(routes.repairOutcome, { repairId }), {
        method: "POST",
        body,
        signal,
      }),

    /** Passes on what the widget said. The repair does not depend on it. */
    reportEvents: (repairId: string, events: ReportedWidgetEvent[]) =>
      command(pathTo(routes.repairEvents, { repairId }), { method: "POST", body: { events } }),
  };
}
