import type { ReactNode } from "react";
import { matchPath, useLocation } from "react-router-dom";

interface PageAt {
  /** A pattern of the contract's `pages`. */
  path: string;
  element: ReactNode;
}

interface PageSwitchProps {
  pages: readonly PageAt[];
  /** What stands at every other address. */
  otherwise: ReactNode;
}

/**
 * Draws the first page that the address matches. The router's own `Routes` weighs a quarter of the router, for
 * nested routes, ranks and data, of which this page has none.
 */
export function PageSwitch({ pages, otherwise }: PageSwitchProps): ReactNode {
  const { pathname } = useLocation();
  const page = pages.find(({ path }) => matchPath(path, pathname));
  return page ? page.element : otherwise;
}
