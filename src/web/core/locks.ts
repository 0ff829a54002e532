/** The browser's locks, which all tabs of a page share; as much of them as is taken. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean; signal?: AbortSignal },
    granted: (lock: { name: string } | null) => unknown,
  ): Promise<unknown>;
}
