import type { ProblemCode } from "#contract/problem.ts";

interface Details {
  /** Goes out as `Retry-After`. */
  retryAfterMs?: number;
  /** Where the code's usual status says too little. */
  status?: 401 | 405 | 413 | 415;
}

/** A refusal that the browser is told of. Only its code and its times go out, never a message. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  readonly code: ProblemCode;

  readonly details: Details;

  constructor(code: ProblemCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
