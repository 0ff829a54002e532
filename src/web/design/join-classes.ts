/** Joins the class names that CSS Modules give, which are typed as maybe missing. */
export function joinClasses(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false).join(" ");
}
