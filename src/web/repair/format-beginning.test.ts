import { expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { inSpanish as spanish } from "../../testing/in-spanish.ts";
import type { RepairState } from "../core/repair/repair-state.ts";
import { formatBeginning } from "./format-beginning.ts";

const link = aLink();
const { id: linkId } = link;

it.each<[RepairState, RegExp]>([
  [{ phase: "preparing", linkId }, /Abriendo la pantalla de/],
  [{ phase: "failed", linkId, reason: "no_network" }, /No tienes conexión a internet/],
  [{ phase: "failed", linkId, reason: "no_answer" }, /No nos llegó respuesta a tiempo/],
  [{ phase: "failed", linkId, reason: "page_outdated" }, /Recarga esta página/],
])("%j is told by what every page has", (state, words) => {
  expect(formatBeginning(state, link, spanish.t)).toMatch(words);
});

it.each<[RepairState, "password_needed" | "connected"]>([
  [{ phase: "with_bank", linkId }, "password_needed"],
  [{ phase: "failed", linkId, reason: "belvo_unreachable" }, "password_needed"],
  [{ phase: "failed", linkId, reason: "no_network" }, "connected"],
])("%j of a link that is %s is told by what comes with a repair", (state, linkState) => {
  expect(formatBeginning(state, aLink({ state: linkState }), spanish.t)).toBeNull();
});
