import { expect } from "chai";
import fc from "fast-check";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { skippedOf } from "../../../sdk/chain/ballotBox.ts";
import { ContractRefusedError, electionAt, read } from "../../../sdk/chain/contracts.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import { notices } from "../../../sdk/chain/notices.ts";
import { type Ballot, heldHash, type ProofWords } from "../../../sdk/election/ballot.ts";
import { sumOfBallots } from "../../../sdk/election/tally.ts";
import { errorOf } from "../../errorOf.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { batchesIn, storyOf } from "./boxEvents.ts";
import { ABSTAIN, NO, type Opened, openBox, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

describe("A batch of ballots", () => {
  let opened: Opened;

  async function open() {
    return openBox();
  }

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(open);
  });

  const forge = (nullifier: bigint, choices = YES, over?: Ballot) =>
    forgeBallot(opened.folded, { nullifier, choices, ...(over && { over }) });
  const broken = (ballot: Ballot): Ballot => ({ ...ballot, proof: ballot.proof.with(0, 1n) as unknown as ProofWords });

  it("is not empty", () => expectRefusal(opened.election.castBallots.staticCall([]), opened.election, "NothingToCast"));

  it("that is empty is told so in both languages; one whose ballots are all skipped is no refusal", async () => {
    const { election } = opened;
    const error = await errorOf(read(election, "castBallots", []), ContractRefusedError);
    expect(error.message).to.equal("The contract refused: NothingToCast. Give at least one ballot.");
    expect(notices.NothingToCast).to.equal("The call carries no ballot");
    expect(koreanRefusal(error, "refused")).to.equal(
      "오류(REFUSED_NOTHING_TO_CAST): 보낸 투표지가 하나도 없습니다. 투표지를 하나 이상 담아 보내세요.",
    );
    const first = forge(1n);
    await election.castBallots([first]);
    expect(await storyOf(election.castBallots([first]))).to.deep.equal(["skipped 1/0"]);
  });

  for (const size of [1, 2, 3, 31]) {
    it(`of ${size} counts all, and its subtotal is their sum`, async () => {
      const { election } = opened;
      const ballots = Array.from({ length: size }, (_, i) => forge(BigInt(i)));
      expect(await storyOf(election.castBallots(ballots))).to.deep.equal([
        ...ballots.map(({ nullifier }) => `cast ${nullifier}/0`),
        "tally",
      ]);
      expect(await election.ballots()).to.equal(size);
      const [batch] = await batchesIn(election);
      expect(
        batch?.ballots.map(({ nullifier, next, proof, digest }) => ({ nullifier, next, proof, digest })),
      ).to.deep.equal(ballots.map(({ nullifier, next, proof, digest }) => ({ nullifier, next, proof, digest })));
      expect(batch?.subtotal).to.deep.equal(
        sumOfBallots(
          ballots.map(({ next }) => next),
          8,
        ),
      );
      for (const { nullifier, next } of ballots) {
        expect(await election.slot(nullifier)).to.deep.equal([1n, heldHash(next)]);
      }
    });
  }

  it("reverts as a whole for one proof that does not hold, wherever it stands", async () => {
    const { election } = opened;
    const ballots = [1n, 2n, 3n, 4n].map((nullifier) => forge(nullifier));
    for (let bad = 0; bad < ballots.length; bad++) {
      const batch = ballots.map((ballot, i) => (i === bad ? broken(ballot) : ballot));
      await expectRefusal(election.castBallots.staticCall(batch), election, "BallotProofsInvalid");
    }
    await expectRefusal(election.castBallots(ballots.map(broken)), election, "BallotProofsInvalid");
    expect(await election.ballots()).to.equal(0n);
    expect(await election.slot(1n)).to.deep.equal([0n, 0n]);
    expect(await batchesIn(election)).to.deep.equal([]);
  });

  it("skips the ballots whose slot has moved, wherever they stand, and counts the others", async () => {
    const { election } = opened;
    const moved = forge(1n);
    await election.castBallot(moved);
    const [chain] = await batchesIn(election);
    for (let position = 0; position < 3; position++) {
      const snapshot = await networkHelpers.takeSnapshot();
      const others = [forge(2n), forge(3n, NO)];
      const batch = others.toSpliced(position, 0, moved);
      expect(await storyOf(election.castBallots(batch))).to.deep.equal([
        ...batch.map((ballot) => (ballot === moved ? "skipped 1/0" : `cast ${ballot.nullifier}/0`)),
        "tally",
      ]);
      expect(await election.ballots()).to.equal(3n);
      const last = (await batchesIn(election)).at(-1);
      expect(last?.subtotal).to.deep.equal(
        sumOfBallots(
          others.map(({ next }) => next),
          8,
        ),
      );
      expect(last?.chain).to.not.equal(chain?.chain);
      await snapshot.restore();
    }
  });

  it("of ballots that were all overtaken changes nothing, and their proofs are not asked for", async () => {
    const { election } = opened;
    const [first, second] = [forge(1n), forge(2n)];
    await election.castBallots([first, second]);
    const chain = await election.tallyChain();
    expect(await storyOf(election.castBallots([broken(second), first]))).to.deep.equal(["skipped 2/0", "skipped 1/0"]);
    expect(await election.tallyChain()).to.equal(chain);
    expect(await election.ballots()).to.equal(2n);
  });

  it("may hold a ballot and its replacement, in that order, and both are checked", async () => {
    const { election } = opened;
    const first = forge(1n);
    const second = forge(1n, NO, first);
    const third = forge(1n, ABSTAIN, second);
    await expectRefusal(election.castBallots.staticCall([broken(first), second]), election, "BallotProofsInvalid");
    await expectRefusal(election.castBallots.staticCall([first, broken(second)]), election, "BallotProofsInvalid");
    expect(await storyOf(election.castBallots([first, second, third]))).to.deep.equal([
      ...["cast 1/0", "cast 1/1", "cast 1/2"],
      "tally",
    ]);
    expect(await election.ballots()).to.equal(1n);
    expect(await election.slot(1n)).to.deep.equal([3n, heldHash(third.next)]);
    expect((await batchesIn(election))[0]?.subtotal).to.deep.equal(third.next);
  });

  it("takes the first of two ballots for one version of a slot, and of a replacement and its ballot the latter", async () => {
    const { election } = opened;
    const [first, rival] = [forge(1n), forge(1n, NO)];
    const other = forge(2n);
    const replacement = forge(2n, NO, other);
    expect(await storyOf(election.castBallots([first, rival, replacement, other]))).to.deep.equal([
      ...["cast 1/0", "skipped 1/0", "skipped 2/1", "cast 2/0"],
      "tally",
    ]);
    expect(await election.slot(1n)).to.deep.equal([1n, heldHash(first.next)]);
    expect(await election.slot(2n)).to.deep.equal([1n, heldHash(other.next)]);
  });

  it("takes a replacement whose ballot somebody else cast first", async () => {
    const { election } = opened;
    const first = forge(1n);
    const second = forge(1n, NO, first);
    await election.castBallot(first);
    expect(await storyOf(election.castBallots([first, second]))).to.deep.equal(["skipped 1/0", "cast 1/1", "tally"]);
    const total = (await batchesIn(election)).map(({ subtotal }) => subtotal);
    expect(sumOfBallots(total, 8)).to.deep.equal(second.next);
  });

  it("is told nothing of ballots that another call skipped, within one transaction or before it", async () => {
    const { election } = opened;
    const [first, second, third, fourth] = [1n, 2n, 3n, 4n].map((nullifier) => forge(nullifier)) as [
      ...[Ballot, Ballot, Ballot, Ballot],
    ];
    const caster = await ethers.deployContract("CastsTwice");
    const address = await election.getAddress();
    await election.castBallots([first]);
    await election.castBallots([first]);
    await caster.getFunction("castEach").send(address, [[second, first], [second, first], [third], [third]]);
    await election.castBallots([fourth, first]);

    const batches = await batchesIn(election);
    expect(batches.map(({ ballots }) => ballots.map(({ nullifier }) => nullifier))).to.deep.equal([
      [1n],
      [2n],
      [3n],
      [4n],
    ]);
    for (const batch of batches) {
      expect(Object.keys(batch)).to.have.members(["ballots", "chain", "blockNumber", "subtotal"]);
    }
    const logs = await logsOf(electionAt(address, ethers.provider));
    const [spam, several, last] = [-2, -1, 0].map((back) => (batches.at(-1)?.blockNumber as number) + back);
    expect(
      skippedOf(logs).map(({ nullifier, version, blockNumber }) => [nullifier, version, blockNumber]),
    ).to.deep.equal([[1n, 0n, spam], ...[1n, 2n, 1n, 3n].map((nullifier) => [nullifier, 0n, several]), [1n, 0n, last]]);
  });

  it("takes what a simple model of slots takes, whatever comes in whatever order", async () => {
    const attempt = fc.record({
      nullifier: fc.constantFrom(1n, 2n, 3n),
      stale: fc.boolean(),
      choices: fc.constantFrom(YES, NO),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 6 }), async (attempts) => {
        const { election } = await networkHelpers.loadFixture(open);
        const slots = new Map<bigint, Ballot[]>();
        const expected: string[] = [];
        const batch = attempts.map(({ nullifier, stale, choices }) => {
          const past = slots.get(nullifier) ?? [];
          // A stale ballot was made before the last one landed.
          const ballot = forge(nullifier, choices, stale ? past.at(-2) : past.at(-1));
          const taken = !stale || past.length === 0;
          expected.push(`${taken ? "cast" : "skipped"} ${nullifier}/${ballot.version}`);
          if (taken) slots.set(nullifier, [...past, ballot]);
          return ballot;
        });
        expect(await storyOf(election.castBallots(batch))).to.deep.equal([...expected, "tally"]);
        const held = [...slots.values()].map((ballots) => (ballots.at(-1) as Ballot).next);
        expect((await batchesIn(election))[0]?.subtotal).to.deep.equal(sumOfBallots(held, 8));
        expect(await election.ballots()).to.equal(slots.size);
      }),
      { numRuns: 12 },
    );
  });
});
