import { lazy, type ComponentType } from "react";

/** A part without which the page is whole: where its script does not come, there is nothing in its place. */
export function extraPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: () => null }),
    ),
  );
}
