import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import type { RepairState } from "../core/repair/repair-state.ts";
import { RepairTold } from "./repair-told.tsx";

const { id: linkId } = aLink();
const nothing = () => undefined;

it("the way to Belvo's page stays while Belvo is asked how the link is, of which nothing is said", () => {
  const hosted = {
    repairId: linkId,
    hostedUrl: "https://widget.example/",
    expiresAt: "2026-01-01T00:10:00Z",
    comesBack: false,
  };
  const state: RepairState = { phase: "hosted_ready", linkId, hosted };
  const link = aLink({ state: "checking" });
  render(<RepairTold {...{ state, link }} isAlone={false} onClose={nothing} onGoAway={nothing} />, {
    wrapper: AroundAPage,
  });
  expect(screen.getByRole("link")).toHaveAttribute("href", hosted.hostedUrl);
  expect(screen.queryByText(/está lista/)).not.toBeInTheDocument();
});
