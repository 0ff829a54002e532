import { expect, it, vi } from "vitest";
import { PageError } from "#contract/page-error.ts";
import { createTroubleReport } from "./report-trouble.ts";

const send = () => vi.fn<(error: PageError) => Promise<void>>(() => Promise.resolve());

it("a failure and a refusal are told our log in the form that it takes", () => {
  const sent = send();
  const report = createTroubleReport(sent);
  report("widget_no_module");
  report({ directive: "script-src-elem", blocked: "https://cdn.example" });
  report({ directive: "style-src", blocked: "inline" });
  for (const [error] of sent.mock.calls) expect(PageError.parse(error)).toEqual(error);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ kind: "widget", name: "WidgetNoModule" });
});

it("each is told once, and no more of them than a page can have", () => {
  const sent = send();
  const report = createTroubleReport(sent);
  report("widget_silent");
  report("widget_silent");
  expect(sent).toHaveBeenCalledOnce();
  for (let n = 0; n < 100; n += 1)
    report({ directive: "img-src", blocked: `https://${n}.example` });
  expect(sent).toHaveBeenCalledTimes(20);
});

it("a report that does not arrive is nobody's trouble", () => {
  const report = createTroubleReport(() => Promise.reject(new Error("away")));
  expect(() => report("widget_silent")).not.toThrow();
});
