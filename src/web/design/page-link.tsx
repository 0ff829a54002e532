import type { ComponentProps } from "react";
import { useHref, useLinkClickHandler } from "react-router-dom";

interface PageLinkProps extends Omit<ComponentProps<"a">, "href" | "target"> {
  /** An address of this page's own. */
  to: string;
}

/**
 * A link to another page of ours. The router's own brings along all that its framework fetches ahead, which
 * nobody here uses.
 */
export function PageLink({ to, onClick, ...rest }: PageLinkProps) {
  const href = useHref(to);
  const go = useLinkClickHandler(to);
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) go(event);
      }}
    />
  );
}
