import { expect } from "chai";
import { dataSlice, ZeroHash } from "ethers";
import { readSum } from "../../../sdk/chain/observer.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { emptyWords } from "../../../sdk/election/ballot.ts";
import { extendedChain, sumOfBallots } from "../../../sdk/election/tally.ts";
import { BALLOT_SIZE, ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { batchesIn, type CountedBatch } from "./boxEvents.ts";
import { ABSTAIN, castBatch, closeBox, NO, type Opened, openBox, PHASE, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const WORDS = 2 * BALLOT_SIZE;
const SOME_HASH = `0x${"5a".repeat(32)}`;

/** Five batches, one of them with a changed vote, and the box closed. */
async function closed() {
  const opened = await openBox();
  const [first] = await castBatch(opened, [YES, NO]);
  await castBatch(opened, [NO], 3n);
  const change = forgeBallot(opened.folded, { nullifier: 1n, choices: ABSTAIN, over: first as Ballot });
  await opened.election.castBallots([change, forgeBallot(opened.folded, { nullifier: 4n, choices: YES })]);
  await castBatch(opened, [YES], 5n);
  await castBatch(opened, [YES, YES, NO], 6n);
  await closeBox(opened);
  return { ...opened, batches: await batchesIn(opened.election) };
}

describe("The chain of subtotals", () => {
  let fixture: Opened & { readonly batches: readonly CountedBatch[] };

  beforeEach(async () => {
    fixture = await networkHelpers.loadFixture(closed);
  });

  const subtotals = (from: number, to: number) => fixture.batches.slice(from, to).map(({ subtotal }) => subtotal);
  /** The chain before batch `index`. */
  const chainBefore = (index: number) => fixture.batches[index - 1]?.chain ?? ZeroHash;
  const current = async () => readSum(await fixture.election.getAddress(), ethers.provider);

  it("is that of a recomputation, and its subtotals are what the ballots change", async () => {
    const held = new Map<bigint, readonly bigint[]>();
    let chain = ZeroHash;
    for (const batch of fixture.batches) {
      for (const { nullifier, next } of batch.ballots) held.set(nullifier, next);
      chain = dataSlice(hashWords([BigInt(chain), ...batch.subtotal]), 0, 26).padEnd(66, "0");
      expect(batch.chain).to.equal(chain);
      const seen = fixture.batches.slice(0, fixture.batches.indexOf(batch) + 1);
      expect(
        sumOfBallots(
          seen.map(({ subtotal }) => subtotal),
          BALLOT_SIZE,
        ),
      ).to.deep.equal(sumOfBallots([...held.values()], BALLOT_SIZE));
    }
    expect(await fixture.election.tallyChain()).to.equal(chain);
    expect(await fixture.election.sumCursor()).to.equal(chain);
  });

  for (const chunks of [[5], [2, 2, 1], [1, 1, 1, 1, 1], [4, 1]]) {
    it(`is summed in chunks of ${chunks.join(", ")}, newest first, to the sum of what the slots hold`, async () => {
      const { election, batches } = fixture;
      let to = batches.length;
      for (const chunk of chunks) {
        const from = to - chunk;
        const sum = sumOfBallots(subtotals(from, batches.length), BALLOT_SIZE);
        await expect(election.sum(chainBefore(from), subtotals(from, to), await current()))
          .to.emit(election, "TallySummed")
          .withArgs(chainBefore(from), sum);
        expect(await election.sumCursor()).to.equal(chainBefore(from));
        to = from;
      }
      const held = new Map(batches.flatMap(({ ballots }) => ballots.map(({ nullifier, next }) => [nullifier, next])));
      const expected = sumOfBallots([...held.values()], BALLOT_SIZE);
      expect(await current()).to.deep.equal(expected);
      await networkHelpers.time.increase(600);
      await expect(election.seal()).to.emit(election, "TallySealed").withArgs(hashWords(expected), held.size);
      expect(await election.sumHash()).to.equal(hashWords(expected));
      expect(await election.phase()).to.equal(PHASE.Sealed);
    });
  }

  it("refuses a chunk that is not its own: other order, other word, left out, twice, of the other end", async () => {
    const { election } = fixture;
    const cursor = await election.tallyChain();
    const all = subtotals(0, 5);
    const word = all.with(2, (all[2] as bigint[]).with(3, (all[2]?.[3] as bigint) ^ 1n));
    const chunks = [
      all.toReversed(),
      word,
      all.slice(1),
      all.slice(0, 4),
      all.toSpliced(2, 1),
      all.toSpliced(2, 0, all[2] as bigint[]),
      all.slice(0, 1),
    ];
    for (const chunk of chunks) {
      const computed = chunk.reduce(extendedChain, ZeroHash);
      await expectRefusal(election.sum.staticCall(ZeroHash, chunk, []), election, "ChunkMismatch", computed, cursor);
    }
  });

  it("refuses a poisoned start, so that nobody can lead the sum astray", async () => {
    const { election } = fixture;
    const cursor = await election.tallyChain();
    for (const start of [SOME_HASH, ZeroHash, chainBefore(3)]) {
      const computed = extendedChain(start, subtotals(4, 5)[0] as bigint[]);
      const call = election.sum.staticCall(start, subtotals(4, 5), []);
      await expectRefusal(call, election, "ChunkMismatch", computed, cursor);
      await expectRefusal(election.sum.staticCall(start, [], []), election, "ChunkMismatch", start, cursor);
    }
    await election.sum(chainBefore(4), subtotals(4, 5), []);
    // Between the chunks as before the first.
    const running = await current();
    for (const start of [SOME_HASH, ZeroHash, cursor]) {
      const call = election.sum.staticCall(start, [], running);
      await expectRefusal(call, election, "ChunkMismatch", start, chainBefore(4));
    }
  });

  it("refuses subtotals of another number of words", async () => {
    const { election } = fixture;
    const newest = subtotals(4, 5)[0] as readonly bigint[];
    for (const length of [0, WORDS - 1, WORDS + 1, 2 * WORDS]) {
      const words = Array.from({ length }, (_, i) => newest[i % WORDS] as bigint);
      const call = election.sum.staticCall(chainBefore(4), [words], []);
      await expectRefusal(call, election, "WrongCiphertextLength", length, WORDS);
    }
    // Two subtotals in one, which would hash alike.
    const joined = [...(subtotals(3, 4)[0] as bigint[]), ...newest];
    const call = election.sum.staticCall(chainBefore(3), [joined], []);
    await expectRefusal(call, election, "WrongCiphertextLength", 2 * WORDS, WORDS);
  });

  it("is added to the running sum and to nothing else", async () => {
    const { election } = fixture;
    const junk = emptyWords(BALLOT_SIZE);
    const first = election.sum.staticCall(chainBefore(4), subtotals(4, 5), junk);
    await expectRefusal(first, election, "SumMismatch", hashWords(junk), ZeroHash);
    await election.sum(chainBefore(4), subtotals(4, 5), []);
    const running = await current();
    for (const [words, hash] of [
      [[], ZeroHash],
      [junk, hashWords(junk)],
      [running.with(0, 1n), hashWords(running.with(0, 1n))],
      [running.slice(0, 12), hashWords(running.slice(0, 12))],
      [[...running, 0n], hashWords([...running, 0n])],
    ] as const) {
      const call = election.sum.staticCall(chainBefore(3), subtotals(3, 4), words);
      await expectRefusal(call, election, "SumMismatch", hash, hashWords(running));
    }
    await election.sum.staticCall(chainBefore(3), subtotals(3, 4), running);
  });

  it("cannot be summed twice, nor sealed while a batch is left", async () => {
    const { election } = fixture;
    const whole = await election.tallyChain();
    await expectRefusal(election.seal.staticCall(), election, "SumIncomplete", whole);
    await election.sum(chainBefore(1), subtotals(1, 5), []);
    await networkHelpers.time.increase(600);
    await expectRefusal(election.seal.staticCall(), election, "SumIncomplete", chainBefore(1));
    await election.sum(ZeroHash, subtotals(0, 1), await current());
    const all = await current();
    const again = election.sum.staticCall(ZeroHash, subtotals(0, 1), all);
    await expectRefusal(again, election, "ChunkMismatch", chainBefore(1), ZeroHash);
    // Nothing more than nothing can be added now, and that changes nothing.
    await election.sum(ZeroHash, [], all);
    expect(await current()).to.deep.equal(all);
    await election.seal();
    expect(await election.sumHash()).to.equal(hashWords(all));
    for (const words of [all, []]) {
      await expectRefusal(election.sum.staticCall(ZeroHash, [], words), election, "AlreadySealed");
    }
    await expectRefusal(election.seal.staticCall(), election, "AlreadySealed");
  });
});
