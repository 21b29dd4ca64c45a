import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { type Ballot, heldHash } from "../../../sdk/election/ballot.ts";
import { CENSUS, deployFactory, networkHelpers } from "../electionFixture.ts";
import { forgeBallot, proofFor } from "../forgedBallots.ts";
import { castBatch, NO, type Opened, openBox, YES } from "./electionLife.ts";
import { entriesOf, hasEntry } from "./firstBallots.ts";
import { expectRefusal } from "./refusal.ts";

const LAST = FIELD_ORDER - 1n;
const WORDS = 16;

describe("Casting of a ballot", () => {
  let opened: Opened;
  let ballot: Ballot;
  /** A good ballot of another slot, which a batch does not save. */
  let companion: Ballot;

  async function open() {
    return openBox();
  }

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(open);
    ballot = forgeBallot(opened.folded, { nullifier: 1n, choices: YES });
    companion = forgeBallot(opened.folded, { nullifier: 99n, choices: NO });
  });

  /** The ballot with changes, and with the proof that its values need. */
  const proved = (change: Partial<Ballot>): Ballot => {
    const unproved = { ...ballot, ...change };
    return { ...unproved, proof: proofFor(opened.folded, unproved) };
  };
  const cast = (given: Ballot) => opened.election.castBallot.staticCall(given);
  const refused = async (given: Ballot, name: string, ...args: readonly unknown[]) => {
    await expectRefusal(cast(given), opened.election, name, ...args);
    await expectRefusal(opened.election.castBallots.staticCall([companion, given]), opened.election, name, ...args);
    if (!hasEntry(given)) return;
    for (const batch of [[given], [companion, given], [given, companion]]) {
      await expectRefusal(
        opened.election.castFirstBallots.staticCall(entriesOf(batch)),
        opened.election,
        name,
        ...args,
      );
    }
  };
  const withWord = (index: number, word: bigint): Partial<Ballot> => ({ next: ballot.next.with(index, word) });

  it("is noted in its slot, in the count and in events", async () => {
    const { election, folded } = opened;
    const given = forgeBallot(folded, { nullifier: 77n, choices: NO });
    expect(await election.slot(77n)).to.deep.equal([0n, 0n]);
    await expect(election.castBallot(given))
      .to.emit(election, "BallotCast")
      .withArgs(77n, 0n, given.next, given.digest, given.proof)
      .and.to.emit(election, "TallyExtended");
    expect(await election.slot(77n)).to.deep.equal([1n, heldHash(given.next)]);
    expect(await election.ballots()).to.equal(1n);
  });

  it("takes a nullifier and a digest below r only", async () => {
    for (const value of [0n, 1n, LAST]) {
      await cast(proved({ nullifier: value }));
      await cast(proved({ digest: value }));
    }
    for (const value of [FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 256n - 1n]) {
      await refused(proved({ nullifier: value }), "WordTooLarge", value);
      await refused(proved({ digest: value }), "WordTooLarge", value);
    }
  });

  it("takes every word of the ciphertexts below r only", async () => {
    for (let index = 0; index < WORDS; index++) {
      await cast(proved(withWord(index, LAST)));
      await refused(proved(withWord(index, FIELD_ORDER)), "WordTooLarge", FIELD_ORDER);
    }
    await refused(proved(withWord(WORDS - 1, 2n ** 256n - 1n)), "WordTooLarge", 2n ** 256n - 1n);
  });

  it("takes no second name of a value, r or a multiple of r away, even with the proof of the first", async () => {
    for (const multiple of [FIELD_ORDER, 2n * FIELD_ORDER, 4n * FIELD_ORDER]) {
      const nullifier = ballot.nullifier + multiple;
      await refused({ ...ballot, nullifier }, "WordTooLarge", nullifier);
      await refused({ ...ballot, digest: ballot.digest + multiple }, "WordTooLarge", ballot.digest + multiple);
      for (const [index, word] of ballot.next.entries()) {
        await refused({ ...ballot, ...withWord(index, word + multiple) }, "WordTooLarge", word + multiple);
      }
    }
  });

  it("takes no ciphertext whose c1 is the identity, and any c2", async () => {
    for (let t = 0; t < WORDS / 4; t++) {
      const identity = ballot.next.with(4 * t, 0n).with(4 * t + 1, 1n);
      await refused(proved({ next: identity }), "CiphertextHasIdentity");
      await refused(proved(withWord(4 * t, 0n)), "CiphertextHasIdentity");
      await cast(proved({ next: ballot.next.with(4 * t + 2, 0n).with(4 * t + 3, 1n) }));
      await cast(proved(withWord(4 * t + 1, 0n)));
      await cast(proved(withWord(4 * t, 1n)));
    }
  });

  it("takes exactly the ciphertexts of the ballot size, and what the slot holds exactly from version 1 on", async () => {
    for (const length of [0, WORDS - 4, WORDS - 1, WORDS + 1, 2 * WORDS]) {
      const next = Array.from({ length }, (_, i) => ballot.next[i % WORDS] as bigint);
      await refused({ ...ballot, next }, "WrongCiphertextLength", length, WORDS);
    }
    for (const length of [1, WORDS, WORDS + 1]) {
      const held = Array.from({ length }, () => 1n);
      await refused({ ...ballot, held }, "WrongCiphertextLength", length, 0);
    }
    for (const length of [0, WORDS - 1, WORDS + 1]) {
      const held = Array.from({ length }, () => 1n);
      await refused({ ...ballot, version: 1n, held }, "WrongCiphertextLength", length, WORDS);
    }
  });

  it("takes as many new slots as the census has members, and changes of votes after that", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    await deployed.rolls.getFunction("setCheckpoint")({ time: deployed.start, ...CENSUS, activeMembers: 2 });
    const small = await openBox({ minimumCensus: 1, minimumBallots: 1 }, deployed);
    const { election, folded } = small;
    const [first] = await castBatch(small, [YES, NO]);
    const third = forgeBallot(folded, { nullifier: 3n, choices: YES });
    const second = forgeBallot(folded, { nullifier: 1n, choices: NO, over: first as Ballot });
    await expectRefusal(election.castBallot.staticCall(third), election, "BallotsExceedCensus", 2);
    await expectRefusal(election.castBallots.staticCall([second, third]), election, "BallotsExceedCensus", 2);
    await election.castBallots([second]);
    expect(await election.ballots()).to.equal(2n);
  });
});
