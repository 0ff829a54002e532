import { describe, expect, it } from "vitest";
import { readBank } from "./bank.ts";

const ORIGIN = "http://127.0.0.1:4010";

function pageWith(institution: object): unknown {
  return { count: 2, results: [{ name: "erebor_mx_retail" }, institution] };
}

describe("readBank", () => {
  it("reads the institution of the link's name", () => {
    const page = pageWith({
      name: "gotham_mx_retail",
      display_name: "Gotham",
      primary_color: "#056dAE",
      icon_logo: "/logos/gotham.svg",
      form_fields: [{ name: "username" }, { name: "token" }],
    });
    expect(readBank(page, "gotham_mx_retail", ORIGIN)).toEqual({
      displayName: "Gotham",
      color: "#056dAE",
      iconUrl: `${ORIGIN}/logos/gotham.svg`,
      asksForCode: true,
      isBank: true,
      identity: [],
    });
  });

  it("reads what an employment institution asks for, which has no passwords", () => {
    const page = pageWith({
      name: "imss_mx_employment",
      type: "employment",
      form_fields: [
        { name: "username", type: "text", label: "CURP", placeholder: "BLPM…", length: "18" },
        { name: "username2", type: "email", label: "Email", validation: "@" },
      ],
    });
    const { isBank, identity } = readBank(page, "imss_mx_employment", ORIGIN);
    expect(isBank).toBe(false);
    expect(identity).toMatchObject([
      { name: "username", isEmail: false, label: "CURP", sample: "BLPM…", length: "18" },
      { name: "username2", isEmail: true, label: "Email", validation: "@", sample: "" },
    ]);
  });

  it.each([undefined, null, { results: "none" }, pageWith({ name: "other" })])(
    "makes do with the institution's name when the page is %j",
    (page) => {
      expect(readBank(page, "heimdall_co_retail", ORIGIN)).toMatchObject({
        displayName: "Heimdall",
        color: "#3b5bdb",
        iconUrl: undefined,
        asksForCode: true,
      });
    },
  );

  it("ignores a logo of another origin, and a colour that is none", () => {
    const bank = readBank(
      pageWith({ name: "x_mx_retail", icon_logo: "https://cdn.test/x.png", primary_color: "red" }),
      "x_mx_retail",
      ORIGIN,
    );
    expect(bank).toMatchObject({ iconUrl: undefined, color: "#3b5bdb", asksForCode: false });
  });
});
