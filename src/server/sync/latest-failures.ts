/** Whose links could not be read when that was last tried. Each instance knows of its own readings. */
interface LatestFailures {
  failed(externalId: string): void;
  succeeded(externalId: string): void;
  /** True when the latest reading of a user failed, and not long ago. */
  has(externalId: string): boolean;
}

/** @param keptMs How long a failure says something about now. */
export function createLatestFailures(now: () => number, keptMs: number): LatestFailures {
  /** The oldest first. */
  const failedAt = new Map<string, number>();

  function isKept(at: number | undefined): boolean {
    return at !== undefined && at <= now() && at > now() - keptMs;
  }

  function forgetOld(): void {
    for (const [externalId, at] of failedAt) {
      if (isKept(at)) return;
      failedAt.delete(externalId);
    }
  }

  return {
    failed(externalId) {
      failedAt.delete(externalId);
      failedAt.set(externalId, now());
      forgetOld();
    },
    succeeded: (externalId) => void failedAt.delete(externalId),
    has: (externalId) => isKept(failedAt.get(externalId)),
  };
}
