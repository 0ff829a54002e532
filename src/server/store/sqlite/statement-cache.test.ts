import Database from "libsql";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createLocation } from "../../../testing/server-bench/open-test-store.ts";
import { StatementCache } from "./statement-cache.ts";

let path: string;
let database: Database.Database;
let cache: StatementCache;
const prepared: string[] = [];

beforeEach(async () => {
  path = await createLocation();
  database = new Database(path);
  database.exec("pragma journal_mode = wal; create table notes (id integer primary key, text)");
  prepared.length = 0;
  cache = new StatementCache({
    prepare(sql) {
      prepared.push(sql);
      return database.prepare(sql);
    },
    close: () => database.close(),
  });
  onTestFinished(() => cache.close());
});

const INSERT = "insert into notes (text) values (?)";
const SELECT = "select * from notes";

describe("the statement cache", () => {
  it("prepares a statement once, however often it is asked for", () => {
    for (const text of ["a", "b"]) cache.prepare(INSERT).run([text]);
    for (let times = 0; times < 2; times += 1) {
      expect(cache.prepare(SELECT).all([])).toMatchObject([{ text: "a" }, { text: "b" }]);
    }
    expect(prepared).toEqual([INSERT, SELECT]);
  });

  it("prepares anew what has failed", () => {
    const again = "insert into notes (id) values (?)";
    cache.prepare(again).run([1]);
    expect(() => cache.prepare(again).run([1])).toThrow();
    cache.prepare(again).run([2]);
    expect(prepared).toEqual([again, again]);
  });

  it("lets the statement go that was not used for longest, and never keeps a very long one", () => {
    cache.prepare(SELECT).all([]);
    for (let number = 0; number < 255; number += 1) cache.prepare(`select ${number}`);
    cache.prepare(SELECT);
    cache.prepare("select 255");
    cache.prepare(SELECT);
    cache.prepare("select 0");
    expect(prepared.filter((sql) => sql === SELECT)).toHaveLength(1);
    expect(prepared.filter((sql) => sql === "select 0")).toHaveLength(2);

    const long = `select ${"1, ".repeat(1_000)} 1`;
    cache.prepare(long);
    cache.prepare(long);
    expect(prepared.filter((sql) => sql === long)).toHaveLength(2);
  });

  it("gives a column that another process has added since", () => {
    cache.prepare(INSERT).run(["a"]);
    cache.prepare(SELECT).all([]);
    const other = new Database(path);
    other.exec("alter table notes add column read_at text");
    other.close();
    expect(cache.prepare(SELECT).all([])).toEqual([{ id: 1, text: "a", read_at: null }]);
  });

  it("stands in the way of no change of the tables", () => {
    cache.prepare(INSERT).run(["a"]);
    cache.prepare(SELECT).all([]);
    database.exec("begin immediate");
    database.exec("drop table notes");
    database.exec("commit");
    expect(() => cache.prepare(SELECT).all([])).toThrow("no such table");
  });
});
