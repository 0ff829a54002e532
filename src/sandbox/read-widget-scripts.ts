import { existsSync, readFileSync } from "node:fs";
import type { WidgetScripts } from "./static-app.ts";

/** The built widget is not where it should be. */
export class WidgetMissingError extends Error {
  override readonly name = "WidgetMissingError";
}

/**
 * Reads the built widget, which stands at `dist/widget/`.
 *
 * @param here Address of the running file: `dist/node/sandbox.js`, or `src/sandbox/main.ts`.
 * @throws {WidgetMissingError} When it has not been built.
 */
export function readWidgetScripts(here: string): WidgetScripts {
  const places = ["../widget/", "../../dist/widget/"].map((place) => new URL(place, here));
  const place = places.find(
    (folder) => existsSync(new URL("loader.js", folder)) && existsSync(new URL("main.js", folder)),
  );
  if (place === undefined) {
    throw new WidgetMissingError("The sandbox's widget is not built yet: run `npm run build`.");
  }
  return {
    loader: readFileSync(new URL("loader.js", place), "utf8"),
    main: readFileSync(new URL("main.js", place), "utf8"),
  };
}
