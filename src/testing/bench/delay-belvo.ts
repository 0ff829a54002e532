/** So long the sandbox takes for every answer, as Belvo does from afar. */
export const BELVO_DELAY_MS = 350;

export async function delayBelvo(sandboxUrl: string): Promise<void> {
  const { ok } = await fetch(`${sandboxUrl}/_sandbox/faults`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ delayMs: BELVO_DELAY_MS }),
  });
  if (!ok) throw new Error("the sandbox could not be made slower");
}
