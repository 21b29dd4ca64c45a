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
  type Proofs,
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
const unmoved = async () => 0n;

/** Where proofs are made, with a note of what was asked of it. */
function notedProofs(): Proofs & { readonly noted: string[] } {
  const noted: string[] = [];
  return {
    noted,
    begin: (tracker) => void noted.push(`begin ${tracker}`),
    async take(tracker) {
      noted.push(`take ${tracker}`);
      return { nullifier: 0n, ...slot, next: [], digest: 0n, proof: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] };
    },
    async end() {
      await new Promise((later) => setTimeout(later, 5));
      noted.push("end");
    },
  };
}

describe("A prepared ballot", () => {
  it("commits to what another device finds when it opens it", async () => {
    const preparations = startPreparations(seededRandom("honest"), notedProofs());
    const { tracker, version } = await preparations.prepare(election, voter, slot, yes);
    const opening = await preparations.challenge(tracker);
    expect(version).to.equal(0n);
    expect(opening.nullifier).to.equal(nullifierOf(99n, 7n));
    expect(checkOpening(tracker, election, opening)).to.deep.equal(yes);
  });

  it("cannot be cast once it was opened", async () => {
    const preparations = startPreparations(seededRandom("opened"), notedProofs());
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    await preparations.challenge(tracker);
    const error = await errorOf(preparations.cast(tracker, unmoved), PreparationGoneError);
    expect(error.code).to.equal("PREPARATION_GONE");
    expect(error.what).to.contain(tracker);
  });

  it("is proved from the start, and opened only when the end of its proof was awaited", async () => {
    const proofs = notedProofs();
    const preparations = startPreparations(seededRandom("ahead"), proofs);
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    expect(proofs.noted).to.deep.equal([`begin ${tracker}`]);
    const opening = preparations.challenge(tracker).then((opened) => {
      proofs.noted.push("opened");
      return opened;
    });
    expect(checkOpening(tracker, election, await opening)).to.deep.equal(yes);
    expect(proofs.noted).to.deep.equal([`begin ${tracker}`, "end", "opened"]);
  });

  it("is not opened where its proof's end never comes, and is gone all the same", async () => {
    const broken = { ...notedProofs(), end: () => Promise.reject(new Error("it lives")) };
    const preparations = startPreparations(seededRandom("undying"), broken);
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    expect((await errorOf(preparations.challenge(tracker), Error)).message).to.equal("it lives");
    await errorOf(preparations.challenge(tracker), PreparationGoneError);
  });

  it("is dropped with its proof when the voter turns away, chooses anew, or the slot has moved", async () => {
    const proofs = notedProofs();
    const preparations = startPreparations(seededRandom("dropped"), proofs);
    const first = await preparations.prepare(election, voter, slot, yes);
    await preparations.forget();
    await errorOf(preparations.cast(first.tracker, unmoved), PreparationGoneError);
    const second = await preparations.prepare(election, voter, slot, yes);
    const third = await preparations.prepare(election, voter, slot, no);
    await errorOf(
      preparations.cast(third.tracker, async () => 1n),
      PreparationGoneError,
    );
    expect(proofs.noted).to.deep.equal([
      ...[`begin ${first.tracker}`, "end", `begin ${second.tracker}`, "end", `begin ${third.tracker}`],
      ...[`take ${third.tracker}`, "end"],
    ]);
    await errorOf(preparations.challenge(third.tracker), PreparationGoneError);
    await preparations.forget();
    expect(proofs.noted).to.have.length(7);
  });

  it("is cast though no node says whether the slot has moved", async () => {
    const preparations = startPreparations(seededRandom("silence"), notedProofs());
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    expect((await preparations.cast(tracker, async () => undefined)).version).to.equal(0n);
  });

  it("cannot be opened once it was cast, nor cast twice", async () => {
    const preparations = startPreparations(seededRandom("cast"), notedProofs());
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    await preparations.cast(tracker, unmoved);
    await errorOf(preparations.challenge(tracker), PreparationGoneError);
    const again = await errorOf(preparations.cast(tracker, unmoved), PreparationGoneError);
    expect(again.what).to.contain(tracker);
  });

  it("is forgotten when another is prepared, which has fresh scalars and another tracker", async () => {
    const preparations = startPreparations(seededRandom("anew"), notedProofs());
    const first = await preparations.prepare(election, voter, slot, yes);
    const second = await preparations.prepare(election, voter, slot, yes);
    expect(second.tracker).not.to.equal(first.tracker);
    await errorOf(preparations.challenge(first.tracker), PreparationGoneError);
    expect(checkOpening(second.tracker, election, await preparations.challenge(second.tracker))).to.deep.equal(yes);
  });

  it("is not made of choices that break the rules, and leaves none behind", async () => {
    const preparations = startPreparations(seededRandom("illegal"), notedProofs());
    const { tracker } = await preparations.prepare(election, voter, slot, yes);
    const both = [1, 1, 0, 0, 0, 0, 0, 0];
    const error = await errorOf(preparations.prepare(election, voter, slot, both), ChoicesIllegalError);
    expect(error.broken.rule).to.equal("maxTotal");
    await errorOf(preparations.challenge(tracker), PreparationGoneError);
  });

  it("of a page that lies is caught: whatever it opens, the code or the choices are wrong", async () => {
    const preparations = startPreparations(seededRandom("liar"), notedProofs());
    // The lying page encrypts "no" for a voter who chose "yes", and shows that ballot's code.
    const { tracker } = await preparations.prepare(election, voter, slot, no);
    const truth = await preparations.challenge(tracker);
    expect(checkOpening(tracker, election, truth)).to.deep.equal(no);
    const lie = { ...truth, choices: yes };
    expect((await errorOf(() => checkOpening(tracker, election, lie), OpeningMismatchError)).what).to.contain(tracker);
    // It cannot make the scalars fit either: the same scalars with "yes" give other ciphertexts.
    const words = (choices: readonly number[]) =>
      ciphertextWords(encryptChoices(choices, election.electionKey, truth.scalars));
    expect(words(yes)).not.to.deep.equal(words(no));
  });
});
