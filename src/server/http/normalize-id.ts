/** An id as the store has it. Some databases give UUIDs back in capitals; they are the same ids. */
export function normalizeId(id: string): string {
  return id.toLowerCase();
}
