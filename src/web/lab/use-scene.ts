import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { LabScenarioId, LabScene } from "#contract/lab.ts";
import { refusalOf } from "../core/http/api.ts";
import { useLabRequests } from "./lab-requests.ts";

/** A third of what the server waits for; browsers let pages that nobody sees act once a minute. */
const HOLD_EVERY_MS = 20_000;

interface SceneEnds {
  onReady: () => void;
  onFailed: () => void;
}

export interface SceneInHand {
  /** `null` until it is set, and from when it is over. */
  scene: LabScene | null;
  /** Another scene began elsewhere, or this tab slept for too long. */
  isOver: boolean;
  hasFailed: boolean;
  /** Tells one setting from the next. */
  setting: number;
  setUp: () => void;
}

/** A scene for as long as the component is shown: nothing of it stays when it is left or closed. */
export function useScene(scenario: LabScenarioId, { onReady, onFailed }: SceneEnds): SceneInHand {
  const requests = useLabRequests();
  const isShown = useRef(false);
  const { mutate, isPending, isError, data, submittedAt } = useMutation({
    mutationFn: async () => {
      const scene = await requests.setScene(scenario);
      // Nobody waits for it any more, so nobody would end it.
      if (!isShown.current) requests.leave(scene.id);
      return scene;
    },
    onSuccess: onReady,
    onError: onFailed,
  });
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const isOver = useHold(data?.id);

  return {
    scene: data && !isOver ? data : null,
    isOver,
    hasFailed: isError,
    setting: submittedAt,
    setUp: () => {
      if (!isPending) mutate();
    },
  };
}

/** Holds a scene, and ends it when the component or the page goes. @returns True once it is over. */
function useHold(sceneId: string | undefined): boolean {
  const requests = useLabRequests();
  const [over, setOver] = useState<string>();

  useEffect(() => {
    if (sceneId === undefined) return undefined;
    const hold = () => {
      requests.hold(sceneId).catch((error: unknown) => {
        if (refusalOf(error) === "not_found") setOver(sceneId);
      });
    };
    const leave = () => requests.leave(sceneId);
    const timer = setInterval(hold, HOLD_EVERY_MS);
    window.addEventListener("pagehide", leave);
    // A page that was put away comes back as it was; its scene does not.
    window.addEventListener("pageshow", hold);
    document.addEventListener("visibilitychange", hold);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", hold);
      document.removeEventListener("visibilitychange", hold);
      leave();
    };
  }, [requests, sceneId]);
  return sceneId !== undefined && over === sceneId;
}
