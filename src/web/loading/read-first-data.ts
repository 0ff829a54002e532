import * as v from "valibot";
import { FIRST_DATA_ID, FirstData } from "#contract/first-data.ts";
import type { ServerClock } from "../core/http/server-clock.ts";

/**
 * Takes what the server wrote into the page, so that the page need not ask for it.
 *
 * @param askedAt When the page was asked for, by the device's clock.
 * @returns `null` where there is nothing that this page can read; it then asks.
 */
export function readFirstData(
  document: Pick<Document, "getElementById">,
  askedAt: number,
  clock: Pick<ServerClock, "learn">,
): FirstData | null {
  const text = document.getElementById(FIRST_DATA_ID)?.textContent;
  const data = v.safeParse(FirstData, parseJson(text ?? ""));
  if (!data.success) return null;
  clock.learn(data.output.at, askedAt);
  return data.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
