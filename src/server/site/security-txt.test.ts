import { describe, expect, it } from "vitest";
import { createBench, PUBLIC_URL } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const PATH = "/.well-known/security.txt";
const belvo = createFakeBelvo("user-42").answer;

describe("security.txt", () => {
  it("has every contact, and a day within the year on which it is too old", async () => {
    const securityContacts = ["mailto:security@example.com", "https://example.com/security"];
    const bench = await createBench({ belvo, settings: { securityContacts } });
    const { status, headers, text } = await bench.visitor().get(PATH);
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/plain; charset=UTF-8"]);
    const [, expires = ""] = /^Expires: (\S+)$/m.exec(text) ?? [];
    const days = (Date.parse(expires) - bench.clock.now()) / (24 * 60 * 60 * 1000);
    expect(days).toBeGreaterThan(178);
    expect(days).toBeLessThan(365);
    expect(text.split("\n")).toEqual([
      ...securityContacts.map((each) => `Contact: ${each}`),
      `Expires: ${expires}`,
      "Preferred-Languages: es, pt, en",
      `Canonical: ${PUBLIC_URL}${PATH}`,
      "",
    ]);
  });

  it("is not there where nobody has said who is to be told", async () => {
    const bench = await createBench({ belvo });
    expect(await bench.visitor().get(PATH)).toMatchObject({ status: 404 });
  });
});
