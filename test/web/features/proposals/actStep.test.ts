import { expect } from "chai";
import type { ActPlace } from "../../../../sdk/chain/actPlace.ts";
import { type Looked, stepOf } from "../../../../web/src/features/proposals/actStep.ts";
import type { KeptAct } from "../../../../web/src/shared/vault/acts.ts";

const DEADLINE = 1_000;
const acknowledgement = JSON.stringify({
  ...{ chainId: "1", proposals: "0x", subject: "0x", nullifier: "1", version: "0", message: "0x" },
  ...{ deadline: DEADLINE, relayer: "0x", signature: "0x" },
});
const sent = { state: "acknowledged", acknowledgement } as KeptAct;
const inBlock: KeptAct = { ...sent, blockNumber: 7 };

function step(act: KeptAct, seen: ActPlace, looked: Partial<Looked> = {}) {
  return stepOf(act, { seen, time: DEADLINE - 10, finalBlock: undefined, tried: undefined, ...looked });
}

describe("What a look at the chain means for an act that was handed over", () => {
  it("is on the record from its block on, and final with that", () => {
    const cast = { place: "cast", blockNumber: 7 } as const;
    expect(step(sent, cast)).to.deep.equal({ changes: { blockNumber: 7 }, isSent: false });
    expect(step(inBlock, cast)).to.deep.equal({ changes: undefined, isSent: false });
    expect(step(inBlock, cast, { finalBlock: 6 }).changes).to.equal(undefined);
    expect(step(inBlock, cast, { finalBlock: 7 }).changes).to.deep.equal({ blockNumber: 7, state: "final" });
  });

  it("is on no record once its block was dropped, and is handed over again at once, once", () => {
    for (const place of ["takable", "ahead"] as const) {
      const { changes, isSent } = step(inBlock, { place });
      expect(changes).to.deep.equal({ blockNumber: undefined });
      expect(isSent).to.equal(true);
      const after = { ...inBlock, ...changes };
      expect(step(after, { place }, { tried: DEADLINE - 10, time: DEADLINE - 8 })).to.deep.equal({
        ...{ changes: undefined, isSent: false },
      });
    }
  });

  it("is handed over again when the promise is overdue, and where that fails not before a minute went by", () => {
    const takable = { place: "takable" } as const;
    expect(step(sent, takable, { time: DEADLINE }).isSent).to.equal(false);
    expect(step(sent, takable, { time: DEADLINE + 1 }).isSent).to.equal(true);
    expect(step(sent, takable, { time: DEADLINE + 60, tried: DEADLINE + 1 }).isSent).to.equal(false);
    expect(step(sent, takable, { time: DEADLINE + 61, tried: DEADLINE + 1 }).isSent).to.equal(true);
    const flapping = step(inBlock, takable, { time: DEADLINE - 8, tried: DEADLINE - 10 });
    expect(flapping).to.deep.equal({ changes: { blockNumber: undefined }, isSent: false });
  });

  it("is over where it came too late or another was quicker, and is then sent no more", () => {
    for (const place of ["latched", "closed"] as const) {
      expect(step(inBlock, { place })).to.deep.equal({ changes: { state: "ended" }, isSent: false });
    }
    const displaced = step(sent, { place: "displaced", blockNumber: 9 });
    expect(displaced).to.deep.equal({ changes: { state: "displaced", blockNumber: 9 }, isSent: false });
  });
});
