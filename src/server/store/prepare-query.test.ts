import { expect, it } from "vitest";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { prepareQuery } from "./prepare-query.ts";

it("a prepared query is built once, and asked with other texts each time, in a transaction too", async () => {
  const store = await openTestStore();
  const rows = ["a", "b", "c"].map((external_id) => ({ external_id, listed_at: "2026" }));
  await store.insertInto("listings").values(rows).execute();
  let builds = 0;
  const find = prepareQuery((db, text: (name: "first" | "second") => string) => {
    builds += 1;
    return db
      .selectFrom("listings")
      .select("external_id")
      .where("listed_at", "=", "2026")
      .where("external_id", "in", [text("second"), text("first"), text("second")])
      .orderBy("external_id");
  });

  const idsOf = (found: { external_id: string }[]) => found.map(({ external_id }) => external_id);
  expect(idsOf(await find(store, { first: "a", second: "b" }))).toEqual(["a", "b"]);
  expect(idsOf(await find(store, { first: "c", second: "x" }))).toEqual(["c"]);
  const inside = await store.transaction().execute((tx) => find(tx, { first: "a", second: "c" }));
  expect(idsOf(inside)).toEqual(["a", "c"]);
  expect(builds).toBe(1);
});
