import { expect, it, vi } from "vitest";
import * as v from "valibot";
import { PageError } from "#contract/page-error.ts";
import { createTroubleReport } from "./report-trouble.ts";

const send = () => vi.fn<(error: PageError) => Promise<void>>(() => Promise.resolve());

it("a failure is told our log in the form that it takes, and once", () => {
  const sent = send();
  const report = createTroubleReport(sent);
  report("widget_no_module");
  report("widget_silent");
  report("widget_silent");
  expect(sent).toHaveBeenCalledTimes(2);
  for (const [error] of sent.mock.calls) expect(v.parse(PageError, error)).toEqual(error);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ kind: "widget", name: "WidgetNoModule" });
});

it("a report that does not arrive is nobody's trouble", () => {
  const report = createTroubleReport(() => Promise.reject(new Error("away")));
  expect(() => report("widget_silent")).not.toThrow();
});
