import { expect, it } from "vitest";
import oldestBrowsers from "../../oldest-browsers.json" with { type: "json" };

/** Since which version browsers have what the page cannot do without. Source: MDN's compatibility data. */
const needed = Object.entries(oldestBrowsers.needed);

const targets = oldestBrowsers.targets.map((target) => {
  const [, browser = "", version] = /^([a-z]+)([\d.]+)$/.exec(target) ?? [];
  return { target, browser, version: Number(version) };
});

it.each(needed)("the oldest browsers that are supported have %s", (_, since) => {
  const known = new Map(Object.entries(since));
  const lacking = targets.filter(
    ({ browser, version }) => !(version >= (known.get(browser) ?? NaN)),
  );
  expect(lacking).toEqual([]);
});
