import type { LabScenarioId } from "#contract/lab.ts";
import { pages } from "#contract/routes.ts";

/** Where a scene is set up as soon as the address is opened. */
export function sceneAddress(scenario: LabScenarioId): string {
  return `${pages.lab}?scenario=${scenario}`;
}
