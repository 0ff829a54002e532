import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LoginLinkPreview } from "#contract/entry.ts";
import { noChoices } from "#contract/session.ts";
import { openTarget, OTHER, VICTIM, VICTIMS_NAME } from "./open-target.ts";

const target = await openTarget();
const { victim } = target;

const look = (code: unknown, visitor = target.visitor()) =>
  visitor.send("POST", "/api/session/preview", { code });
const press = (code: string) => target.visitor().send("POST", "/api/session", { code });
const times = <T>(count: number, of: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, of));

// Wrong ones are counted for a minute.
beforeEach(() => target.clock.advance(61_000));

/** What an answer says, but for what is different in each. */
const sayingOf = ({ status, text }: { status: number; text: string }) => [
  status,
  text.replace(/"requestId":"[^"]*"/, ""),
];

describe("a look at a login link", () => {
  it.each([
    ["for all links", {}],
    ["for one link", { linkId: victim.link }],
  ])(
    "uses nothing of it up, however often: %s (API2:2023, ASVS 5.0 V6.5.1)",
    async (_which, only) => {
      const code = await target.newCode({ externalId: VICTIM, ...only });
      const answers = await times(40, () => look(code));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(answers.filter(({ headers }) => headers.has("Set-Cookie"))).toEqual([]);
      expect((await press(code)).status).toBe(201);
    },
  );

  it("lets no more than one of forty presses in, when as many look meanwhile (API2:2023, ASVS 5.0 V15.4.2)", async () => {
    const code = await target.newCode({ externalId: VICTIM });
    const pressed = times(40, () => press(code));
    await times(40, () => look(code));
    expect((await pressed).filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it("gives nobody a session: no request of theirs is let by (API2:2023, ASVS 5.0 V7.2.1)", async () => {
    const visitor = target.visitor();
    await look(await target.newCode({ externalId: VICTIM }), visitor);
    expect(visitor.cookie()).toBe("");
    expect((await visitor.get("/api/links")).status).toBe(401);
  });

  it("says a name, one bank, its state and when it was connected, and nothing else of the person (API3:2023, ASVS 5.0 V15.3.1)", async () => {
    const code = await target.newCode({
      ...{ externalId: VICTIM, name: VICTIMS_NAME, linkId: victim.link },
    });
    const { text, json, headers } = await look(code);
    const { bank, ...rest } = v.parse(LoginLinkPreview, json);
    // As it was sent: the schema would leave out what is too much.
    expect(JSON.parse(text)).toEqual({ bank, ...rest });
    expect(rest).toEqual({ ...noChoices, name: VICTIMS_NAME, replaces: null });
    const looks = ["name", "logoUrl", "color", "country", "type"];
    expect(Object.keys(bank ?? {})).toEqual([...looks, "state", "connectedAt"]);
    const said = text + JSON.stringify([...headers]);
    for (const secret of [VICTIM, code, ...victim.links, victim.repair, victim.token]) {
      expect(said).not.toContain(secret);
    }
  });

  it("names nobody's session but that of the browser which asks (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const owner = await target.entered(
      await target.newCode({ externalId: VICTIM, name: VICTIMS_NAME }),
    );
    const code = await target.newCode({ externalId: OTHER });
    expect((await look(code)).text).not.toContain(VICTIMS_NAME);
    expect((await look(code, owner)).json).toMatchObject({ replaces: { name: VICTIMS_NAME } });
    expect((await owner.get("/api/session")).json).toMatchObject({ user: { id: VICTIM } });
  });

  it("is refused with the same words as a press: used, ended, never made (API2:2023, ASVS 5.0 V6.3.8)", async () => {
    const used = await target.newCode({ externalId: OTHER });
    await press(used);
    const ended = await target.newCode({ externalId: OTHER });
    await target.end(OTHER);
    for (const code of [used, ended, "x".repeat(43)]) {
      target.clock.advance(61_000);
      expect(sayingOf(await look(code))).toEqual(sayingOf(await press(code)));
    }
  });

  it("does nothing as GET, and from another site's page (API8:2023, ASVS 5.0 V3.5.1)", async () => {
    const code = await target.newCode({ externalId: VICTIM, name: VICTIMS_NAME });
    const asAddress = await target.visitor().get(`/api/session/preview?code=${code}`);
    expect([404, 405]).toContain(asAddress.status);
    const foreign = await target
      .visitor()
      .send("POST", "/api/session/preview", { code }, { Origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(asAddress.text + foreign.text).not.toContain(VICTIMS_NAME);
  });

  it("is a guess like a press: thirty a minute of both together (API4:2023, ASVS 5.0 V6.3.1)", async () => {
    const wrong = async (each: number) => (each % 2 ? look : press)("y".repeat(43));
    const statuses: number[] = [];
    for (let each = 0; each < 35; each += 1) statuses.push((await wrong(each)).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array.from({ length: 5 }, () => 429));
  });
});
