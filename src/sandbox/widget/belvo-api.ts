import { noAnswer, readAnswer, type Answer } from "./answer.ts";

/** The calls of Belvo's API that update mode needs, made with the widget's access token. */
export interface BelvoApi {
  readLink(linkId: string): Promise<Answer>;
  readInstitution(name: string): Promise<Answer>;
  updateLink(linkId: string, secrets: Readonly<Record<string, string>>): Promise<Answer>;
  /** Carries on with an attempt that the bank has interrupted to ask for a code. */
  resumeLink(attempt: { link: string; session: string; token?: string }): Promise<Answer>;
}

const TIMEOUT_MS = 60_000;

export function createBelvoApi(origin: string, accessToken: string): BelvoApi {
  async function call(method: string, path: string, body?: object): Promise<Answer> {
    try {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: {
          Authorization: `Bearer ${accessToken}`,
          ...(body && { "Content-Type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return readAnswer(response.status, await response.text());
    } catch (error) {
      return noAnswer(error);
    }
  }

  return {
    readLink: (linkId) => call("GET", `/api/links/${encodeURIComponent(linkId)}/`),
    readInstitution: (name) => call("GET", `/api/institutions/?name=${encodeURIComponent(name)}`),
    updateLink: (linkId, secrets) =>
      call("PUT", `/api/links/${encodeURIComponent(linkId)}/`, secrets),
    resumeLink: (attempt) => call("PATCH", "/api/links/", attempt),
  };
}
