import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import { LinkPage } from "../links/link-page.tsx";
import { RefreshControl } from "../refresh/refresh-control.tsx";

interface OneLinkProps {
  renderRepair: (link: Link) => ReactNode;
  /** True for those who came to repair this link and nothing else. */
  onlyRepair?: boolean;
}

/** The page of one link, with all that can be done there. */
export function OneLink({ renderRepair, onlyRepair = false }: OneLinkProps) {
  return (
    <LinkPage
      withHistory={!onlyRepair}
      renderRepair={(link) => (
        <>
          {renderRepair(link)}
          {!onlyRepair && <RefreshControl key={link.id} link={link} />}
        </>
      )}
    />
  );
}
