import { expect } from "chai";
import { ZeroHash } from "ethers";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { emptyWords } from "../../../sdk/election/ballot.ts";
import { BALLOT_SIZE, networkHelpers } from "../electionFixture.ts";
import { closeBox, openBox, PHASE } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

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
    expect(await election.outcome()).to.deep.equal([false, false, 0n]);
    const share = election.postShare.staticCall(1, [], { challenge: 0, response: 0 }, sum);
    await expectRefusal(share, election, "WrongPhase", PHASE.Decided);
  });
});
