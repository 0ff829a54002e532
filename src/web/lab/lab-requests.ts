import {
  labPaths,
  LabActDone,
  LabOffer,
  LabScene,
  type LabAct,
  type LabScenarioId,
} from "#contract/lab.ts";
import { LinkPage } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import type { Api } from "../core/http/api.ts";
import { useCore } from "../core-context.ts";

/** What the lab asks of our server. */
function createLabRequests({ request }: Pick<Api, "request">) {
  return {
    offer: {
      queryKey: ["lab"] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) => request(LabOffer, labPaths.lab, { signal }),
      staleTime: Infinity,
    },

    /** The links of whoever is signed in. */
    links: {
      queryKey: ["lab", "links"] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) => request(LinkPage, routes.links, { signal }),
    },

    /** Sets a scenario up; the browser's session is then that of the person it is about. */
    setScene: (scenario: LabScenarioId) =>
      request(LabScene, labPaths.scenes, { method: "POST", body: { scenario } }),

    /** @param linkId For the acts that are about one connection. */
    act: ({ act, linkId }: { act: LabAct; linkId: string | null }): Promise<LabActDone> => {
      const body = linkId === null ? { act } : { act, linkId };
      return request(LabActDone, labPaths.acts, { method: "POST", body });
    },
  };
}

export function useLabRequests() {
  return createLabRequests(useCore().api);
}
