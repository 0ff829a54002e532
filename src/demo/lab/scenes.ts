import { LAB_LEASE_MS, type LabScenarioId, type LabScene } from "#contract/lab.ts";
import { faultOf, type Log } from "../../server/http/log.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import type { Stage } from "./stage.ts";

/**
 * The scene that is on, of which there is one for everybody: what goes wrong in it would go wrong for
 * everybody else too. It is over when its tab says so, when another begins, and when nobody holds it.
 */
export interface Scenes {
  begin(scenario: LabScenarioId): Promise<LabScene>;
  /** Keeps a scene going. @throws {ProblemError} `not_found` when it is over. */
  hold(sceneId: string): void;
  /** Does what makes something go wrong. @throws {ProblemError} `not_found` when the scene is over. */
  during<T>(sceneId: string | undefined, act: () => Promise<T>): Promise<T>;
  /** Takes a scene down. One that is over is left alone, and so is the one that came after it. */
  end(sceneId: string): Promise<void>;
  /** From now on no scene ends by itself. */
  close(): void;
}

interface Dependencies {
  stage: Stage;
  log: Log;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** A UUID. */
  newId: () => string;
}

/** So often what a scene brought about is taken back, where the sandbox does not answer, and after such a pause. */
const MOST_TRIES = 5;
const AGAIN_AFTER_MS = 1_000;

interface Current {
  id: string;
  scenario: LabScenarioId;
  until: number;
}

export function createScenes({ stage, log, now, sleep, newId }: Dependencies): Scenes {
  let current: Current | null = null;
  /** One thing at a time: a fault must not be set while the scene that it is of is taken down. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  function hold(sceneId: string | undefined): void {
    if (current === null || current.id !== sceneId) throw new ProblemError("not_found");
    current.until = now() + LAB_LEASE_MS;
  }

  async function end(sceneId: string): Promise<void> {
    await inTurn(async () => {
      if (current?.id !== sceneId) return;
      const { scenario } = current;
      current = null;
      await clear(scenario);
    });
  }

  async function clear(scenario: LabScenarioId): Promise<void> {
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      const isClear = await stage.clear(scenario).then(
        () => true,
        () => false,
      );
      if (isClear) return;
      await sleep(AGAIN_AFTER_MS);
    }
    await stage.clear(scenario);
  }

  async function endUnheld(scene: Current): Promise<void> {
    while (current === scene && now() < scene.until) await sleep(scene.until - now());
    if (current !== scene) return;
    await end(scene.id).catch((error: unknown) => {
      log.warn(faultOf(error), "a scene of the lab could not be taken down");
    });
  }

  return {
    hold,
    end,
    begin: (scenario) =>
      inTurn(async () => {
        current = null;
        const scene = await stage.set(scenario);
        current = { id: newId(), scenario, until: now() + LAB_LEASE_MS };
        void endUnheld(current);
        return { id: current.id, ...scene };
      }),
    during: (sceneId, act) =>
      inTurn(() => {
        hold(sceneId);
        return act();
      }),
    close() {
      current = null;
    },
  };
}
