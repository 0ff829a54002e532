import { createRoutes, type App } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";

const PATH = "/.well-known/security.txt";
const DAY_MS = 24 * 60 * 60 * 1000;
/** A reader is to look again before a year is over. Source: RFC 9116, 2.5.5. */
const GOOD_FOR_DAYS = 180;

interface Dependencies {
  /** Where a fault can be reported, the best way first; the file is not there when empty. */
  contacts: readonly string[];
  publicUrl: string;
  now: () => number;
}

/** Says where somebody who found a hole can tell of it. Source: RFC 9116. */
export function securityTxtRoutes({ contacts, publicUrl, now }: Dependencies): App {
  const app = createRoutes();
  app.get(PATH, (c) => {
    if (contacts.length === 0) throw new ProblemError("not_found");
    const today = Math.floor(now() / DAY_MS) * DAY_MS;
    const lines = [
      ...contacts.map((contact) => `Contact: ${contact}`),
      `Expires: ${new Date(today + GOOD_FOR_DAYS * DAY_MS).toISOString()}`,
      "Preferred-Languages: es, pt, en",
      `Canonical: ${publicUrl}${PATH}`,
    ];
    c.header("Cache-Control", "no-cache");
    return c.text(`${lines.join("\n")}\n`);
  });
  return app;
}
