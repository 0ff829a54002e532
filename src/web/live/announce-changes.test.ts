import { describe, expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { createTimers } from "../../testing/fake-tabs.ts";
import { inSpanish } from "../../testing/in-spanish.ts";
import { announceChanges } from "./announce-changes.ts";

function bench(parts: { isVisible?: boolean; answered?: string } = {}) {
  const { after, pass } = createTimers();
  const said: string[] = [];
  const changed = announceChanges({
    after,
    say: inSpanish.say,
    announce: (sentence) => said.push(sentence),
    isVisible: () => parts.isVisible ?? true,
    isAnswered: (linkId) => linkId === parts.answered,
  });
  return { changed, pass, said: () => said.filter((sentence) => sentence !== ""), all: said };
}

const heimdall = aLink({ id: "a", state: "connected" });
const erebor = aLink({ id: "b", bank: { ...heimdall.bank, name: "Erebor" } });

describe("saying that links have changed", () => {
  it("names the bank and how it is now", () => {
    const { changed, pass, said } = bench();
    changed(heimdall);
    expect(said()).toEqual([]);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Heimdall: Conectado."]);
  });

  it("says a burst in one sentence", () => {
    const { changed, pass, said } = bench();
    for (let place = 0; place < 20; place += 1) {
      changed(aLink({ id: `link-${place}` }));
      pass(10);
    }
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de 20 bancos."]);
  });

  it("waits for the end of a burst, but not for ever", () => {
    const { changed, pass, said } = bench();
    for (let place = 0; place < 7; place += 1) {
      changed(aLink({ id: `link-${place}` }));
      pass(900);
    }
    expect(said()).toEqual(["Cambió el estado de 6 bancos."]);
    pass(1_000);
    expect(said()).toHaveLength(2);
  });

  it("speaks the more seldom the longer a burst goes on, and soon of the next", () => {
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

  it("says of one bank that changed twice how it is in the end", () => {
    const { changed, pass, said } = bench();
    changed(aLink({ id: "a" }));
    changed(heimdall);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Heimdall: Conectado."]);
  });

  it("says the same again when it happens again", () => {
    const { changed, pass, all } = bench();
    changed(heimdall);
    pass(1_000);
    changed(heimdall);
    pass(1_000);
    const sentence = "Cambió el estado de Heimdall: Conectado.";
    // The region is emptied in between, or nobody would hear the second.
    expect(all).toEqual(["", sentence, "", sentence]);
  });

  it("is silent in a tab that nobody looks at", () => {
    const { changed, pass, all } = bench({ isVisible: false });
    changed(heimdall);
    pass(1_000);
    expect(all).toEqual([]);
  });

  it("leaves a link that the person is busy with to its own answer", () => {
    const { changed, pass, said } = bench({ answered: "a" });
    changed(heimdall);
    changed(erebor);
    pass(1_000);
    expect(said()).toEqual(["Cambió el estado de Erebor: Código pendiente."]);
  });
});
