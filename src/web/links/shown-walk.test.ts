import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import type { Walk, WalkAnswer } from "#contract/walk.ts";
import { aLink } from "../../testing/a-link.ts";
import { putInWalk, walkKey } from "./shown-walk.ts";

const first = aLink({ id: "11111111-1111-4111-8111-111111111111", state: "password_needed" });
const second = aLink({ id: "22222222-2222-4222-8222-222222222222", state: "code_needed" });
const step = (link: Walk["steps"][number]["link"]) =>
  ({ link, outcome: "waiting", lastTry: null, why: null }) as const;
const walk: Walk = {
  id: "33333333-3333-4333-8333-333333333333",
  startedAt: "2026-01-02T10:00:00.000Z",
  steps: [step(first), step(second)],
  currentLinkId: first.id,
};

function shownAfter(link: typeof first): Walk | null | undefined {
  const client = new QueryClient();
  client.setQueryData<WalkAnswer>(walkKey, { walk });
  putInWalk(client, link);
  return client.getQueryData<WalkAnswer>(walkKey)?.walk;
}

it("repair-all goes on to the next bank as soon as Belvo confirms a repair", () => {
  const repaired = { ...first, state: "connected", checkedAt: "2999-01-01T00:00:00.000Z" } as const;
  expect(shownAfter(repaired)).toMatchObject({
    currentLinkId: second.id,
    steps: [{ outcome: "repaired" }, { outcome: "waiting" }],
  });
});

it("repair-all ignores a reading that is older than the one it shows", () => {
  const older = { ...first, state: "connected", checkedAt: "2000-01-01T00:00:00.000Z" } as const;
  expect(shownAfter(older)).toMatchObject({ currentLinkId: first.id });
});
