import { fieldOf, listOf, textOf } from "./untyped.ts";

/** What the widget shows and knows of an institution. */
export interface Bank {
  displayName: string;
  /** `#rrggbb` */
  color: string;
  iconUrl: string | undefined;
  asksForCode: boolean;
  /** False where words about banks would be wrong. */
  isBank: boolean;
  /** What it asks for instead of a password; empty where it has passwords. */
  identity: readonly IdentityField[];
}

/** A field of an institution's form, as its API describes it. */
export interface IdentityField {
  name: string;
  isEmail: boolean;
  label: string;
  /** A regular expression, which may be none that this browser can read. */
  validation: string;
  /** A value that is good in the sandbox. */
  sample: string;
  length: string | undefined;
}

const DEFAULT_COLOR = "#3b5bdb";

/** Reads a page of `GET /api/institutions/?name=…`; what is missing is made up from the name. */
export function readBank(page: unknown, institution: string, origin: string): Bank {
  const found = listOf(page, "results").find((entry) => textOf(entry, "name") === institution);
  const fields = listOf(found, "form_fields");
  const color = textOf(found, "primary_color") ?? "";
  const type = textOf(found, "type") ?? "bank";

  return {
    displayName: textOf(found, "display_name") ?? titleFrom(institution),
    color: /^#[\da-f]{6}$/i.test(color) ? color : DEFAULT_COLOR,
    iconUrl: iconUrlFrom(fieldOf(found, "icon_logo"), origin),
    asksForCode:
      fields.some((field) => textOf(field, "name") === "token") ||
      institution.startsWith("heimdall_"),
    isBank: type === "bank",
    identity: type === "employment" ? fields.map(readField) : [],
  };
}

function readField(field: unknown): IdentityField {
  const text = (key: string) => textOf(field, key) ?? "";
  return {
    name: text("name"),
    isEmail: text("type") === "email",
    label: text("label"),
    validation: text("validation"),
    sample: text("placeholder"),
    length: textOf(field, "length"),
  };
}

function titleFrom(institution: string): string {
  const [name = institution] = institution.split("_");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A logo from elsewhere is left out: the host's policy need not allow more than our own origin. */
function iconUrlFrom(logo: unknown, origin: string): string | undefined {
  const url = typeof logo === "string" ? parseUrl(logo, origin) : undefined;
  return url && (url.origin === origin || url.protocol === "data:") ? url.href : undefined;
}

function parseUrl(address: string, origin: string): URL | undefined {
  try {
    return new URL(address, origin);
  } catch {
    return undefined;
  }
}
