import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readOpenElection } from "../../../sdk/chain/resident.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { encodeOpening, type Opening, trackerOfOpening } from "../../../sdk/election/opening.ts";
import { encryptBallot } from "../../../sdk/proofs/ballotProof.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

describe("hanpyo challenge check", function () {
  this.timeout(600_000);
  const choices = [1, 0, 1, 0, 0, 0, 0, 0];
  let decided: DecidedElection;
  let folder: string;
  let opening: Opening;
  let commitment: string;

  before(async () => {
    decided = await decidedElection();
    folder = mkdtempSync(join(tmpdir(), "hanpyo-challenge-"));
    const open = await readOpenElection(decided.election, decided.chain.provider);
    const election = { ...open, ...open.constitution };
    const { scalars } = encryptBallot(election, choices, systemRandom);
    const { chainId } = open;
    opening = { chainId, election: open.election, nullifier: 5n, version: 0n, choices, scalars };
    commitment = trackerOfOpening(election, opening);
  });

  after(() => rmSync(folder, { recursive: true }));

  const check = (content: string, ...args: readonly string[]) => {
    const file = join(folder, "opening.json");
    writeFileSync(file, content);
    return hanpyoHere(["challenge", "check", "--opening", file, "--rpc", decided.chain.url, ...args]);
  };

  it("prints what the device had really encrypted beside the options' titles", async () => {
    const { code, out, err } = await check(encodeOpening(opening), "--commitment", commitment);
    expect(code, err).to.equal(0);
    expect(out).to.match(/ {2}1 {2}놀이터 \/ Playground\n {2}0 {2}.*\n {2}1 {2}가로등 \/ Street lights\n/);
  });

  it("prints JSON alone when asked", async () => {
    const { out } = await check(encodeOpening(opening), "--commitment", commitment, "--json");
    expect(JSON.parse(out)).to.deep.equal({ election: opening.election, matches: true, choices });
  });

  it("ends with 1 and names both codes when the device had committed to another ballot", async () => {
    const forged = { ...opening, choices: [0, 1, 0, 0, 0, 0, 0, 0] };
    const { code, out, err } = await check(encodeOpening(forged), "--commitment", commitment);
    expect(code).to.equal(1);
    expect(out).to.equal("");
    expect(err)
      .to.match(/^OpeningMismatchError: /)
      .and.contain(commitment);
  });

  it("ends with 1 for an opening of another chain, and for text that is none", async () => {
    const elsewhere = await check(encodeOpening({ ...opening, chainId: 1n }), "--commitment", commitment);
    expect(elsewhere.code).to.equal(1);
    expect(elsewhere.err).to.match(/^WrongChainError: .* is on chain 31337, not on 1/);
    const none = await check("hello", "--commitment", commitment);
    expect(none.code).to.equal(1);
    expect(none.err).to.match(/^OpeningMalformedError: /);
  });
});
