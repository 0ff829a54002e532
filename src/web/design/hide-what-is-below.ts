/**
 * For what stands in the place of something of another height: as long as it is there, the page's foot
 * waits out of sight, where nobody sees it move.
 */
export function hideWhatIsBelow(standIn: HTMLElement | null): (() => void) | undefined {
  const main = standIn?.closest("main");
  if (!main) return undefined;
  main.dataset["outline"] = "";
  return () => delete main.dataset["outline"];
}
