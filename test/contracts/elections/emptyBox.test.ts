import { expect } from "chai";
import { ZeroHash } from "ethers";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { emptyWords } from "../../../sdk/election/ballot.ts";
import type { OutcomeRule } from "../../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { VERDICTS, type Verdict } from "../../../sdk/election/outcome.ts";
import { BALLOT_SIZE, networkHelpers } from "../electionFixture.ts";
import { ABSTAIN, castBatch, closeBox, decide, openBox, PHASE, postShares, sealBox } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

/** Of the verdicts: the quorum is missed, or nobody voted yes or no. */
const NEITHER = BigInt(VERDICTS.indexOf("Neither"));

describe("An empty box", () => {
  it("is sealed as the identity, and gives zeros without shares", async () => {
    const opened = await openBox();
    const { election } = opened;
    await closeBox(opened);
    expect(await election.phase()).to.equal(PHASE.Closed);
    await expectRefusal(election.seal.staticCall(), election, "SumIncomplete", ZeroHash);
    await election.sum(ZeroHash, [], []);
    await networkHelpers.time.increase(600);
    await expect(election.seal())
      .to.emit(election, "TallySealed")
      .withArgs(hashWords(emptyWords(BALLOT_SIZE)), 0n);

    const sum = emptyWords(BALLOT_SIZE);
    const zeros = Array(BALLOT_SIZE).fill(0n);
    const post = election.postResult;
    await expectRefusal(post.staticCall(zeros.with(1, 1n), [], [], sum), election, "CountTooLarge", 1, 1n, 0n);
    await expectRefusal(post.staticCall(zeros, [1, 2, 3], [[], [], []], sum), election, "WrongSeats");
    await expectRefusal(
      post.staticCall(zeros, [], [], sum.with(0, 1n)),
      election,
      "SumMismatch",
      hashWords(sum.with(0, 1n)),
      hashWords(sum),
    );
    expect(await election.undecided()).to.equal(false);
    await networkHelpers.time.increaseTo(opened.constitution.schedule.sharesDueAt + 1);
    expect(await election.undecided()).to.equal(false);
    await expect(election.postResult(zeros, [], [], sum)).to.emit(election, "ResultPosted");
    expect(await election.counts()).to.deep.equal(zeros);
    expect(await election.outcome()).to.deep.equal([false, NEITHER, 0n, 0n]);
    const share = election.postShare.staticCall(1, [], { challenge: 0, response: 0 }, sum);
    await expectRefusal(share, election, "WrongPhase", PHASE.Decided);
  });

  const nothing = { quorum: NO_FRACTION, passingShare: NO_FRACTION };
  const rules: readonly (readonly [what: string, outcome: Partial<OutcomeRule>, verdict: Verdict])[] = [
    ["elects nobody", { ...nothing, kind: "Ranking", winners: 2 }, "None"],
    ["funds nothing, not even what is free", { ...nothing, kind: "Greedy", costs: [0, 0, 0] }, "None"],
    ["funds nothing where the first misfit stops", { ...nothing, kind: "GreedyNoSkip", costs: [0, 0, 0] }, "None"],
    ["accepts and rejects nothing", { quorum: NO_FRACTION }, "Neither"],
  ];
  for (const [what, outcome, verdict] of rules) {
    it(`${what}, without a quorum, though more ballots are asked for than came`, async () => {
      const opened = await openBox({ minimumBallots: 50, outcome });
      await closeBox(opened);
      const { election, sum } = await sealBox(opened);
      await election.postResult(Array(BALLOT_SIZE).fill(0n), [], [], sum);
      expect(await election.outcome()).to.deep.equal([true, BigInt(VERDICTS.indexOf(verdict)), 0n, 0n]);
    });
  }

  it("decides nothing by a referendum of abstentions alone, which is no empty box", async () => {
    const opened = await openBox({ outcome: { quorum: NO_FRACTION } });
    await castBatch(opened, [ABSTAIN, ABSTAIN, ABSTAIN]);
    await closeBox(opened);
    const sealed = await sealBox(opened);
    await postShares(sealed, [1, 2, 3]);
    expect((await decide(sealed)).slice(0, 3)).to.deep.equal([0n, 0n, 3n]);
    expect(await sealed.election.outcome()).to.deep.equal([true, NEITHER, 0n, 0n]);
  });
});
