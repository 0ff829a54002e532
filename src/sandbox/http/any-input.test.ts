import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { propertyRuns } from "../../testing/property-runs.ts";
import { openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedErrors } from "../../testing/sandbox-bench/published-shapes.ts";

const sandbox = openSandbox();
const [link] = await sandbox.linksOf("demo-hugo");
const id = link?.id ?? "";

const operations = [
  ["POST", "/api/token/"],
  ["POST", "/api/links/"],
  ["PATCH", "/api/links/"],
  ["PUT", `/api/links/${id}/`],
  ["PATCH", `/api/links/${id}/`],
  ["POST", `/api/links/${id}/refresh/`],
  ["POST", "/api/accounts/"],
  ["POST", "/api/transactions/"],
  ["PATCH", "/api/accounts/"],
] as const;

const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("111111", "pass_valid", "erebor_mx_retail", "mfa_qr", "single", "nostore", id),
);
const body = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom(
      ...["id", "password", "scopes", "link_id", "link", "session", "token", "institution"],
      ...["username", "access_mode", "external_id", "stale_in", "fetch_resources", "save_data"],
      ...["credentials_storage", "password2", "widget", "__proto__", "constructor"],
    ),
    value,
  ),
);

const parameter = fc.constantFrom(
  ...["id", "id__in", "status", "status__in", "created_at", "created_at__range", "page"],
  ...["page_size", "omit", "fields", "access_mode", "refresh_rate", "created_by__not_in", "type"],
);

describe("the sandbox's API, for any input", () => {
  it("answers any body without a server error, and refuses in Belvo's form", async () => {
    await sandbox.setFaults({ rateLimit: { requests: 1_000_000 } });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), body, async ([method, path], sent) => {
        const answer = await sandbox.call(method, path, { body: JSON.stringify(sent) });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) v.parse(PublishedErrors, answer.body);
      }),
      { numRuns: propertyRuns(2) },
    );
  });

  it("answers any query with 200, 400 or 404, and refuses in Belvo's form", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/api/links/", "/api/institutions/", "/api/transactions/"),
        fc.dictionary(
          parameter,
          fc.oneof(fc.string(), fc.constantFrom("1", "valid", "2025-01-01", id)),
        ),
        async (path, query) => {
          const search = new URLSearchParams(query).toString();
          const answer = await sandbox.call("GET", `${path}?${search}`);
          expect([200, 400, 404]).toContain(answer.status);
          if (answer.status >= 400) v.parse(PublishedErrors, answer.body);
        },
      ),
      { numRuns: propertyRuns(2) },
    );
  });
});
