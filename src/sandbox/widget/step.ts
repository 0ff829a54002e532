import type { Answer, Challenge, Failure } from "./answer.ts";

/** What the widget shows. A step holds exactly the data that its screen needs. */
export type Step =
  | { name: "loading" }
  | CredentialsStep
  | CodeStep
  | { name: "connected" }
  | { name: "success" }
  | { name: "error"; failure: Failure }
  | { name: "invalid_token"; failure: Failure }
  | { name: "create_mode" };

export interface CredentialsStep {
  name: "credentials";
  /** True for a link whose first login was never finished: no password has stopped working. */
  isUnfinished?: boolean;
  failure?: Failure;
}

export interface CodeStep {
  name: "code";
  /** Where to go back to when the session with the bank has run out. */
  startedWith: "password" | "code";
  /** The attempt to carry on with; without one, a code starts a new attempt. */
  session?: string;
  challenge?: Challenge | undefined;
  failure?: Failure;
}

/** Page names that `PAGE_LOAD` events report. */
export type Page =
  "/loading" | "/credentials" | "/token" | "/success" | "/error" | "/invalid-token";

export function pageOf(step: Step): Page {
  switch (step.name) {
    case "loading":
      return "/loading";
    case "credentials":
      return "/credentials";
    case "code":
      return "/token";
    case "connected":
    case "success":
      return "/success";
    case "error":
    case "create_mode":
      return "/error";
    case "invalid_token":
      return "/invalid-token";
  }
}

/** The first step for a link. An unfinished one goes on where its bank would: code or password. */
export function stepForLink(status: string | undefined, bankAsksForCode: boolean): Step {
  if (status === "valid") return { name: "connected" };
  if (status === "token_required") return { name: "code", startedWith: "code" };
  if (status === "unconfirmed" && bankAsksForCode) return { name: "code", startedWith: "code" };
  return { name: "credentials", ...(status === "unconfirmed" && { isUnfinished: true }) };
}

/** The step that follows when the API has answered what the person sent from `step`. */
export function stepAfter(step: Step, answer: Answer): Step {
  if (answer.kind === "done") return { name: "success" };
  if (answer.kind === "failed") return stepAfterFailure(step, answer.failure);

  const { session, challenge, failure } = answer;
  // Asking for a code is no error until one has been given.
  if (step.name !== "code") return { name: "code", startedWith: "password", session, challenge };
  return { name: "code", startedWith: step.startedWith, session, challenge, failure };
}

function stepAfterFailure(step: Step, failure: Failure): Step {
  const { reason } = failure;
  if (reason === "access_token_not_valid") return { name: "invalid_token", failure };
  if (reason === "login_error") return { ...credentialsAfter(step), failure };
  if (reason !== "session_expired") return { name: "error", failure };

  return step.name === "code" && step.startedWith === "code"
    ? { name: "code", startedWith: "code", failure }
    : { ...credentialsAfter(step), failure };
}

function credentialsAfter(step: Step): CredentialsStep {
  return step.name === "credentials" ? step : { name: "credentials" };
}

const NOTHING_TO_UPDATE: Failure = {
  reason: "nothing_to_update",
  message: "There is nothing to update",
  requestId: "",
};

/** What went wrong on the way to `step`, if anything did; so is it told the host. */
export function failureOf(step: Step): Failure | undefined {
  if (step.name === "connected" || step.name === "create_mode") return NOTHING_TO_UPDATE;
  return "failure" in step ? step.failure : undefined;
}
