import { apiErrors } from "../http/api-errors.ts";
import type { ApiError } from "../http/api-error.ts";
import { createRandom } from "../random/create-random.ts";
import { Dials, type LoginError, type Span } from "./dials.ts";

/** Thrown in the place of an answer: the server cuts the connection, in-process calls reject. */
export class ConnectionResetError extends Error {
  override readonly name = "ConnectionResetError";
  readonly code = "ECONNRESET";
}

/** What happens to one request before it is answered. */
export interface Disturbance {
  delayMs: number;
  outcome: "none" | "reset" | ApiError;
}

/** What happens to one webhook. */
export interface WebhookDisturbance {
  lost: boolean;
  doubled: boolean;
  heldBack: boolean;
  forged: boolean;
  delayMs: number;
}

export interface Faults {
  /** The dials in force, with their seed. */
  dials(): Dials & { seed: string };
  /** Puts all dials anew: those that are not given go back to off. */
  turn(dials: Dials, seed: string): void;
  nextRequest(): Disturbance;
  nextWebhook(): WebhookDisturbance;
  /** What keeps a login from reaching its bank, if anything does. */
  nextLogin(): ApiError | undefined;
}

export function createFaults(initialSeed: string): Faults {
  let inForce = { ...Dials.parse({}), seed: initialSeed };
  let random = createRandom(initialSeed);

  return {
    dials: () => inForce,
    turn(dials, seed) {
      inForce = { ...dials, seed };
      random = createRandom(seed);
    },
    nextRequest() {
      // Always four numbers a request, so that one dial does not shift what another does.
      const [late, reset, error, which] = [random(), random(), random(), random()];
      const { delayMs, resetRate, errorRate, errorStatuses } = inForce;
      const status = errorStatuses[Math.floor(which * errorStatuses.length)] ?? 500;
      return {
        delayMs: lengthOf(delayMs, late),
        outcome: reset < resetRate ? "reset" : error < errorRate ? errorOf(status) : "none",
      };
    },
    nextWebhook() {
      const { lost, doubled, reordered, forged, delayed, delayedMs } = inForce.webhooks;
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
    nextLogin() {
      const { loginError } = inForce;
      return loginError === null ? undefined : loginErrorOf(loginError);
    },
  };
}

function lengthOf(span: Span, share: number): number {
  if (typeof span === "number") return span;
  return Math.round(span.min + (span.max - span.min) * share);
}

function errorOf(status: 429 | 500 | 503): ApiError {
  switch (status) {
    case 429:
      return apiErrors.tooManyRequests(1);
    case 500:
      return apiErrors.unexpectedError();
    case 503:
      return apiErrors.serviceUnavailable();
  }
}

function loginErrorOf(code: LoginError): ApiError {
  switch (code) {
    case "institution_down":
      return apiErrors.institutionDown();
    case "institution_unavailable":
      return apiErrors.institutionUnavailable();
    case "institution_inactive":
      return apiErrors.institutionInactive();
    case "too_many_sessions":
      return apiErrors.tooManySessions();
    case "unexpected_error":
      return apiErrors.unexpectedError();
  }
}
