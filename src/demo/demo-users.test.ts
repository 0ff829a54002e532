import { describe, expect, it } from "vitest";
import { createDemoUsers } from "./demo-users.ts";

const ANA = { external_id: "demo-ana", name: "Ana", situation: "password" };

function users(answers: (() => Response)[]) {
  let now = 0;
  const asked: string[] = [];
  const list = createDemoUsers({
    baseUrl: "http://127.0.0.1:4010",
    fetch: (input) => {
      const answer = answers[asked.length] ?? (() => Response.error());
      asked.push(input instanceof Request ? input.url : input.toString());
      return Promise.resolve(answer());
    },
    now: () => now,
  });
  return { list, asked, advance: (ms: number) => (now += ms) };
}

const sandbox =
  (...body: unknown[]) =>
  () =>
    Response.json(body);

describe("demo users", () => {
  it("come from the sandbox, which is asked again after half a minute", async () => {
    const { list, asked, advance } = users([sandbox(ANA), sandbox(ANA)]);
    expect(await list()).toEqual([{ id: "demo-ana", name: "Ana", situation: "password" }]);
    await list();
    expect(asked).toEqual(["http://127.0.0.1:4010/_sandbox/users"]);
    advance(30_000);
    await list();
    expect(asked).toHaveLength(2);
  });

  it("stay as they were while the sandbox is away", async () => {
    const { list, advance } = users([sandbox(ANA)]);
    const before = await list();
    advance(30_000);
    expect(await list()).toEqual(before);
  });

  it("are none when the sandbox never answered", async () => {
    expect(await users([]).list()).toEqual([]);
  });

  it("leave out a user whose situation the page has no messages for", async () => {
    const { list } = users([sandbox({ ...ANA, situation: "on_the_moon" }, ANA)]);
    expect(await list()).toHaveLength(1);
  });
});
