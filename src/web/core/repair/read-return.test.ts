import { expect, it } from "vitest";
import { readReturn } from "./read-return.ts";

const ID = "abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE";
const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";

it.each([
  ["success", `?link=${LINK}&institution=x`, { end: "succeeded", namedLinkId: LINK }],
  ["success", "", { end: "succeeded" }],
  ["exit", "?meta_data_step=abandon-survey", { end: "exited" }],
  [
    "exit",
    "?last_encountered_error_code=login_error&last_encountered_error_message=no%20way",
    { end: "exited", lastErrorCode: "login_error" },
  ],
  [
    "event",
    "?error=ACCESS_TOKEN_NOT_VALID&error_message=x",
    { end: "expired", lastErrorCode: "ACCESS_TOKEN_NOT_VALID" },
  ],
  // The query counts more than the address.
  [
    "exit",
    "?error=ACCESS_TOKEN_NOT_VALID",
    { end: "expired", lastErrorCode: "ACCESS_TOKEN_NOT_VALID" },
  ],
  ["success", "?error=unexpected_error", { end: "exited", lastErrorCode: "unexpected_error" }],
  ["event", "", { end: "exited" }],
  ["", "", { end: "exited" }],
  // No code, and nothing of it is passed on.
  ["exit", "?last_encountered_error_code=%3Cscript%3E", { end: "exited" }],
])("the outcome %j with %j is read as %j", (outcome, search, end) => {
  expect(readReturn(`${ID}/${outcome}`, search)).toEqual({
    kind: "end",
    returned: { returnId: ID, ...end },
  });
});

it("a warning is no end", () => {
  const search = "?warning=institution_disabled&warning_message=x";
  expect(readReturn(`${ID}/event`, search)).toEqual({ kind: "warning" });
});

it.each(["", "short/success", `${ID}x/success`, `${"<".repeat(43)}/exit`])(
  "an address without an id of ours is none: %s",
  (path) => expect(readReturn(path, "")).toBeNull(),
);
