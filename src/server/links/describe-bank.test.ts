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

describe("a bank that Belvo says nothing about", () => {
  it.each([
    ["erebor_mx_retail", "Erebor", "MX"],
    ["banco_azteca_co_business", "Banco Azteca", "CO"],
    ["plain", "Plain", null],
  ])("is named after %s", (institution, name, country) => {
    expect(bank({ institution })).toEqual({ name, country, logoUrl: null, color: null });
  });
});

describe("what Belvo says about a bank", () => {
  it("is shown where it is what it should be", () => {
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
  ])("is left out where it is not: %o", (parts) => {
    expect(bank(parts)).toEqual({ name: "Erebor", country: "MX", logoUrl: null, color: null });
  });

  it("gives the country when the institution's name does not", () => {
    expect(bank({ institution: "plain", countryCodes: ["co"] }).country).toBe("CO");
  });
});
