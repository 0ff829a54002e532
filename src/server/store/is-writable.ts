import type { Store } from "./open-store.ts";

/** True when the store takes writes now. Asks for the write lock, and changes nothing. */
export async function isWritable(store: Store): Promise<boolean> {
  try {
    await store
      .updateTable("listings")
      .set({ listed_at: "" })
      .where("external_id", "=", "")
      .execute();
    return true;
  } catch {
    return false;
  }
}
