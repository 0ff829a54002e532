import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

const target = await openTarget();
const { victim } = target;

async function use(code: unknown) {
  // Each time in a minute of its own: no limit on guesses hides the answer.
  target.clock.advance(61_000);
  const answer = await target.visitor().send("POST", "/api/session", { code });
  expect(answer.headers.get("Set-Cookie"), JSON.stringify(code).slice(0, 60)).toBeNull();
  return answer.status;
}

const swapCase = (text: string) =>
  text.replace(/[a-z]/gi, (each) =>
    each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase(),
  );

describe("a login link's code", () => {
  it("lets in one of forty who use it at once (API2:2023, ASVS 5.0 V6.5.1)", async () => {
    const code = await target.newCode({ externalId: VICTIM });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => target.visitor().send("POST", "/api/session", { code })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([201, 410]));
    const cookies = answers.filter(({ headers }) => headers.has("Set-Cookie"));
    expect(cookies).toHaveLength(1);
  });

  it("for one link lets in ten of forty who use it at once (API2:2023, ASVS 5.0 V15.4.2)", async () => {
    const code = await target.newCode({ externalId: VICTIM, linkId: victim.link });
    target.clock.advance(61_000);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => target.visitor().send("POST", "/api/session", { code })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  });

  it("is not let in by any beginning of it (API2:2023, ASVS 5.0 V6.6.3)", async () => {
    const code = await target.newCode({ externalId: VICTIM });
    for (let length = 0; length < code.length; length += 1) {
      const start = code.slice(0, length);
      expect(await use(start)).toBe(400);
      expect(await use(start.padEnd(code.length, "A"))).toBeGreaterThanOrEqual(
        start.padEnd(code.length, "A") === code ? 201 : 404,
      );
    }
  });

  it.each([
    ["with more behind it", (code: string) => `${code}A`],
    ["twice", (code: string) => code + code],
    ["with NUL behind it", (code: string) => `${code}\0`],
    ["with blanks around it", (code: string) => ` ${code} `],
    ["with a line's end", (code: string) => `${code}\n`],
    ["in the other case", swapCase],
    ["backwards", (code: string) => Array.from(code).reverse().join("")],
    ["as its hash", (code: string) => hash("sha256", code, "hex")],
    [
      "as its hash, cut to a code's length",
      (code: string) => hash("sha256", code, "hex").slice(0, 43),
    ],
    ["in a list", (code: string) => [code]],
    ["in an object", (code: string) => ({ code, toString: code })],
    ["as SQL", (code: string) => `${code.slice(0, 30)}' or '1'='1`],
    ["as a pattern", (code: string) => `${code.slice(0, 42)}%`],
    ["percent-encoded", (code: string) => `%${code.charCodeAt(0).toString(16)}${code.slice(1)}`],
  ])("lets nobody in %s (API2:2023, ASVS 5.0 V2.2.1)", async (_how, change) => {
    const code = await target.newCode({ externalId: VICTIM });
    expect([400, 404]).toContain(await use(change(code)));
    const right = await target.visitor().send("POST", "/api/session", { code });
    expect(right.status).toBe(201);
  });

  it("does nothing in an address, whoever fetches it (API2:2023, ASVS 5.0 V14.2.1)", async () => {
    const code = await target.newCode({ externalId: VICTIM });
    const visitor = target.visitor();
    for (const path of [
      `/api/session?code=${code}`,
      `/enter?code=${code}`,
      `/enter/${code}`,
      `/api/links?code=${code}`,
    ]) {
      for (const answer of [await visitor.get(path), await visitor.send("HEAD", path)]) {
        expect(answer.headers.get("Set-Cookie")).toBeNull();
      }
    }
    expect((await target.visitor().send("POST", "/api/session", { code })).status).toBe(201);
  });

  it("of one person is no way in as another whose session the browser has (API2:2023, ASVS 5.0 V7.2.4)", async () => {
    const visitor = await target.signedIn(OTHER);
    const code = await target.newCode({ externalId: VICTIM, linkId: victim.link });
    const entered = await visitor.send("POST", "/api/session", { code });
    expect(entered).toMatchObject({ json: { user: { id: VICTIM, onlyLinkId: victim.link } } });
    expect((await visitor.get(`/api/links/${target.own.link}`)).status).toBe(404);
  });

  it("is void once the host has ended the person's sessions (API2:2023, ASVS 5.0 V7.4.2)", async () => {
    const codes = [
      await target.newCode({ externalId: OTHER }),
      await target.newCode({ externalId: OTHER, linkId: target.own.link }),
    ];
    await target.end(OTHER);
    for (const code of codes) expect(await use(code)).toBe(404);
  });

  it("says the same of a code that never was and of one that was ended (API2:2023, ASVS 5.0 V6.3.8)", async () => {
    const code = await target.newCode({ externalId: OTHER });
    await target.end(OTHER);
    const t = async (each: string) => {
      const { status, text } = await target.visitor().send("POST", "/api/session", { code: each });
      return [status, text.replace(/"requestId":"[^"]*"/, "")];
    };
    expect(await t(code)).toEqual(await t("x".repeat(43)));
  });
});
