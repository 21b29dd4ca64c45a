import { expect } from "chai";
import { unnotedActs } from "../../../sdk/chain/seatActs.ts";
import type { JournalEntry } from "../../../sdk/chain/trusteeJournal.ts";

const election = `0x${"aB".repeat(20)}`;
const entry = (act: JournalEntry["act"], of = election): JournalEntry => ({ act, election: of, flags: [] });
const lacks = (consented: boolean, shared: boolean, journal: readonly JournalEntry[]) =>
  unnotedActs({ election, consented, shared }, journal);

describe("What a trustee's journal lacks of what the chain has", () => {
  it("is nothing where the chain has nothing, whatever is noted", () => {
    for (const journal of [[], [entry("consent")], [entry("share")]]) {
      expect(lacks(false, false, journal)).to.equal(undefined);
    }
  });

  it("is a consent of which no entry of the election knows", () => {
    expect(lacks(true, false, [])).to.match(/^the chain has this trustee's consent to 0xaB/);
    expect(lacks(true, false, [entry("consent", `0x${"01".repeat(20)}`)])).to.include("consent to");
    expect(lacks(true, false, [entry("consent", election.toLowerCase())])).to.equal(undefined);
    // A share that is noted says more than the consent before it: journals of the first format held nothing else.
    expect(lacks(true, false, [entry("share")])).to.equal(undefined);
  });

  it("is a share, also where the consent is noted", () => {
    expect(lacks(true, true, [entry("consent")])).to.match(/^the chain has a share of this trustee for 0xaB/);
    expect(lacks(true, true, [entry("consent"), entry("share")])).to.equal(undefined);
  });
});
