import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import { LinkPage } from "../links/link-page.tsx";
import { RefreshControl } from "../refresh/refresh-control.tsx";

interface OneLinkProps {
  renderRepair: (link: Link) => ReactNode;
}

/** The page of one link, with all that can be done there. */
export function OneLink({ renderRepair }: OneLinkProps) {
  return (
    <LinkPage
      renderActions={(link) => (
        <>
          {renderRepair(link)}
          <RefreshControl key={link.id} link={link} />
        </>
      )}
    />
  );
}
