import Database from "libsql";
import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import { createBench, HOST_API_KEY } from "../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../testing/server-bench/fake-belvo.ts";
import { createLocation, openTestStore } from "../testing/server-bench/open-test-store.ts";
import type { Store } from "./store/open-store.ts";
import { findFullScans } from "../testing/store/find-full-scans.ts";

const [WORKING, BROKEN, UNKNOWN] = [
  "30cb4806-6e00-48a4-91c9-ca55968576c8",
  "5bf4f4d2-2ba9-4a8a-9c07-8b5a0a6b1c11",
  "c5a9d1f8-8d2d-4f3a-8f0e-3d1b0f6f2a77",
];

/** Begins to note what either engine is asked. @returns What gives the statements so far. */
function noteStatements(): () => Set<string> {
  const prepare = vi.spyOn(Database.prototype, "prepare");
  const query = vi.spyOn(pg.Client.prototype, "query");
  onTestFinished(() => {
    prepare.mockRestore();
    query.mockRestore();
  });
  return () => {
    const asked: unknown[] = [...prepare.mock.calls, ...query.mock.calls].map(([sql]) => sql);
    return new Set(asked.filter((sql) => typeof sql === "string"));
  };
}

/** Has the backend do all that it can: what people, hosts and Belvo ask, and what it does by itself. */
async function doEverything(store: Store): Promise<void> {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(WORKING, "valid").set(BROKEN, "invalid");
  const bench = await createBench({ belvo: belvo.answer, store });
  const host = { Authorization: `Bearer ${HOST_API_KEY}` };
  await bench.app.start();
  const person = await bench.signedIn("user-42");
  for (const query of ["", "?sort=name", "?sort=recent", "?q=ere&state=connected"]) {
    await person.get(`/api/links${query}`);
  }
  const live = await person.live(0);
  await person.get(`/api/links/${BROKEN}`);

  const repair = await person.send("POST", `/api/links/${BROKEN}/repairs`);
  const { repairId } = v.parse(RepairTicket, repair.json);
  const error = { name: "ERROR", code: "login_error" };
  await person.send("POST", `/api/repairs/${repairId}/events`, { events: [error] });
  await person.send("POST", `/api/repairs/${repairId}/outcome`, { end: "exited" });
  await person.send("POST", `/api/links/${BROKEN}/repairs`, { widget: "hosted" });
  const ticket = await person.send("POST", `/api/links/${BROKEN}/repairs`, { prepare: true });
  const prepared = v.parse(RepairTicket, ticket.json);
  await person.send("POST", `/api/repairs/${prepared.repairId}/opening`);
  await person.send("POST", "/api/returns", { returnId: "x".repeat(43), end: "exited" });
  await bench.app.followRepairs();
  await person.send("POST", "/api/repair-all");
  await person.send("POST", "/api/repair-all/skips", { linkId: BROKEN });
  await person.send("DELETE", `/api/repair-all/skips/${BROKEN}`);
  await person.get("/api/repair-all");
  await person.send("DELETE", "/api/repair-all");

  belvo.refreshRefusal = { status: 400, code: "institution_down" };
  belvo.bankStatus = "down";
  await person.send("POST", `/api/links/${WORKING}/refresh`);
  await person.send("PUT", `/api/links/${WORKING}/watch`);
  await bench.app.checkBanks();
  belvo.bankStatus = "healthy";
  bench.clock.advance(60_000);
  await bench.app.checkBanks();
  await person.send("DELETE", `/api/links/${WORKING}/watch`);

  for (const link_id of [WORKING, UNKNOWN, WORKING]) {
    await bench.webhook({ webhook_type: "LINK", webhook_code: "invalid_credentials", link_id });
  }
  await bench.app.settled();
  await bench.app.reconcile();
  belvo.statuses.delete(WORKING);
  bench.clock.advance(3_600_000);
  await bench.webhook({ webhook_type: "LINK", webhook_code: "token_required", link_id: WORKING });
  await bench.app.settled();
  await bench.app.reconcile();

  await person.send("POST", "/host/entries", { externalId: "user-42", linkId: BROKEN }, host);
  await person.send("POST", `/host/links/${BROKEN}/refresh`, undefined, host);
  await live.close();
  await person.get("/readyz");
  await person.send("DELETE", "/api/session");
}

it("no statement of the backend's goes through all rows of a table that grows", async () => {
  const location = await createLocation();
  const store = await openTestStore(location);
  const statementsSoFar = noteStatements();
  await doEverything(store);
  const statements = statementsSoFar();

  expect(statements.size).toBeGreaterThan(50);
  expect(await findFullScans(location, statements)).toEqual([]);
});
