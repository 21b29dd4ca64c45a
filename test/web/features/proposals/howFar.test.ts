import { expect } from "chai";
import { howFar } from "../../../../web/src/features/proposals/howFar.ts";
import en from "../../../../web/src/features/proposals/texts/en.json" with { type: "json" };
import ko from "../../../../web/src/features/proposals/texts/ko.json" with { type: "json" };

const KINDS = ["support", "withdrawal", "posting"] as const;
const STATES = ["proved", "acknowledged", "final", "ended", "displaced"] as const;

/** The text of a key such as `support.far.final`. */
function textOf(texts: unknown, key: string): unknown {
  return key.split(".").reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);
}

describe("How far an act is", () => {
  it("has words in both languages for every act in every state", () => {
    for (const kind of KINDS) {
      for (const state of STATES) {
        const { title, far } = howFar({ kind, state });
        for (const texts of [ko, en]) {
          expect(textOf(texts, title), title).to.be.a("string");
          expect(textOf(texts, far), far).to.be.a("string");
        }
      }
    }
  });

  it("warns of what the chain did not take, and never says that it was done", () => {
    for (const kind of KINDS) {
      expect(howFar({ kind, state: "proved" })).to.include({ tone: "warning", title: `support.made.${kind}` });
      for (const state of ["ended", "displaced"] as const) {
        const { tone, title } = howFar({ kind, state, blockNumber: 3 });
        expect(tone).to.equal("warning");
        expect(title).to.equal(`support.lost.${kind}`);
      }
      expect(howFar({ kind, state: "final" })).to.include({ tone: "success", title: `support.own.${kind}` });
    }
    const { far } = howFar({ kind: "withdrawal", state: "ended" });
    expect(textOf(en, far)).to.match(/your support stands/);
  });

  it("is on the record once a block has it, and is not once none has", () => {
    const act = { kind: "posting", state: "acknowledged" } as const;
    expect(howFar({ ...act, blockNumber: 3 }).far).to.equal("support.far.recorded");
    expect(howFar(act).far).to.equal("support.far.acknowledged");
  });
});
