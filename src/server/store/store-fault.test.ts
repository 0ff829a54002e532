import { expect, it } from "vitest";
import { isStoreFault } from "./store-fault.ts";

const withCode = (code: string) => [code, Object.assign(new Error("words"), { code })] as const;
const withMessage = (message: string) => [message, new Error(message)] as const;

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
  withMessage("Connection terminated unexpectedly"),
  withMessage("Client has encountered a connection error and is not queryable"),
  withMessage("Query read timeout"),
  withMessage("timeout expired"),
  withMessage("timeout exceeded when trying to connect"),
  withMessage("SQLite has rolled the transaction back"),
])("isStoreFault is true of a fault that passes: %s", (_what, error) => {
  expect(isStoreFault(error)).toBe(true);
});

it.each([
  withCode("SQLITE_CONSTRAINT_PRIMARYKEY"),
  withCode("23505"),
  withCode("42P01"),
  withCode("ENOENT"),
  withMessage("something else"),
  ["a text", "Connection terminated"] as const,
  ["null", null] as const,
])("isStoreFault is false of any other error: %s", (_what, error) => {
  expect(isStoreFault(error)).toBe(false);
});
