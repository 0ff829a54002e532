import type { ProblemCode } from "#contract/problem.ts";

interface Details {
  /** The field of the request that was refused. */
  field?: string;
  /** For our log: what was wrong, in words that have nothing of the request in them. */
  reason?: string;
  /** For our log: which of our limits was reached. */
  limit?: string;
  /** Goes out as `Retry-After`. */
  retryAfterMs?: number;
  /** Where the code's usual status says too little. */
  status?: 401 | 405 | 413 | 415;
}

/** A refusal that the browser is told of. Its code, its field and its times go out, never a message. */
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
