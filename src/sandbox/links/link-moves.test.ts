import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyRuns } from "../../testing/property-runs.ts";
import { openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";
import { linksOf } from "../demo/person.ts";
import { demoUsers } from "../demo/demo-users.ts";
import { IllegalMoveError, linkStatuses, mayMove, moveLink, type LinkStatus } from "./link.ts";

const [anyLink] = linksOf(demoUsers, { seed: "seed", now: 0, ownerId: "owner" });

describe("moveLink", () => {
  const legal: [LinkStatus, LinkStatus][] = [
    ["valid", "invalid"],
    ["valid", "token_required"],
    ["invalid", "valid"],
    ["invalid", "token_required"],
    ["token_required", "valid"],
    ["token_required", "invalid"],
    ["unconfirmed", "valid"],
    ["unconfirmed", "invalid"],
  ];

  it("allows the status changes of its table, and no others", () => {
    const moves = linkStatuses.flatMap((from) =>
      linkStatuses.filter((to) => from !== to && mayMove(from, to)).map((to) => [from, to]),
    );
    expect(moves.sort()).toEqual(legal.sort());
  });

  it("throws at a status change that is not in its table", () => {
    if (!anyLink) throw new Error("There are no demo links.");
    const unfinished = { ...anyLink, status: "unconfirmed" as const };

    expect(() => moveLink(unfinished, "token_required")).toThrow(IllegalMoveError);
    expect(() => moveLink({ ...anyLink, status: "valid" }, "unconfirmed")).toThrow(
      "A link that is valid cannot become unconfirmed.",
    );
  });

  it("lets a link keep its status", () => {
    for (const status of linkStatuses) expect(mayMove(status, status)).toBe(true);
  });
});

describe("a link of the sandbox, whatever calls are made", () => {
  const act = fc.constantFrom(
    { method: "PUT", path: "", body: { password: "pass_valid" } },
    { method: "PUT", path: "", body: { password: "pass_invalid" } },
    { method: "PUT", path: "", body: { token: "111111" } },
    { method: "PUT", path: "", body: { token: "999999" } },
    { method: "PUT", path: "", body: { password: "x", token: "111111" } },
    { method: "POST", path: "refresh/", body: {} },
    { method: "POST", path: "refresh/", body: { token: "111111" } },
    { method: "BREAK", path: "", body: { as: "invalid" } },
    { method: "BREAK", path: "", body: { as: "token_required" } },
  );

  it("changes its status only as the table allows, and is never shown in another form", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 6 }),
        fc.array(act, { maxLength: 12 }),
        async (index, acts) => {
          const sandbox = openSandbox();
          const link = (await sandbox.linksOf("demo-elena"))[index];
          if (!link) throw new Error("Elena has seven links.");
          let { status } = link;
          for (const { method, path, body } of acts) {
            await (method === "BREAK"
              ? sandbox.call("POST", `/_sandbox/links/${link.id}/break`, { body })
              : sandbox.call(method, `/api/links/${link.id}/${path}`, { body }));
            const after = (await sandbox.link(link.id)).status;
            expect(mayMove(status, after)).toBe(true);
            status = after;
          }
        },
      ),
      { numRuns: propertyRuns(20) },
    );
  });
});
