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

  it("is given for a link that names nobody only to whom a reading has named before (API1:2023, ASVS 5.0 V8.2.2)", async () => {
    const belvo = createFakeBelvo("user-42");
    belvo.statuses.set(LINK, "invalid");
    let isNamed = false;
    const bench = await createBench({
      async belvo(request) {
        const answer = await belvo.answer(request);
        const text = await answer.text();
        return new Response(isNamed ? text : text.replaceAll('"user-42"', "null"), answer);
      },
    });
    const person = await bench.signedIn("user-42");
    const press = () => person.send("POST", `/api/links/${LINK}/repairs`);
    const tokens = () => belvo.asked.filter((call) => call === "POST /api/token/");
    await person.get("/api/links");
    expect((await press()).status).toBe(404);
    expect(tokens()).toEqual([]);

    isNamed = true;
    bench.clock.advance(61_000);
    await person.get("/api/links");
    isNamed = false;
    expect((await press()).status).toBe(201);
    const stranger = await bench.signedIn("user-43");
    expect((await stranger.send("POST", `/api/links/${LINK}/repairs`)).status).toBe(404);
    expect(tokens()).toHaveLength(1);
  });

  it("is given for one link twenty times in ten minutes, and a stranger who asks uses up none (API4:2023, ASVS 5.0 V2.4.1)", async () => {
    const target = await openTarget();
    const path = `/api/links/${target.victim.otherLink}/repairs`;
    const [owner, other] = [await target.signedIn(VICTIM), await target.signedIn(OTHER)];
    const statuses: number[] = [];
    for (let each = 0; each < 22; each += 1) {
      target.clock.advance(6_000);
      await other.send("POST", path);
      statuses.push((await owner.send("POST", path)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429, 429]);
    const another = `/api/links/${target.victim.link}/repairs`;
    expect((await owner.send("POST", another)).status).toBe(201);
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
