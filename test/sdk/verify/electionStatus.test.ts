import { expect } from "chai";
import { electionStatus } from "../../../sdk/verify/electionStatus.ts";
import type { RegistryRecord } from "../../../sdk/verify/record.ts";
import { decidedElection } from "../../end-to-end/decidedElection.ts";

describe("The status of an election's record", function () {
  this.timeout(600_000);
  let record: RegistryRecord;

  before(async () => {
    record = (await decidedElection()).record;
  });

  const unfinished = (change: Partial<RegistryRecord>, time?: number): RegistryRecord => ({
    ...record,
    opening: null,
    batches: [],
    firstSum: null,
    seal: null,
    shares: [],
    result: null,
    block: { ...record.block, time: time ?? record.block.time },
    ...change,
  });

  it("is final with a result", () => {
    const { phase, final, summary } = electionStatus(record);
    expect([phase, final]).to.deep.equal(["decided", true]);
    expect(summary).to.equal("the result stands; 3 of 3 residents have voted");
  });

  it("is pending before the opening, and void for ever after the grace", () => {
    const { opensAt, openGrace } = record.constitution.schedule;
    expect(electionStatus(unfinished({}, opensAt + openGrace))).to.include({ phase: "pending", final: false });
    expect(electionStatus(unfinished({}, opensAt + openGrace + 1))).to.include({ phase: "void", final: true });
  });

  it("is open until the box closes, and says that nothing is counted", () => {
    const { opening, batches } = record;
    const { closesAt, closeGrace } = record.constitution.schedule;
    const open = electionStatus(unfinished({ opening, batches }, closesAt + closeGrace - 1));
    expect(open).to.include({ phase: "open", final: false });
    expect(open.summary).to.contain("nothing is counted yet");
    expect(electionStatus(unfinished({ opening, batches }, closesAt + closeGrace))).to.include({
      phase: "closed",
      final: false,
    });
  });

  it("names the seats whose shares are missing, and says when they are overdue", () => {
    const { opening, batches, firstSum, seal, shares } = record;
    const sealed = unfinished({ opening, batches, firstSum, seal, shares: shares.slice(0, 1) });
    expect(electionStatus(sealed).summary).to.contain("1 of 2 decryption shares are in, seats 2, 3 are missing");
    const late = { ...sealed, block: { ...sealed.block, time: record.constitution.schedule.sharesDueAt + 1 } };
    expect(electionStatus(late).summary).to.match(/^undecided: /);
    expect(electionStatus({ ...sealed, shares }).summary).to.contain("anybody can post the result");
  });

  it("is too few for good below the minimum of ballots", () => {
    const { opening, batches } = record;
    const constitution = { ...record.constitution, minimumBallots: 4 };
    const few = electionStatus(unfinished({ opening, batches, constitution }));
    expect(few).to.include({ phase: "too few", final: true });
    expect(few.summary).to.contain("fewer than the 4 that may be counted in secret");
  });

  it("is below quorum for good where the constitution keeps the box closed, and says turnout and no counts", () => {
    const { opening, batches } = record;
    const outcome = { ...record.constitution.outcome, closedBelowQuorum: true, electors: 100 };
    const below = electionStatus(unfinished({ opening, batches, constitution: { ...record.constitution, outcome } }));
    expect(below).to.include({ phase: "below quorum", final: true });
    expect(below.summary).to.equal(
      "turnout is 3 of 100, below the quorum (30% of the electors or more): by the constitution the box stays closed, and nothing is counted",
    );
    const counted = { ...outcome, closedBelowQuorum: false };
    const closed = unfinished({ opening, batches, constitution: { ...record.constitution, outcome: counted } });
    expect(electionStatus(closed)).to.include({ phase: "closed", final: false });
  });
});
