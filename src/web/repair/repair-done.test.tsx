import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Link } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { AroundAPage } from "../../testing/around-a-page.tsx";
import { idle } from "../core/repair/repair-state.ts";
import { RepairDone } from "./repair-done.tsx";

const show = (parts: Partial<Link>) =>
  render(<RepairDone state={idle} link={aLink(parts)} sentence="Listo." onClose={null} />, {
    wrapper: AroundAPage,
  });

describe("the end of a repair says of the person's data", () => {
  it("that they are on their way, while Belvo gets them", () => {
    show({ fetching: true });
    expect(screen.getByText("Tus datos nuevos llegan en unos minutos.")).toBeVisible();
  });

  it("when they came last, where none are on their way", () => {
    show({ lastAccessedAt: "2026-01-01T10:00:00.000Z" });
    expect(screen.getByText("Datos recibidos el 1 ene 2026")).toBeVisible();
  });

  it("nothing, where none ever came and nobody knows when they will", () => {
    show({ lastAccessedAt: null });
    expect(screen.queryByText(/datos/i)).not.toBeInTheDocument();
  });
});
