/**
 * A value as an institution's field takes it: without the blanks of a copy, and in capitals where it
 * fits in them alone. Empty for one that does not fit.
 */
export function fitTo(validation: string, value = ""): string {
  const trimmed = value.trim();
  const pattern = readPattern(validation);
  return [trimmed, trimmed.toUpperCase()].find((each) => pattern.test(each)) ?? "";
}

/** Anything fits what this browser cannot read: the institution will judge it. */
function readPattern(validation: string): RegExp {
  try {
    return new RegExp(validation);
  } catch {
    return /./;
  }
}
