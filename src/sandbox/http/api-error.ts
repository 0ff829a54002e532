/** One entry of Belvo's error array; `request_id` is added when the answer is written. */
export interface ErrorItem {
  code: string;
  message: string;
  field?: string;
  /** What some errors carry besides, such as the session of a 428. */
  [extra: string]: unknown;
}

/** A refusal in the form that Belvo gives it: a status and an array of errors. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  readonly status: number;
  readonly items: readonly ErrorItem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    items: readonly ErrorItem[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(items.map(({ code }) => code).join(", "));
    this.status = status;
    this.items = items;
    this.headers = headers;
  }

  /** @param requestId 32 lowercase hex digits, the same in every entry. */
  toResponse(requestId: string): Response {
    const body = this.items.map((item) => ({ ...item, request_id: requestId }));
    return Response.json(body, { status: this.status, headers: this.headers });
  }
}
