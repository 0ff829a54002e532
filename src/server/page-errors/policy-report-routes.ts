import { POLICY_REPORTS_PATH } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readJson } from "../http/read-body.ts";
import type { FaultLog } from "./fault-log.ts";
import { readPolicyReports } from "./policy-report.ts";

const TYPE = /^application\/(csp-report|reports\+json|json)\s*(;|$)/i;

/**
 * What browsers tell by themselves of the page's policy and the widget frame's. For anybody; but a
 * page of another site gets no browser to tell for it. There is no check of the origin: of a page
 * without a referrer, browsers send it as `null`.
 */
export function policyReportRoutes({ faults }: { faults: FaultLog }): App {
  const app = createRoutes();
  app.post(POLICY_REPORTS_PATH, faults.limitRequests, async (c) => {
    const site = c.req.header("Sec-Fetch-Site");
    if (site === "cross-site" || site === "same-site") throw new ProblemError("forbidden_origin");
    if (!TYPE.test(c.req.header("Content-Type") ?? "")) {
      throw new ProblemError("invalid_request", { reason: "the Content-Type is not a report's" });
    }
    const reports = readPolicyReports(await readJson(c.req.raw));
    if (reports === null) {
      throw new ProblemError("invalid_request", { reason: "the body is no report of a policy" });
    }
    for (const report of reports) {
      const { document, directive, blocked } = report;
      const kind = ["policy", document, directive, blocked].join(" ");
      const fields = { kind: "policy", ...report };
      await faults.write(c, { kind, fields, message: "a policy refused something" });
    }
    c.header("Cache-Control", "no-store");
    return c.body(null, 204);
  });
  return app;
}
