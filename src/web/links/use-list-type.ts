import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import type { InstitutionType, LinkPage } from "#contract/link.ts";
import { linkKeys } from "../core/links/link-queries.ts";
import { sumOf } from "../core/links/list-view.ts";

/** What all of the person's links are called together, by the list that was read last, if one was. */
export function useListType(): InstitutionType {
  const client = useQueryClient();
  const lists = client.getQueriesData<InfiniteData<LinkPage>>({ queryKey: linkKeys.lists });
  const hasOthers = lists.some(([, list]) => list?.pages.some(hasOther));
  return hasOthers ? "institution" : "bank";
}

function hasOther({ otherCounts }: LinkPage): boolean {
  return sumOf(otherCounts) > 0;
}
