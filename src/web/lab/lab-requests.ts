import { queryOptions } from "@tanstack/react-query";
import {
  labPaths,
  LabActDone,
  LabOffer,
  LabScene,
  type LabAct,
  type LabScenarioId,
} from "#contract/lab.ts";
import { request } from "../http/api.ts";

export const labQuery = queryOptions({
  queryKey: ["lab"] as const,
  queryFn: ({ signal }) => request(LabOffer, labPaths.lab, { signal }),
  staleTime: Infinity,
});

/** Sets a scenario up; the browser's session is then that of the person it is about. */
export function setScene(scenario: LabScenarioId): Promise<LabScene> {
  return request(LabScene, labPaths.scenes, { method: "POST", body: { scenario } });
}

/** @param linkId For the acts that are about one connection. */
export function doLabAct({
  act,
  linkId,
}: {
  act: LabAct;
  linkId: string | null;
}): Promise<LabActDone> {
  const body = linkId === null ? { act } : { act, linkId };
  return request(LabActDone, labPaths.acts, { method: "POST", body });
}
