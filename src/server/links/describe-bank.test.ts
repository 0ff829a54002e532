import { describe, expect, it } from "vitest";
import { describeBank, type StoredBank } from "./describe-bank.ts";

const LOGO = "https://statics.belvo.io/erebor.svg";
const allowsLogo = (url: string) => url === LOGO;

function bank(parts: Partial<StoredBank>) {
  const stored = {
    institution: "erebor_mx_retail",
    displayName: null,
    logo: null,
    primaryColor: null,
    countryCodes: [],
    ...parts,
  };
  return describeBank(stored, allowsLogo);
}

describe("describeBank, for a bank that Belvo says nothing about", () => {
  it.each([
    ["erebor_mx_retail", "Erebor", "MX"],
    ["banco_azteca_co_business", "Banco Azteca", "CO"],
    ["plain", "Plain", null],
  ])("takes name and country from the institution %s: %s, %s", (institution, name, country) => {
    expect(bank({ institution })).toEqual({ name, country, logoUrl: null, color: null });
  });
});

describe("describeBank, for a bank that Belvo describes", () => {
  it("shows the name, the logo and the colour that Belvo gives", () => {
    expect(bank({ displayName: " Erebor Bank ", logo: LOGO, primaryColor: "#1b6048" })).toEqual({
      name: "Erebor Bank",
      country: "MX",
      logoUrl: LOGO,
      color: "#1b6048",
    });
  });

  it.each([
    [{ logo: "javascript:alert(1)" }],
    [{ logo: "https://evil.example/pixel.gif" }],
    [{ primaryColor: "red; background: url(//evil.example)" }],
    [{ displayName: "   " }],
  ])("leaves out what is not safe to show: %o", (parts) => {
    expect(bank(parts)).toEqual({ name: "Erebor", country: "MX", logoUrl: null, color: null });
  });

  it.each([
    ["an emoji at the cut", `${"A".repeat(119)}😀 Banco`, "A".repeat(119)],
    ["a sign of several at the cut", `${"A".repeat(115)}👩‍👧‍👦 Banco`, "A".repeat(115)],
    ["an emoji before the cut", `${"A".repeat(118)}😀 Banco`, `${"A".repeat(118)}😀`],
    ["an accent of its own at the cut", `${"A".repeat(119)}e\u0301 Banco`, "A".repeat(119)],
    ["controls of direction", "Banco \u202Eoxel\u2066 ed\u200F", "Banco oxel ed"],
    ["other controls", "Ban\u0000co\n\tNulo", "Ban co Nulo"],
    ["another alphabet", "مصرف الاختبار", "مصرف الاختبار"],
  ])(
    "cuts a name between whole signs, and leaves out what turns or breaks a line: %s",
    (_, displayName, name) => {
      expect(bank({ displayName }).name).toBe(name);
    },
  );

  it("takes the country from Belvo when the institution's name has none", () => {
    expect(bank({ institution: "plain", countryCodes: ["co"] }).country).toBe("CO");
  });
});
