import { describe, expect, it } from "vitest";
import { createBench } from "../server-bench/create-bench.ts";
import { createFakeBelvo } from "../server-bench/fake-belvo.ts";
import { openTarget, OTHER, VICTIM } from "./open-target.ts";

const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";

describe("an access token", () => {
  it("is given to no stranger, however often they ask at once (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const target = await openTarget();
    const other = await target.signedIn(OTHER);
    const before = target.minted.length;
    const path = `/api/links/${target.victim.link}/repairs`;
    const answers = await Promise.all(Array.from({ length: 40 }, () => other.send("POST", path)));
    expect(answers.filter(({ status }) => status < 400)).toEqual([]);
    expect(target.minted).toHaveLength(before);
  });

  it("is given six times in half a minute, however many devices ask (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const target = await openTarget();
    const path = `/api/links/${target.victim.link}/repairs`;
    const devices = [await target.signedIn(VICTIM), await target.signedIn(VICTIM)];
    target.clock.advance(61_000);
    const asked = Array.from({ length: 20 }, () => devices.map((each) => each.send("POST", path)));
    const answers = await Promise.all(asked.flat());
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
  });

  it("is kept from who had the link until Belvo gave it to another (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const belvo = createFakeBelvo("user-42");
    belvo.statuses.set(LINK, "invalid");
    const bench = await createBench({ belvo: belvo.answer });
    const person = await bench.signedIn("user-42");
    const path = `/api/links/${LINK}/repairs`;
    await person.get("/api/links");
    expect((await person.send("POST", path)).status).toBe(201);

    belvo.externalId = "user-43";
    const { status, text } = await person.send("POST", path);
    expect(status).toBe(404);
    expect(text).not.toContain("accessToken");
  });

  it("is asked for no more once the person has been signed out (API2:2023, ASVS 5.0 V7.4.1)", async () => {
    const target = await openTarget();
    const visitor = await target.signedIn(VICTIM);
    await target.end(VICTIM);
    const before = target.minted.length;
    const path = `/api/links/${target.victim.link}/repairs`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.send("POST", path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(target.minted).toHaveLength(before);
  });
});
