import { expect } from "chai";
import {
  type Journey,
  losesWork,
  mayCancel,
  STEPS,
  stepOf,
  stepStates,
} from "../../../../web/src/features/vote/journey.ts";
import type { Casting } from "../../../../web/src/shared/vault/castings.ts";

const choices = [1, 0];
const commitment = { tracker: "T", version: 0n };
const casting: Casting = {
  chainId: "1",
  election: "0x",
  file: "{}",
  tracker: "T",
  version: "0",
  madeAt: 0,
  state: "acknowledged",
};
const loading = { keys: { loaded: 1, total: 2 }, roll: undefined } as const;
const ready = { keys: "ready", roll: 12 } as const;
const step = (journey: Journey, preloaded: Parameters<typeof stepOf>[1] = ready) => STEPS[stepOf(journey, preloaded)];

describe("The seven steps of a ballot", () => {
  it("show what really runs: keys, then the roll, then the voter's turn", () => {
    const choosing: Journey = { at: "choosing", choices };
    expect(step(choosing, loading)).to.equal("keys");
    expect(step(choosing, { keys: "ready", roll: undefined })).to.equal("roll");
    expect(step(choosing)).to.equal("encrypt");
  });

  it("go on with proof, relayer, block and end", () => {
    expect(step({ at: "review", choices, commitment })).to.equal("prove");
    expect(step({ at: "proving", choices, commitment })).to.equal("prove");
    expect(step({ at: "sending", casting })).to.equal("relayer");
    expect(step({ at: "following", casting })).to.equal("block");
    expect(step({ at: "following", casting: { ...casting, blockNumber: 5 } })).to.equal("final");
    expect(stepOf({ at: "following", casting: { ...casting, blockNumber: 5, state: "final" } }, ready)).to.equal(7);
  });

  it("tell of keys and roll what is so, wherever the voter is meanwhile", () => {
    const reviewing: Journey = { at: "review", choices, commitment };
    const rest = ["later", "later", "later"];
    expect(stepStates(reviewing, ready)).to.deep.equal(["done", "done", "done", "now", ...rest]);
    expect(stepStates(reviewing, { ...loading, roll: 12 })).to.deep.equal(["now", "done", "done", "now", ...rest]);
    expect(stepStates({ at: "choosing", choices }, loading)).to.deep.equal(["now", "now", "later", "later", ...rest]);
    const sending: Journey = { at: "sending", casting };
    expect(stepStates(sending, loading)).to.deep.equal(["done", "done", "done", "done", "now", "later", "later"]);
  });

  it("guard against leaving only while something would be lost", () => {
    expect(losesWork({ at: "proving", choices, commitment })).to.equal(true);
    expect(losesWork({ at: "sending", casting })).to.equal(false);
    expect(losesWork({ at: "choosing", choices })).to.equal(false);
  });

  it("can be stopped until the ballot is proved", () => {
    expect(mayCancel({ at: "proving", choices, commitment })).to.equal(true);
    expect(mayCancel({ at: "sending", casting })).to.equal(false);
  });
});
