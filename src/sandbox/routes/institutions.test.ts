import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { codesOf, errorOf, openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";
import {
  PublishedInstitution,
  publishedPage,
} from "../../testing/sandbox-bench/published-shapes.ts";

const Page = publishedPage(PublishedInstitution);
const sandbox = openSandbox();

async function names(query: string): Promise<string[]> {
  const answer = await sandbox.call("GET", `/api/institutions/?page_size=100&${query}`);
  expect(answer.status).toBe(200);
  return v.parse(Page, answer.body).results.map(({ name }) => name);
}

describe("GET /api/institutions/", () => {
  it("lists Belvo's test banks under Belvo's numbers", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/?page_size=100");
    const byId = v.parse(Page, answer.body).results.map(({ id, name }) => [id, name]);
    expect(Object.fromEntries(byId)).toMatchObject({
      1001: "gringotts_mx_retail",
      1004: "erebor_mx_retail",
      1012: "gotham_br_business",
      1013: "tatooine_mx_fiscal",
      1014: "heimdall_mx_retail",
      1015: "ironbank_br_business",
      1020: "heimdall_br_retail",
      1021: "heimdall_co_retail",
      9256: "ofmockbank_br_retail",
      9454: "planet_mx_employment",
    });
    expect(byId).toHaveLength(18);
  });

  it("answers ten institutions a page", async () => {
    const page = v.parse(Page, (await sandbox.call("GET", "/api/institutions/")).body);
    expect([page.results.length, page.count]).toEqual([10, 18]);
  });

  it.each([
    ["name=erebor_mx_retail", ["erebor_mx_retail"]],
    ["name__in=erebor_mx_retail,erebor_co_retail", ["erebor_mx_retail", "erebor_co_retail"]],
    ["display_name=HEIMDALL&country_code=CO", ["heimdall_co_retail"]],
    ["country_code__in=CO", ["gringotts_co_retail", "erebor_co_retail", "heimdall_co_retail"]],
    ["type=fiscal", ["tatooine_mx_fiscal", "sat_mx_fiscal", "sii_cl_fiscal"]],
    ["type__in=employment", ["planet_mx_employment", "imss_mx_employment"]],
    ["country_code=CL", ["sii_cl_fiscal"]],
    ["resources__allin=TAX_STATUS,INVOICES&country_code=CL", ["sii_cl_fiscal"]],
    ["website=https://www.planet.example/", ["planet_mx_employment"]],
    ["status=down", []],
    ["name=narnia", []],
  ])("filters by %s", async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each([
    ["institution_down", "down"],
    ["institution_unavailable", "down"],
    ["institution_inactive", "down"],
    ["too_many_sessions", "healthy"],
    [null, "healthy"],
  ])(
    "gives, while the fault loginError is %s, every bank the status %s",
    async (loginError, expected) => {
      await sandbox.setFaults({ loginError });
      const answer = await sandbox.call("GET", "/api/institutions/?page_size=100");
      const { results } = v.parse(Page, answer.body);
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set([expected]));
      expect(await names(`status=${expected}`)).toHaveLength(results.length);
      const detail = await sandbox.call("GET", "/api/institutions/1014/");
      expect(v.parse(PublishedInstitution, detail.body).status).toBe(expected);
    },
  );

  it("refuses an unknown type", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/?type=shop");
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code: "invalid_choice", field: "type" });
  });
});

describe("GET /api/institutions/{id}/", () => {
  it("describes Heimdall's token as a number of six digits", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/1014/");
    const {
      form_fields: fields,
      features,
      primary_color: color,
    } = v.parse(PublishedInstitution, answer.body);

    expect(color).toBe("#056dae");
    expect(features.map(({ name }) => name)).toEqual(["token_required"]);
    expect(fields.find(({ name }) => name === "token")).toMatchObject({
      type: "number",
      length: "6",
      optional: true,
      validation: "^\\d{6}$",
    });
  });

  it("describes an employment institution as one without passwords", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/9502/");
    const { form_fields: fields } = v.parse(PublishedInstitution, answer.body);
    expect(fields.map(({ name, label }) => [name, label])).toEqual([
      ["username", "CURP"],
      ["username2", "Email"],
    ]);
    for (const { validation, placeholder } of fields) {
      expect(placeholder).toMatch(new RegExp(validation));
    }
  });

  it("finds an institution by its number, not by its name", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/erebor_mx_retail/");
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "not_found"]);
  });
});

describe("GET of an institution's logo", () => {
  it("answers a small image for every institution, to pages of any origin", async () => {
    const answer = await sandbox.call("GET", "/api/institutions/?page_size=100");
    const { results } = v.parse(Page, answer.body);
    const urls = results.flatMap(({ icon_logo, text_logo }) => [icon_logo ?? "", text_logo ?? ""]);
    const images = new Set<string>();
    for (const url of new Set(urls)) {
      const { status, headers, text } = await sandbox.call("GET", url);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("image/svg+xml");
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(text).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(text.length).toBeLessThan(1_500);
      expect(text.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|href/);
      images.add(text);
    }
    expect(images.size).toBe(22);
  });

  it.each(["narnia.svg", "erebor.png", "constructor.svg"])("answers 404 for %s", async (file) => {
    const answer = await sandbox.call("GET", `/statics/institutions/icon_logos/${file}`);
    expect(answer.status).toBe(404);
  });
});

describe("GET of the widget's scripts", () => {
  it.each([
    ["/belvo-widget-1-stable.js", "// loader"],
    ["/v1.0.0/stable/belvo-widget-1-stable-main.js", "// main"],
  ])("answers the script at %s, to pages of any origin", async (path, source) => {
    const { text, headers } = await sandbox.call("GET", path, { authorization: null });
    expect(text).toBe(source);
    expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cache-control")).toBe("no-cache");
  });
});
