import { beforeAll, describe, expect, it } from "vitest";
import { labPaths } from "#contract/lab.ts";
import { routes } from "#contract/routes.ts";
import { createBench, HOST_API_KEY, type Bench } from "../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../testing/server-bench/fake-belvo.ts";

const OPEN: readonly string[] = [
  routes.session,
  routes.loginLinkPreview,
  routes.demoSession,
  routes.pageErrors,
  routes.returns,
];

let bench: Bench;
beforeAll(async () => {
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer });
});

describe("an address of the API", () => {
  const closed = Object.values(routes).filter(
    (path) => !OPEN.includes(path) && !path.startsWith(labPaths.lab),
  );

  it.each([...closed, "/api/nothing", "/api", "/api/session/more"])(
    "is for people who are signed in, also when there is no such thing: %s",
    async (path) => {
      expect(await bench.visitor().get(path)).toMatchObject({
        status: 401,
        json: { code: "unauthenticated" },
      });
    },
  );

  it("that is not there is not found by somebody who is signed in", async () => {
    const person = await bench.signedIn("user-42");
    expect(await person.get("/api/nothing")).toMatchObject({ status: 404 });
  });
});

describe("an address of the host's", () => {
  it("is for who has the key, also when there is no such thing", async () => {
    expect((await bench.visitor().get("/host/nothing")).status).toBe(401);
    const key = { Authorization: `Bearer ${HOST_API_KEY}` };
    expect((await bench.visitor().get("/host/nothing", key)).status).toBe(404);
  });
});
