import { expect } from "chai";
import {
  makeShare,
  ShareAlreadyGivenError,
  type ShareJournal,
  type ShareTask,
} from "../../../sdk/chain/trusteeShare.ts";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextWords, encrypt } from "../../../sdk/crypto/elgamal.ts";
import { verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { errorOf } from "../../errorOf.ts";

const SECRET = 987654321n;
const ELECTION = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

function taskOf(message: bigint, election = ELECTION): ShareTask {
  const sum = ciphertextWords([encrypt(message, multiply(GENERATOR, 5n), 7n)]);
  return { chainId: 31337n, election, seat: 1, sum, ballots: 3 };
}

function memoryJournal(): ShareJournal & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    read: async (election) => entries.get(election),
    write: async (election, sumHash) => {
      entries.set(election, sumHash);
    },
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
    expect([...journal.entries]).to.deep.equal([[ELECTION, hashWords(task.sum)]]);
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
});
