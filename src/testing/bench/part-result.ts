/** What one part of the bench found. */
export interface PartResult {
  /** For people. */
  text: string;
  /** For `bench-results.json`. */
  figures: object;
  /**
   * Why the part has failed; `null` when it has not. By a ratio and not by a time, so that a slow
   * machine does not matter.
   */
  failure: string | null;
}
