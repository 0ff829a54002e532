import type { AccessToken, LinkClaim } from "./access-token.ts";
import type { Failure } from "./answer.ts";
import { readBank, type Bank } from "./bank.ts";
import type { BelvoApi } from "./belvo-api.ts";
import { stepAfter, stepForLink, type Step } from "./step.ts";
import { textOf } from "./untyped.ts";

interface Beginning {
  step: Step;
  bank?: Bank;
}

/** The update of one link: each call asks the API and gives the step that follows. */
export interface LinkUpdate {
  begin(): Promise<Beginning>;
  /** A password, or what names the person, by the names that the API has for it. */
  sendLogin(step: Step, login: Readonly<Record<string, string>>): Promise<Step>;
  /** `code` is missing when the person confirmed in the bank's own app. */
  sendCode(step: Step, code: string | undefined): Promise<Step>;
}

const NOT_VALID: Failure = {
  reason: "access_token_not_valid",
  message: "The access token is not valid",
  requestId: "",
};

export function createLinkUpdate(token: AccessToken, api: BelvoApi, origin: string): LinkUpdate {
  switch (token.mode) {
    case "update":
      return updateOf(token.link, api, origin);
    case "create":
      return halt({ name: "create_mode" });
    case "unreadable":
      return halt({ name: "invalid_token", failure: NOT_VALID });
  }
}

function updateOf(link: LinkClaim, api: BelvoApi, origin: string): LinkUpdate {
  return {
    async begin() {
      const [found, page] = await Promise.all([
        api.readLink(link.id),
        api.readInstitution(link.institution),
      ]);
      const institutions = page.kind === "done" ? page.body : undefined;
      const bank = readBank(institutions, link.institution, origin);
      if (found.kind !== "done") return { bank, step: stepAfter({ name: "loading" }, found) };
      return { bank, step: stepForLink(textOf(found.body, "status"), bank.asksForCode) };
    },
    async sendLogin(step, login) {
      return stepAfter(step, await api.updateLink(link.id, login));
    },
    async sendCode(step, code) {
      const token = code ?? "";
      const session = step.name === "code" ? step.session : undefined;
      const answer =
        session === undefined
          ? await api.updateLink(link.id, { token })
          : await api.resumeLink({ session, link: link.id, ...(token && { token }) });
      return stepAfter(step, answer);
    },
  };
}

function halt(step: Step): LinkUpdate {
  return {
    begin: () => Promise.resolve({ step }),
    sendLogin: () => Promise.resolve(step),
    sendCode: () => Promise.resolve(step),
  };
}
