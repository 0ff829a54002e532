import { expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { inSpanish as spanish } from "../../testing/in-spanish.ts";
import type { RepairState } from "../core/repair/repair-state.ts";
import { formatRepair } from "./format-repair.ts";

const link = aLink();
const { id: linkId } = link;
const hosted = {
  repairId: linkId,
  hostedUrl: "https://widget.example/",
  expiresAt: "2026-01-01T00:10:00Z",
  comesBack: false,
};

it.each<[RepairState, RegExp]>([
  [{ phase: "failed", linkId, reason: "belvo_refused" }, /No podemos abrir .* ahora/],
  [{ phase: "hosted_ready", linkId, hosted }, /vuelve aquí por tu cuenta/],
  [{ phase: "left", linkId, isChecked: false }, /Estamos verificando/],
  [{ phase: "left", linkId, isChecked: true }, /Cerraste la pantalla/],
  [{ phase: "away", linkId }, /puedes abrirla otra vez/],
])("%j is said in plain words", (state, words) => {
  expect(formatRepair(state, link, spanish.t)).toMatch(words);
});

it.each<RepairState>([
  { phase: "with_bank", linkId },
  { phase: "failed", linkId, reason: "belvo_refused" },
  { phase: "hosted_ready", linkId, hosted },
  { phase: "away", linkId },
])("%j is not said any more once Belvo says that the link is connected", (state) => {
  const connected = aLink({ state: "connected" });
  expect(formatRepair(state, connected, spanish.t)).toContain("volvió a conectarse");
});
