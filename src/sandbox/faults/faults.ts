import { createHash } from "node:crypto";
import * as v from "valibot";
import { refusal, tooManyRequests, type ApiError } from "../http/api-error.ts";
import type { Limits } from "../http/rate-limiter.ts";
import { FaultSettings, type Span } from "./fault-settings.ts";

/** Thrown in the place of an answer: the server cuts the connection, in-process calls reject. */
export class ConnectionResetError extends Error {
  override readonly name = "ConnectionResetError";
  readonly code = "ECONNRESET";
}

/** What happens to one request before it is answered. */
interface RequestFault {
  delayMs: number;
  outcome: "none" | "reset" | ApiError;
}

/** What happens to one webhook. */
interface WebhookFault {
  lost: boolean;
  doubled: boolean;
  heldBack: boolean;
  forged: boolean;
  delayMs: number;
}

type Settings = Omit<FaultSettings, "seed" | "rateLimit"> & { seed: string; rateLimit: Limits };

export interface Faults {
  /** Those in force, with their seed. */
  settings(): Settings;
  /** Sets all faults anew: those that are not given go back to off. */
  set(settings: FaultSettings, seed: string): void;
  nextRequest(request: Request): RequestFault;
  nextWebhook(): WebhookFault;
  /** What keeps a login from reaching its bank, if anything does. */
  nextLogin(): ApiError | undefined;
}

/** @param limits Those that hold while the fault `rateLimit` sets no others. */
export function createFaults(initialSeed: string, limits: Limits): Faults {
  let settings = settingsFrom(v.parse(FaultSettings, {}), initialSeed);
  let random = createRandom(initialSeed);

  function settingsFrom(given: FaultSettings, seed: string): Settings {
    const { requests, perMs, callers } = given.rateLimit;
    const rateLimit = {
      requests: requests ?? limits.requests,
      perMs: perMs ?? limits.perMs,
      callers: callers ?? limits.callers,
    };
    return { ...given, seed, rateLimit };
  }

  return {
    settings: () => settings,
    set(given, seed) {
      settings = settingsFrom(given, seed);
      random = createRandom(seed);
    },
    nextRequest(request) {
      const { callers, delayMs, resetRate, errorRate, errorStatuses } = settings;
      const agent = request.headers.get("user-agent") ?? "";
      if (callers !== "all" && !agent.startsWith(callers)) return { delayMs: 0, outcome: "none" };
      // Always four numbers a request, so that one fault does not shift what another does.
      const [late, reset, error, which] = [random(), random(), random(), random()];
      const status = errorStatuses[Math.floor(which * errorStatuses.length)] ?? 500;
      return {
        delayMs: lengthOf(delayMs, late),
        outcome: reset < resetRate ? "reset" : error < errorRate ? errorOf(status) : "none",
      };
    },
    nextWebhook() {
      const { lost, doubled, reordered, forged, delayed, delayedMs } = settings.webhooks;
      const happens = (share: number) => random() < share;
      const length = random();
      return {
        lost: happens(lost),
        doubled: happens(doubled),
        heldBack: happens(reordered),
        forged: happens(forged),
        delayMs: happens(delayed) ? lengthOf(delayedMs, length) : 0,
      };
    },
    nextLogin: () => (settings.loginError ? refusal(settings.loginError) : undefined),
  };
}

/** Numbers from 0 up to, not including, 1. The same seed gives the same ones in the same order. */
export function createRandom(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32BE(0);

  // Mulberry32, by Tommy Ettinger (public domain).
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function lengthOf(span: Span, share: number): number {
  if (typeof span === "number") return span;
  return Math.round(span.min + (span.max - span.min) * share);
}

function errorOf(status: 429 | 500 | 503): ApiError {
  if (status === 429) return tooManyRequests(1);
  return refusal(status === 500 ? "unexpected_error" : "service_unavailable");
}
