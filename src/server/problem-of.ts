import { BelvoError, isPassingStatus, type BelvoFailure } from "./belvo/belvo-error.ts";
import { ProblemError } from "./http/problem-error.ts";
import { isStoreFault } from "./store/store-fault.ts";

/** Turns whatever a handler threw into the problem that goes out. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof BelvoError) return belvoProblem(error.failure);
  return new ProblemError(isStoreFault(error) ? "unavailable" : "unexpected");
}

function belvoProblem(failure: BelvoFailure): ProblemError {
  switch (failure.kind) {
    case "rate_limited":
      return new ProblemError("rate_limited", { retryAfterMs: failure.retryAfterMs });
    case "unreachable":
    case "unreadable":
      return new ProblemError("belvo_unreachable");
    case "rejected":
      return new ProblemError(
        isPassingStatus(failure.status) ? "belvo_unreachable" : "belvo_refused",
      );
  }
}
