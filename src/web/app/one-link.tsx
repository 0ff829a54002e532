import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import { LinkPage } from "../links/link-page.tsx";
import { RefreshControl } from "../data-refresh/refresh-control.tsx";

interface OneLinkProps {
  renderRepair: (link: Link) => ReactNode;
  listSearch: string;
}

/** The page of one link, with all that can be done there. */
export function OneLink({ renderRepair, listSearch }: OneLinkProps) {
  return (
    <LinkPage
      listSearch={listSearch}
      renderActions={(link) => (
        <>
          {renderRepair(link)}
          <RefreshControl key={link.id} link={link} />
        </>
      )}
    />
  );
}
