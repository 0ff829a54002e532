import { expect, it } from "vitest";
import { isStoreFault } from "./store-fault.ts";

const withCode = (code: string) => Object.assign(new Error("words"), { code });

it.each([
  withCode("SQLITE_FULL"),
  withCode("SQLITE_IOERR_WRITE"),
  withCode("SQLITE_BUSY"),
  withCode("08006"),
  withCode("25006"),
  withCode("25P03"),
  withCode("40P01"),
  withCode("53100"),
  withCode("57P01"),
  withCode("57014"),
  withCode("ECONNREFUSED"),
  withCode("ENETUNREACH"),
  withCode("EAI_AGAIN"),
  new Error("Connection terminated unexpectedly"),
  new Error("Client has encountered a connection error and is not queryable"),
  new Error("Query read timeout"),
  new Error("timeout expired"),
  new Error("timeout exceeded when trying to connect"),
  new Error("SQLite has rolled the transaction back"),
])("isStoreFault is true of a fault that passes: $code $message", (error) => {
  expect(isStoreFault(error)).toBe(true);
});

it.each([
  withCode("SQLITE_CONSTRAINT_PRIMARYKEY"),
  withCode("23505"),
  withCode("42P01"),
  withCode("ENOENT"),
  new Error("something else"),
  "Connection terminated",
  null,
])("isStoreFault is false of any other error: $code $message", (error) => {
  expect(isStoreFault(error)).toBe(false);
});
