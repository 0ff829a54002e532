import { expect, it } from "vitest";
import { createLocation, openTestStore } from "../../testing/server-bench/open-test-store.ts";

const ROW = { external_id: "user-42", listed_at: "2026-01-01T00:00:00.000Z" };

it("a store still has its rows when it is opened a second time", async () => {
  const location = await createLocation();
  const first = await openTestStore(location);
  await first.insertInto("listings").values(ROW).execute();
  await first.destroy();

  const second = await openTestStore(location);
  expect(await second.selectFrom("listings").selectAll().execute()).toEqual([ROW]);
});

it("a store's tables are made once when several instances start at once", async () => {
  const location = await createLocation();
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore(location)));
  for (const store of stores) {
    expect(await store.selectFrom("log_head").selectAll().execute()).toEqual([{ id: 1, seq: 0 }]);
  }
});
