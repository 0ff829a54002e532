/** Settings that Relink cannot start with. The message names every bad one, and no value. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(complaints: readonly string[]) {
    super(["Relink cannot start:", ...complaints.map((each) => `  - ${each}`)].join("\n"));
  }
}
