/**
 * How a test is left out that cannot be made on this machine.
 *
 * @param reason Why it cannot; `null` when it can.
 * @throws {Error} In CI, where nothing may be left out.
 */
export function leaveOut(reason: string | null): { isLeftOut: boolean; note: string } {
  if (reason === null) return { isLeftOut: false, note: "" };
  if (process.env["CI"]) throw new Error(`Nothing may be left out in CI, but ${reason}.`);
  return { isLeftOut: true, note: ` (not tried: ${reason})` };
}
