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
    type: null,
    ...parts,
  };
  return describeBank(stored, allowsLogo);
}

describe("describeBank, for a bank that Belvo says nothing about", () => {
  it.each([
    ["erebor_mx_retail", "Erebor", "MX", "bank"],
    ["banco_azteca_co_business", "Banco Azteca", "CO", "bank"],
    ["sat_mx_fiscal", "Sat", "MX", "fiscal"],
    ["imss_mx_employment", "Imss", "MX", "employment"],
    ["sii_cl_fiscal", "Sii", "CL", "fiscal"],
    ["wonka_mx_wallet", "Wonka", "MX", "institution"],
    ["constructor_mx_constructor", "Constructor", "MX", "institution"],
    ["plain", "Plain", null, "institution"],
  ])(
    "takes name, country and type from the institution %s: %s, %s, %s",
    (institution, name, country, type) => {
      expect(bank({ institution })).toEqual({ name, country, type, logoUrl: null, color: null });
    },
  );
});

describe("describeBank, for a bank that Belvo describes", () => {
  it("shows the name, the logo and the colour that Belvo gives", () => {
    expect(bank({ displayName: " Erebor Bank ", logo: LOGO, primaryColor: "#1b6048" })).toEqual({
      name: "Erebor Bank",
      country: "MX",
      logoUrl: LOGO,
      color: "#1b6048",
      type: "bank",
    });
  });

  it.each([
    ["bank", "bank"],
    ["fiscal", "fiscal"],
    ["employment", "employment"],
    ["wallet", "institution"],
    ["institution", "institution"],
  ])(
    "is of the type %s that Belvo says, whatever its name ends in, and is called %s",
    (type, called) => {
      expect(bank({ institution: "erebor_mx_retail", type }).type).toBe(called);
      expect(bank({ institution: "sat_mx_fiscal", type }).type).toBe(called);
    },
  );

  it.each([
    [{ logo: "javascript:alert(1)" }],
    [{ logo: "https://evil.example/pixel.gif" }],
    [{ primaryColor: "red; background: url(//evil.example)" }],
    [{ displayName: "   " }],
  ])("leaves out what is not safe to show: %o", (parts) => {
    expect(bank(parts)).toEqual({
      name: "Erebor",
      country: "MX",
      type: "bank",
      logoUrl: null,
      color: null,
    });
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

  it.each([
    ["plain", ["co"], "CO"],
    ["erebor_mx_retail", ["CO"], "CO"],
    ["erebor_mx_retail", ["CO", "MX"], "MX"],
    ["erebor_mx_retail", ["CO", "CL"], "CO"],
    ["erebor_mx_retail", ["", "latam"], "MX"],
    ["my_ob_bank", ["BR"], "BR"],
  ])(
    "is in the country that Belvo lists: %s, listed in %j, in %s",
    (institution, listed, country) => {
      expect(bank({ institution, countryCodes: listed }).country).toBe(country);
    },
  );
});
