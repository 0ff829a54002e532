import { describe, expect, it } from "vitest";
import { aLink } from "../../../testing/a-link.ts";
import { createTimers } from "../../../testing/fake-stream.ts";
import { inSpanish } from "../../../testing/in-spanish.ts";
import { formatChangesIn } from "../../links/format-changes.ts";
import { announceChanges } from "./announce-changes.ts";

function bench(parts: { isVisible?: boolean; answered?: string } = {}) {
  const { after, pass } = createTimers();
  const said: string[] = [];
  const changed = announceChanges({
    after,
    describe: formatChangesIn(inSpanish.t),
    announce: (sentence) => said.push(sentence),
    isVisible: () => parts.isVisible ?? true,
    isAnswered: (linkId) => linkId === parts.answered,
  });
  return { changed, pass, said: () => said.filter((sentence) => sentence !== ""), all: said };
}

const heimdall = aLink({ id: "a", state: "connected" });
const erebor = aLink({ id: "b", bank: { ...heimdall.bank, name: "Erebor" } });

describe("announceChanges", () => {
  it("announces the bank and its new state", () => {
    const { changed, pass, said } = bench();
    changed(heimdall);
    expect(said()).toEqual([]);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Heimdall: Conectado."]);
  });

  it("announces a burst of changes in one sentence", () => {
    const { changed, pass, said } = bench();
    for (let place = 0; place < 20; place += 1) {
      changed(aLink({ id: `link-${place}` }));
      pass(10);
    }
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de 20 bancos."]);
  });

  it("announces a burst that goes on before it ends", () => {
    const { changed, pass, said } = bench();
    for (let place = 0; place < 7; place += 1) {
      changed(aLink({ id: `link-${place}` }));
      pass(900);
    }
    expect(said()).toEqual(["Cambió el estado de 6 bancos."]);
    pass(1_000);
    expect(said()).toHaveLength(2);
  });

  it("announces less often the longer a burst goes on, and soon again in the next one", () => {
    const { changed, pass, said } = bench();
    const burst = (seconds: number) => {
      for (let half = 0; half < 2 * seconds; half += 1) {
        changed(aLink({ id: `link-${half}` }));
        pass(500);
      }
    };
    burst(34);
    expect(said()).toHaveLength(2);
    burst(2);
    expect(said()).toHaveLength(3);
    pass(1_000);
    expect(said()).toHaveLength(4);
    burst(6);
    expect(said()).toHaveLength(5);
  });

  it("announces the last state of a bank that changed twice", () => {
    const { changed, pass, said } = bench();
    changed(aLink({ id: "a" }));
    changed(heimdall);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Heimdall: Conectado."]);
  });

  it("announces the same sentence again when it happens again", () => {
    const { changed, pass, all } = bench();
    changed(heimdall);
    pass(1_000);
    changed(heimdall);
    pass(1_000);
    const sentence = "Cambió el estado de Heimdall: Conectado.";
    // The region is emptied in between, or nobody would hear the second.
    expect(all).toEqual(["", sentence, "", sentence]);
  });

  it("announces nothing in a tab that nobody looks at", () => {
    const { changed, pass, all } = bench({ isVisible: false });
    changed(heimdall);
    pass(1_000);
    expect(all).toEqual([]);
  });

  it("leaves out a link that the person is busy with", () => {
    const { changed, pass, said } = bench({ answered: "a" });
    changed(heimdall);
    changed(erebor);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Erebor: Código pendiente."]);
  });
});
