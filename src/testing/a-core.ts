import { createCore, type Core } from "../web/core/create-core.ts";

/** The page's connection to the server of a test, by the `fetch` that is there when it asks. */
export function aCore(): Core {
  return createCore({
    baseUrl: "",
    fetch: (input, init) => globalThis.fetch(input, init),
    now: () => Date.now(),
  });
}
