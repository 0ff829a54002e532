import { useLocation, useNavigate } from "react-router-dom";
import { readView, searchOf, type ListView } from "../core/links/list-view.ts";

/**
 * The view that the address names, so that a reload, the back button and a bookmark keep it. What is
 * typed replaces the address before; a choice is a step that the back button takes back.
 */
export function useListView(): {
  view: ListView;
  change: (part: Partial<ListView>) => void;
} {
  const { search } = useLocation();
  const navigate = useNavigate();
  const view = readView(new URLSearchParams(search));
  return {
    view,
    change: (part) => {
      const query = searchOf({ ...view, ...part }).toString();
      void navigate(`?${query}`, { replace: part.q !== undefined });
    },
  };
}
