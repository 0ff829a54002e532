import { describe, expect, it, vi } from "vitest";
import type { Answer } from "./answer.ts";
import type { BelvoApi } from "./belvo-api.ts";
import { createLinkUpdate } from "./link-update.ts";
import type { Step } from "./step.ts";

const ORIGIN = "http://127.0.0.1:4010";
const link = { id: "30cb4806", institution: "erebor_mx_retail" };

function done(body: unknown): Answer {
  return { kind: "done", body };
}

function refused(reason: "access_token_not_valid" | "unexpected_error"): Answer {
  return { kind: "failed", failure: { reason, message: "why", requestId: "r1" } };
}

function apiWith(answers: Partial<Record<keyof BelvoApi, Answer>>) {
  const answer = (call: keyof BelvoApi) => vi.fn(() => Promise.resolve(answers[call] ?? done({})));
  return {
    readLink: answer("readLink"),
    readInstitution: answer("readInstitution"),
    updateLink: answer("updateLink"),
    resumeLink: answer("resumeLink"),
  };
}

function updateWith(api: BelvoApi) {
  return createLinkUpdate({ mode: "update", link }, api, ORIGIN);
}

describe("createLinkUpdate", () => {
  it("begins with the step for the link's present status", async () => {
    const api = apiWith({ readLink: done({ status: "token_required" }) });
    const { step, bank } = await updateWith(api).begin();
    expect(step.name).toBe("code");
    expect(bank?.displayName).toBe("Erebor");
  });

  it("begins without the institution when it cannot be read, but not without the link", async () => {
    const api = apiWith({
      readLink: refused("access_token_not_valid"),
      readInstitution: refused("unexpected_error"),
    });
    const { step, bank } = await updateWith(api).begin();
    expect(step.name).toBe("invalid_token");
    expect(bank?.displayName).toBe("Erebor");
  });

  it("sends a code to the link, or to the session that waits for it", async () => {
    const api = apiWith({});
    const waiting: Step = { name: "code", startedWith: "password", session: "s1" };
    const update = updateWith(api);

    await update.sendCode({ name: "code", startedWith: "code" }, "111111");
    expect(api.updateLink).toHaveBeenCalledExactlyOnceWith(link.id, { token: "111111" });
    await update.sendCode(waiting, "111111");
    expect(api.resumeLink).toHaveBeenLastCalledWith({
      session: "s1",
      link: link.id,
      token: "111111",
    });
    await update.sendCode(waiting, undefined);
    expect(api.resumeLink).toHaveBeenLastCalledWith({ session: "s1", link: link.id });
  });

  it("reads no link with a token that names none or is unreadable", async () => {
    const api = apiWith({});
    const create = await createLinkUpdate({ mode: "create" }, api, ORIGIN).begin();
    const unreadable = await createLinkUpdate({ mode: "unreadable" }, api, ORIGIN).begin();

    expect(create.step.name).toBe("create_mode");
    expect(unreadable.step.name).toBe("invalid_token");
    expect(api.readLink).not.toHaveBeenCalled();
  });
});
