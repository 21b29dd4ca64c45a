import { expect } from "chai";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { encryptChoices } from "../../../sdk/election/ballot.ts";
import { ChoicesIllegalError } from "../../../sdk/election/ballotRules.ts";
import { checkOpening, OpeningMismatchError } from "../../../sdk/election/opening.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import {
  PreparationGoneError,
  type PreparedElection,
  startPreparations,
} from "../../../web/src/proving/preparation.ts";
import { errorOf } from "../../errorOf.ts";
import { SAMPLE_CONSTITUTION } from "../../sdk/election/sampleConstitution.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

const { ballotSize, rules, masked } = SAMPLE_CONSTITUTION;
const election: PreparedElection = {
  ballotSize,
  rules,
  masked,
  scope: 99n,
  censusRoot: 1n,
  electionKey: multiply(GENERATOR, 4242n),
  chainId: 31337n,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
};
const voter = { secret: 7n, membership: { root: 1n, index: 0, length: 0, siblings: [] } };
const slot = { version: 0n, held: [] };
const yes = [1, 0, 0, 0, 0, 0, 0, 0];
const no = [0, 1, 0, 0, 0, 0, 0, 0];
const prover = { calls: 0 };
const ballot = async () => {
  prover.calls++;
  return { nullifier: 0n, ...slot, next: [], digest: 0n, proof: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] } as const;
};

describe("A prepared ballot", () => {
  it("commits to what another device finds when it opens it", () => {
    const preparations = startPreparations(seededRandom("honest"));
    const { tracker, version } = preparations.prepare(election, voter, slot, yes);
    const opening = preparations.challenge(tracker);
    expect(version).to.equal(0n);
    expect(opening.nullifier).to.equal(nullifierOf(99n, 7n));
    expect(checkOpening(tracker, election, opening)).to.deep.equal(yes);
  });

  it("cannot be cast once it was opened", async () => {
    const preparations = startPreparations(seededRandom("opened"));
    const { tracker } = preparations.prepare(election, voter, slot, yes);
    preparations.challenge(tracker);
    prover.calls = 0;
    const error = await errorOf(preparations.cast(tracker, ballot), PreparationGoneError);
    expect(error.code).to.equal("PREPARATION_GONE");
    expect(error.what).to.contain(tracker);
    expect(prover.calls).to.equal(0);
  });

  it("cannot be opened once it was cast, nor cast twice", async () => {
    const preparations = startPreparations(seededRandom("cast"));
    const { tracker } = preparations.prepare(election, voter, slot, yes);
    await preparations.cast(tracker, ballot);
    await errorOf(() => preparations.challenge(tracker), PreparationGoneError);
    const again = await errorOf(preparations.cast(tracker, ballot), PreparationGoneError);
    expect(again.what).to.contain(tracker);
  });

  it("is forgotten when another is prepared, which has fresh scalars and another tracker", async () => {
    const preparations = startPreparations(seededRandom("anew"));
    const first = preparations.prepare(election, voter, slot, yes);
    const second = preparations.prepare(election, voter, slot, yes);
    expect(second.tracker).not.to.equal(first.tracker);
    await errorOf(() => preparations.challenge(first.tracker), PreparationGoneError);
    expect(checkOpening(second.tracker, election, preparations.challenge(second.tracker))).to.deep.equal(yes);
  });

  it("is not made of choices that break the rules, and leaves none behind", async () => {
    const preparations = startPreparations(seededRandom("illegal"));
    const { tracker } = preparations.prepare(election, voter, slot, yes);
    const both = [1, 1, 0, 0, 0, 0, 0, 0];
    const error = await errorOf(() => preparations.prepare(election, voter, slot, both), ChoicesIllegalError);
    expect(error.broken.rule).to.equal("maxTotal");
    await errorOf(() => preparations.challenge(tracker), PreparationGoneError);
  });

  it("of a page that lies is caught: whatever it opens, the code or the choices are wrong", async () => {
    const preparations = startPreparations(seededRandom("liar"));
    // The lying page encrypts "no" for a voter who chose "yes", and shows that ballot's code.
    const { tracker } = preparations.prepare(election, voter, slot, no);
    const truth = preparations.challenge(tracker);
    expect(checkOpening(tracker, election, truth)).to.deep.equal(no);
    const lie = { ...truth, choices: yes };
    expect((await errorOf(() => checkOpening(tracker, election, lie), OpeningMismatchError)).what).to.contain(tracker);
    // It cannot make the scalars fit either: the same scalars with "yes" give other ciphertexts.
    const words = (choices: readonly number[]) =>
      ciphertextWords(encryptChoices(choices, election.electionKey, truth.scalars));
    expect(words(yes)).not.to.deep.equal(words(no));
  });
});
