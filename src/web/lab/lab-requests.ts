import { useMemo } from "react";
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

interface ActOrder {
  act: LabAct;
  /** For the acts that are about one connection. */
  linkId?: string | null;
  /** For those that make something go wrong. */
  sceneId?: string;
}

/** What the lab asks of our server. */
function createLabRequests({ request, command, urlOf }: Api) {
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

    /** Says that a scene is still shown. @throws {ApiError} `not_found` when it is over. */
    hold: (sceneId: string) => command(labPaths.holds, { method: "POST", body: { sceneId } }),

    /** Ends a scene, also from a page that is being closed and can wait for no answer. */
    leave: (sceneId: string) => {
      const body = new Blob([JSON.stringify({ sceneId })], { type: "application/json" });
      navigator.sendBeacon(urlOf(labPaths.ends), body);
    },

    act: ({ act, linkId = null, sceneId }: ActOrder): Promise<LabActDone> => {
      const body = { act, ...(linkId !== null && { linkId }), ...(sceneId && { sceneId }) };
      return request(LabActDone, labPaths.acts, { method: "POST", body });
    },
  };
}

export function useLabRequests() {
  const { api } = useCore();
  return useMemo(() => createLabRequests(api), [api]);
}
