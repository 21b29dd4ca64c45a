import { expect } from "chai";
import {
  JournalConflictError,
  type JournalEntry,
  memoryJournal,
  mergeJournals,
  OtherConstitutionError,
  requireFits,
  ShareAlreadyGivenError,
} from "../../../sdk/chain/trusteeJournal.ts";
import { makeShare, type ShareTask, shareEntry } from "../../../sdk/chain/trusteeShare.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextWords, encrypt } from "../../../sdk/crypto/elgamal.ts";
import { verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { errorOf } from "../../errorOf.ts";

const SECRET = 987654321n;
const HASH = `0x${"aa".repeat(32)}`;
const ELECTION = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

function taskOf(message: bigint, election = ELECTION): ShareTask {
  const sum = ciphertextWords([encrypt(message, multiply(GENERATOR, 5n), 7n)]);
  const census = { root: "12", depth: 2, activeMembers: 3 };
  const block = { number: 7, hash: `0x${"bb".repeat(32)}` };
  return {
    chainId: 31337n,
    election,
    constitutionHash: HASH,
    seat: 1,
    isTest: true,
    block,
    census,
    sum,
    ballots: 3,
    flags: [],
  };
}

describe("a trustee's share", () => {
  it("is given again of the same sum, and is a right one", async () => {
    const [task, journal] = [taskOf(1n), memoryJournal()];
    for (let time = 0; time < 2; time++) {
      const made = await makeShare(SECRET, task, journal);
      const bases = [multiply(GENERATOR, 7n)];
      const statement = { ...task, sumHash: hashWords(task.sum), shareKey: multiply(GENERATOR, SECRET), bases };
      expect(verifyShare(statement, made)).to.equal(true);
    }
    expect(await journal.read()).to.deep.equal([shareEntry(task)]);
  });

  it("is not given of a second sum, however the election's address is spelt", async () => {
    const journal = memoryJournal();
    await makeShare(SECRET, taskOf(1n), journal);
    for (const spelling of [ELECTION, ELECTION.toLowerCase()]) {
      const error = await errorOf(makeShare(SECRET, taskOf(2n, spelling), journal), ShareAlreadyGivenError);
      expect(error.what)
        .to.include(hashWords(taskOf(1n).sum))
        .and.to.include(hashWords(taskOf(2n).sum));
    }
  });

  it("is not made before the journal has noted its sum", async () => {
    const full = { ...memoryJournal(), write: () => Promise.reject(new Error("the disk is full")) };
    expect((await errorOf(makeShare(SECRET, taskOf(1n), full), Error)).message).to.equal("the disk is full");
  });

  it("is not made where another program noted another sum meanwhile", async () => {
    const journal = memoryJournal();
    const raced = {
      read: journal.read,
      write: async (entry: JournalEntry) => {
        await journal.write(shareEntry(taskOf(2n)));
        await journal.write(entry);
      },
    };
    await errorOf(makeShare(SECRET, taskOf(1n), raced), JournalConflictError);
  });

  it("is given of no other constitution or census than was agreed to", async () => {
    const agreed = { act: "consent", election: ELECTION, flags: [] } as const;
    const others: readonly (readonly [string, JournalEntry])[] = [
      ["constitution", { ...agreed, constitutionHash: `0x${"cc".repeat(32)}` }],
      ["census", { ...agreed, constitutionHash: HASH, census: { root: "13", depth: 2, activeMembers: 3 } }],
      ["census", { ...agreed, constitutionHash: HASH, census: { root: "12", depth: 2, activeMembers: 100 } }],
    ];
    for (const [what, entry] of others) {
      const journal = memoryJournal();
      await journal.write(entry);
      const error = await errorOf(makeShare(SECRET, taskOf(1n), journal), OtherConstitutionError);
      expect(error.what).to.include(`the ${what} `);
    }
    const journal = memoryJournal();
    await journal.write({ ...agreed, constitutionHash: HASH, census: taskOf(1n).census });
    await makeShare(SECRET, taskOf(1n), journal);
  });
});

describe("two copies of a trustee's journal", () => {
  const [one, two] = [shareEntry(taskOf(1n)), shareEntry(taskOf(2n))];
  const consented: JournalEntry = { act: "consent", election: ELECTION, constitutionHash: HASH, flags: ["one-node"] };

  it("merge to the entries of both, each once, those of the first in front", () => {
    const again = { ...one, flags: ["named-block" as const] };
    expect(mergeJournals([consented, one], [again, consented])).to.deep.equal([consented, one]);
    expect(mergeJournals([one], [consented])).to.deep.equal([one, consented]);
    expect(mergeJournals([], [one])).to.deep.equal([one]);
  });

  it("refuse for ever where they name two sums of one election, either of them and a third, and say so", async () => {
    const merged = mergeJournals([one], [two]);
    for (const asked of [one, two, shareEntry(taskOf(3n))]) {
      const error = await errorOf(() => requireFits(merged, asked), JournalConflictError);
      expect(error.what).to.include(ELECTION).and.to.include(one.sumHash).and.to.include(two.sumHash);
    }
    expect(mergeJournals(merged, [one])).to.deep.equal(merged);
    requireFits(merged, { ...two, election: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" });
  });

  it("bind also where the earlier one is of the first format, which knew the sum alone", async () => {
    const earlier: JournalEntry = { act: "share", election: ELECTION, sumHash: one.sumHash, flags: [] };
    requireFits([earlier], one);
    await errorOf(() => requireFits([earlier], two), ShareAlreadyGivenError);
  });
});
