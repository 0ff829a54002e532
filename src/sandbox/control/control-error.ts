/** Who uses these calls made a mistake, and is told which. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly issues: readonly string[];

  constructor(status: number, message: string, issues: readonly string[] = []) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}
