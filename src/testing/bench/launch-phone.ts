import { chromium, type Browser } from "@playwright/test";
import { chromiumArguments, findChromium } from "../browser/chromium.ts";

/** A browser all in one process, as on phones: what slows the page down slows the widget's frame down too. */
export function launchPhone(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...chromiumArguments, "--disable-site-isolation-trials"],
  });
}
