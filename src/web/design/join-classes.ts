/** Joins the class names that CSS Modules give, which are typed as maybe missing. */
export function joinClasses(...names: (string | undefined)[]): string {
  return names.filter((name) => name !== undefined).join(" ");
}
