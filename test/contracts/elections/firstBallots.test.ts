import { expect } from "chai";
import { type Log, type TransactionReceipt, ZeroHash } from "ethers";
import { castingCall } from "../../../sdk/chain/relayer.ts";
import { exceededBy, TRANSACTION_LIMITS } from "../../../sdk/chain/transactionLimits.ts";
import { type Ballot, heldHash, type ProofWords } from "../../../sdk/election/ballot.ts";
import { CENSUS, deployFactory, ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { batchesIn, storyOf } from "./boxEvents.ts";
import { closeBox, NO, type Opened, openBox, YES } from "./electionLife.ts";
import { entriesOf } from "./firstBallots.ts";
import { expectRefusal } from "./refusal.ts";

const ENTRY = 26;

describe("The entry for first ballots", () => {
  let opened: Opened;

  async function open() {
    return openBox();
  }

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(open);
  });

  const forge = (nullifier: bigint, choices = YES, over?: Ballot) =>
    forgeBallot(opened.folded, { nullifier, choices, ...(over && { over }) });
  const broken = (ballot: Ballot): Ballot => ({ ...ballot, proof: ballot.proof.with(6, 1n) as unknown as ProofWords });

  /** What a batch leaves behind: slots, chain, and the ballots that the events carry. */
  async function stateAfter(ballots: readonly Ballot[]) {
    const { election } = opened;
    const slots = await Promise.all(ballots.map(({ nullifier }) => election.slot(nullifier)));
    const batches = (await batchesIn(election)).map(({ blockNumber, ...batch }) => batch);
    return { slots, chain: await election.tallyChain(), count: await election.ballots(), batches };
  }

  for (const size of [1, 2, 3, 32]) {
    it(`takes ${size} as \`castBallots\` does, with fewer bytes and less gas`, async () => {
      const { election } = opened;
      const ballots = Array.from({ length: size }, (_, i) => forge(BigInt(i), i % 2 ? YES : NO));
      const snapshot = await networkHelpers.takeSnapshot();
      const plain: TransactionReceipt = await (await election.castBallots(ballots)).wait();
      const expected = await stateAfter(ballots);
      await snapshot.restore();
      const entries: TransactionReceipt = await (await election.castFirstBallots(entriesOf(ballots))).wait();
      expect(await stateAfter(ballots)).to.deep.equal(expected);
      expect(expected.slots).to.deep.equal(ballots.map(({ next }) => [1n, heldHash(next)]));
      expect(Number(entries.gasUsed)).to.be.lessThan(Number(plain.gasUsed));
      expect(castingCall(ballots)).to.deep.equal(["castFirstBallots", entriesOf(ballots)]);
    });
  }

  it("logs an entry as it came, under the topic of its size", async () => {
    const { election } = opened;
    const ballot = forge(77n, NO);
    const receipt: TransactionReceipt = await (await election.castFirstBallots(entriesOf([ballot]))).wait();
    const [cast, tally] = receipt.logs as readonly Log[] as readonly [Log, Log];
    expect(cast.topics).to.deep.equal([
      ethers.id("FirstBallotCast(uint256,uint256,uint256[16],uint256[8])"),
      ethers.toBeHex(77n, 32),
    ]);
    const { digest, next, proof } = ballot;
    expect(cast.data).to.equal(ethers.concat([digest, ...next, ...proof].map((word) => ethers.toBeHex(word, 32))));
    expect(tally.data).to.equal(await election.tallyChain());
    expect(tally.data.slice(-12)).to.equal("0".repeat(12));
    expect(tally.data).not.to.equal(ZeroHash);
  });

  it("skips ballots whose slot is in use, wherever they stand, and takes the others", async () => {
    const { election } = opened;
    const [moved, twice] = [forge(1n), forge(2n)];
    await election.castBallot(moved);
    const others = [twice, forge(3n, NO)];
    for (let position = 0; position <= others.length; position++) {
      const snapshot = await networkHelpers.takeSnapshot();
      // One of them a second time, which is in use by then.
      const batch = [...others.toSpliced(position, 0, moved), { ...twice, digest: twice.digest + 1n }];
      expect(await storyOf(election.castFirstBallots(entriesOf(batch)))).to.deep.equal([
        ...batch.map((ballot, i) =>
          ballot === moved || i === batch.length - 1 ? `skipped ${ballot.nullifier}/0` : `cast ${ballot.nullifier}/0`,
        ),
        "tally",
      ]);
      expect(await election.ballots()).to.equal(3n);
      await batchesIn(election);
      await snapshot.restore();
    }
    const chain = await election.tallyChain();
    expect(await storyOf(election.castFirstBallots(entriesOf([moved])))).to.deep.equal(["skipped 1/0"]);
    expect(await election.tallyChain()).to.equal(chain);
  });

  it("reverts as a whole for one proof that does not hold, wherever it stands", async () => {
    const { election } = opened;
    const ballots = [1n, 2n, 3n, 4n].map((nullifier) => forge(nullifier));
    for (let bad = 0; bad < ballots.length; bad++) {
      const batch = entriesOf(ballots.map((ballot, i) => (i === bad ? broken(ballot) : ballot)));
      await expectRefusal(election.castFirstBallots.staticCall(batch), election, "BallotProofsInvalid");
    }
    await election.castFirstBallots.staticCall(entriesOf(ballots));
  });

  it("takes 128 at once in less call data than nodes take, and none of them where the last does not hold", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    await deployed.rolls.getFunction("setCheckpoint")({ time: deployed.start, ...CENSUS, activeMembers: 128 });
    const { election, folded } = await openBox({}, deployed);
    const ballots = Array.from({ length: 128 }, (_, i) => forgeBallot(folded, { nullifier: BigInt(i), choices: YES }));
    const spoilt = ballots.with(127, broken(ballots[127] as Ballot));
    await expectRefusal(election.castFirstBallots.staticCall(entriesOf(spoilt)), election, "BallotProofsInvalid");
    const { data } = await election.castFirstBallots.populateTransaction(entriesOf(ballots));
    expect(exceededBy(data, TRANSACTION_LIMITS)).to.equal(undefined);
    await election.castFirstBallots(entriesOf(ballots));
    expect(await election.ballots()).to.equal(128n);
    expect((await batchesIn(election))[0]?.ballots).to.have.length(128);
  });

  it("refuses entries that are not whole, and none", async () => {
    const { election } = opened;
    const words = entriesOf([forge(1n), forge(2n)]);
    for (const length of [1, ENTRY - 1, ENTRY + 1, 2 * ENTRY - 1]) {
      const whole = Math.ceil(length / ENTRY) * ENTRY;
      const call = election.castFirstBallots.staticCall(words.slice(0, length));
      await expectRefusal(call, election, "WrongCiphertextLength", length, whole);
    }
    await expectRefusal(election.castFirstBallots.staticCall([]), election, "NothingToCast");
  });

  it("takes as many as the census has members, and none before the opening or after the closing", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    await deployed.rolls.getFunction("setCheckpoint")({ time: deployed.start, ...CENSUS, activeMembers: 2 });
    const small = await openBox({ minimumCensus: 1, minimumBallots: 1 }, deployed);
    const { election, folded } = small;
    const three = [1n, 2n, 3n].map((nullifier) => forgeBallot(folded, { nullifier, choices: YES }));
    await expectRefusal(election.castFirstBallots.staticCall(entriesOf(three)), election, "BallotsExceedCensus", 2);
    await election.castFirstBallots(entriesOf(three.slice(0, 1)));
    // One that is skipped needs no room.
    await election.castFirstBallots(entriesOf(three.slice(0, 2)));
    await expectRefusal(election.castFirstBallots.staticCall(entriesOf(three)), election, "BallotsExceedCensus", 2);
    expect(await election.ballots()).to.equal(2n);
    await closeBox(small);
    await expectRefusal(election.castFirstBallots.staticCall(entriesOf(three)), election, "WrongPhase", 3n);
  });

  it("leaves changes of votes to `castBallots`, also where first ballots stand beside them", async () => {
    const { election } = opened;
    const first = forge(1n);
    await election.castFirstBallots(entriesOf([first]));
    const batch = [forge(2n), forge(1n, NO, first)];
    expect(castingCall(batch)).to.deep.equal(["castBallots", batch]);
    expect(await storyOf(election.castBallots(batch))).to.deep.equal(["cast 2/0", "cast 1/1", "tally"]);
    expect((await batchesIn(election)).map(({ ballots }) => ballots.length)).to.deep.equal([1, 2]);
  });
});
