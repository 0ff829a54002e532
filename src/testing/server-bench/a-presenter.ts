import { expect } from "vitest";
import * as v from "valibot";
import { LabActDone, LabScene, type LabAct, type LabScenarioId } from "#contract/lab.ts";
import { LinkPage, type LinkState } from "#contract/link.ts";
import type { JoinedBench } from "./join-sandbox.ts";
import type { Answer, Visitor } from "./visitor.ts";

/** Somebody who shows the lab to others, as far as our server can tell. */
export interface Presenter {
  visitor: Visitor;
  setUp(scenario: LabScenarioId): Promise<LabScene>;
  /** Acts in the scene that was set up last. */
  act(name: LabAct, linkId?: string | null): Promise<Answer>;
  /** Acts, and lets everything come that follows. @returns The link that was broken, if one was. */
  after(name: LabAct, linkId?: string | null): Promise<string | null>;
  /** Says that a scene is still shown, or that it has been left. @returns The answer's status. */
  hold(scene: LabScene): Promise<number>;
  leave(scene: LabScene): Promise<number>;
  stateOf(linkId: string | null): Promise<LinkState | undefined>;
  /** What goes wrong in the sandbox. */
  faults(): Promise<unknown>;
}

export function aPresenter(bench: JoinedBench): Presenter {
  const visitor = bench.visitor();
  let scene: LabScene | undefined;

  const act: Presenter["act"] = (name, linkId) =>
    visitor.send("POST", "/api/lab/acts", {
      act: name,
      linkId: linkId ?? undefined,
      sceneId: scene?.id,
    });
  const tell = async (what: "holds" | "ends", { id }: LabScene) =>
    (await visitor.send("POST", `/api/lab/${what}`, { sceneId: id })).status;

  return {
    visitor,
    act,
    async setUp(scenario) {
      const answer = await visitor.send("POST", "/api/lab/scenes", { scenario });
      expect(answer.status).toBe(201);
      scene = v.parse(LabScene, answer.json);
      return scene;
    },
    async after(name, linkId) {
      const answer = await act(name, linkId);
      expect(answer.status).toBe(200);
      const { result, broken } = v.parse(LabActDone, answer.json);
      expect(result).toBeNull();
      await bench.quiet();
      bench.clock.advance(1_000);
      return broken;
    },
    hold: (each) => tell("holds", each),
    leave: (each) => tell("ends", each),
    async stateOf(linkId) {
      const { links } = v.parse(LinkPage, (await visitor.get("/api/links")).json);
      return links.find(({ id }) => id === linkId)?.state;
    },
    faults: () => bench.control("GET", "/faults"),
  };
}
