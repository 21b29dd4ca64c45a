import { expect } from "chai";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { ciphertextsFromWords, decryptToPoint } from "../../sdk/crypto/elgamal.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { messagesOf } from "../../sdk/election/ballot.ts";
import { brokenRule } from "../../sdk/election/ballotRules.ts";
import type { BallotRules } from "../../sdk/election/constitution.ts";
import { nullifierOf } from "../../sdk/proofs/ballotProof.ts";
import {
  type BallotCase,
  ballotCase,
  electionSecret,
  member,
  neighbour,
  outsider,
  smallElection,
} from "./ballotCase.ts";
import { type Circuit, signal, testCircuit, type Witness } from "./harness/circuit.ts";
import { expectFail, expectForgeryRefused, expectPass } from "./harness/expectWitness.ts";
import { altered } from "./harness/forge.ts";

const DEPTH = 2;
const OPTIONS = 4;

describe("the ballot circuit", () => {
  let ballot: Circuit;
  const masked = smallElection(OPTIONS, {}, true);
  const unmasked = smallElection(OPTIONS);
  const blank = [0, 0, 0, 0];
  /** What the member's slot holds after a first ballot. */
  const first = ballotCase({ election: masked, depth: DEPTH, choices: [3, 1, 0, 2] });
  const usedSlot = { version: 1n, held: first.next };

  before(async function () {
    this.timeout(600_000);
    const main = `Ballot(${DEPTH}, ${OPTIONS})`;
    ballot = await testCircuit({ name: "ballot-2-4", file: "circuits/ballot.circom", main });
  });

  const make = (given: Partial<BallotCase>) =>
    ballotCase({ election: unmasked, depth: DEPTH, choices: [1, 0, 0, 2], ...given });

  function expectCast(given: Partial<BallotCase>): Witness {
    const { input, binding } = make(given);
    const witness = expectPass(ballot, input);
    expect(signal(ballot, witness, "digest")).to.equal(binding.digest);
    expect(signal(ballot, witness, "evaluation")).to.equal(binding.evaluation);
    return witness;
  }

  describe("completeness", () => {
    const rules: Partial<BallotRules> = { maxPerOption: 2, maxTotal: 4 };
    for (const optionCount of [2, 3]) {
      it(`accepts every legal ballot of ${optionCount} options, and refuses every other up to 3 points each`, function () {
        this.timeout(600_000);
        const election = smallElection(OPTIONS, { ...rules, optionCount });
        const all = Array.from({ length: 4 ** optionCount }, (_, n) => blank.map((_, i) => (n >> (2 * i)) & 3));
        const legal = all.filter((choices) => brokenRule(election.rules, OPTIONS, choices) === undefined);
        expect(legal.length).to.equal(optionCount === 2 ? 9 : 23);
        for (const choices of legal) expectCast({ election, choices });
        for (const choices of all.filter((choices) => !legal.includes(choices))) {
          expectFail(ballot, make({ election, choices }).input, "in <==");
        }
      });
    }

    it("accepts ballots for every version, for every place in the census, and in a census of one", () => {
      expectCast({ slot: { version: 2n ** 32n - 1n, held: [] } });
      expectCast({ voter: neighbour });
      const alone = { ...unmasked, censusRoot: member.commitment };
      expectCast({ election: alone, roll: [member] });
      expectFail(
        ballot,
        make({ election: alone, voter: outsider, roll: [outsider] }).input,
        "(root - censusRoot) === 0",
      );
    });
  });

  describe("identity, group and slot", () => {
    it("refuses another slot than Poseidon(scope, secret)", () => {
      const own = nullifierOf(unmasked.scope, member.secretScalar);
      for (const nullifier of [own + 1n, 0n, nullifierOf(unmasked.scope, neighbour.secretScalar)]) {
        expectFail(ballot, make({ nullifier }).input, "(nullifier - own) === 0");
      }
      const elsewhere = { ...unmasked, scope: unmasked.scope + 1n };
      expectFail(ballot, make({ election: elsewhere, nullifier: own }).input, "(nullifier - own) === 0");
    });

    it("refuses who is not in the census, and another census", () => {
      const refused = "(root - censusRoot) === 0";
      expectFail(ballot, make({ voter: outsider, roll: [neighbour, outsider] }).input, refused);
      expectFail(ballot, make({ election: { ...unmasked, censusRoot: unmasked.censusRoot + 1n } }).input, refused);
      expectFail(ballot, { ...make({}).input, secret: outsider.secretScalar }, refused);
    });

    it("gives root 0 for a path longer than the circuit's, so root 0 must never be a census", () => {
      const input = { ...make({}).input, merkleProofLength: DEPTH + 1 };
      expectFail(ballot, input, "(root - censusRoot) === 0");
      expectPass(ballot, { ...input, censusRoot: 0n });
    });

    it("refuses the secret's other representatives, which would have other slots", () => {
      for (const secret of [member.secretScalar + SUBGROUP_ORDER, SUBGROUP_ORDER, FIELD_ORDER - 1n]) {
        const nullifier = nullifierOf(unmasked.scope, secret);
        expectFail(ballot, { ...make({ nullifier }).input, secret }, "Semaphore(DEPTH)(");
      }
    });

    it("refuses a path index of more bits than the depth", () => {
      for (const merkleProofIndex of [4n, FIELD_ORDER - 1n]) {
        expectFail(ballot, { ...make({}).input, merkleProofIndex }, "Semaphore(DEPTH)(");
      }
    });
  });

  describe("binding", () => {
    it("binds slot, version, what the slot held, and what it will hold", () => {
      const honest = expectCast({ election: masked, slot: usedSlot });
      const names = [
        "nullifier",
        "version",
        "previous[0][0]",
        "previous[1][3]",
        "next[0][0]",
        "next[1][2]",
        "challenge",
      ];
      for (const name of names) {
        expectForgeryRefused(ballot, altered(ballot, honest, { [name]: signal(ballot, honest, name) + 1n }), name);
      }
    });

    it("makes another digest of another version, so that a ballot cannot be replayed", () => {
      const { input } = make({});
      const digests = [0n, 1n, 2n].map((version) =>
        signal(ballot, expectPass(ballot, { ...input, version }), "digest"),
      );
      expect(new Set(digests).size).to.equal(3);
    });

    it("ties every constant of the election", () => {
      const honest = expectCast({ election: masked, slot: usedSlot });
      const names = [
        "scope",
        "censusRoot",
        "electionKey[0]",
        "electionKey[1]",
        "optionCount",
        "maxPerOption",
        "minTotal",
      ];
      for (const name of [...names, "maxTotal", "costs[0]", "costs[3]", "budget", "credits", "distinct"]) {
        expectForgeryRefused(ballot, altered(ballot, honest, { [name]: signal(ballot, honest, name) + 1n }), name);
      }
    });
  });

  describe("covers", () => {
    /** A cover by whoever is nobody, over the member's slot. */
    const nullifier = nullifierOf(masked.scope, member.secretScalar);
    const covering = { election: masked, voter: outsider, roll: [outsider], slot: usedSlot, nullifier, cover: true };

    it("re-randomise what the slot holds: other ciphertexts of the same choices, by anybody", () => {
      const { input, next, binding } = make({ ...covering, choices: blank });
      const witness = expectPass(ballot, input);
      expect(signal(ballot, witness, "digest")).to.equal(binding.digest);
      expect(next).not.to.deep.equal(usedSlot.held);
      const points = (words: readonly bigint[]) =>
        ciphertextsFromWords(words).map((ciphertext) => decryptToPoint(ciphertext, electionSecret));
      expect(points(next)).to.deep.equal(points(usedSlot.held));
      expect(points(next)).to.deep.equal(messagesOf([3, 1, 0, 2]).map((message) => multiply(GENERATOR, message)));
      const words = [0, 1].flatMap((t) => [0, 1, 2, 3].map((p) => signal(ballot, witness, `next[${t}][${p}]`)));
      expect(words).to.deep.equal(next);
    });

    it("owe no minimum of points", () => {
      const election = smallElection(OPTIONS, { minTotal: 1 }, true);
      expectCast({ ...covering, election, choices: blank });
      expectFail(ballot, make({ election, choices: blank }).input, "aboveMinimum.in");
    });

    it("are refused in an unmasked election, over an unused slot, and with points", () => {
      expectFail(ballot, make({ ...covering, election: unmasked, choices: blank }).input, "cover * (1 - mask) === 0");
      const unused = { version: 0n, held: usedSlot.held };
      expectFail(ballot, make({ ...covering, slot: unused, choices: blank }).input, "cover * isFirst === 0");
      for (const option of [0, 1, 2, 3]) {
        const choices = blank.with(option, 1);
        expectFail(ballot, make({ ...covering, choices }).input, "cover * choices[i] === 0");
      }
    });

    it("are a bit", () => {
      for (const cover of [2n, FIELD_ORDER - 1n]) {
        for (const who of [{ ...covering }, { election: masked, slot: usedSlot }]) {
          expectFail(ballot, { ...make({ ...who, choices: blank }).input, cover }, "cover * (1 - cover) === 0");
        }
      }
    });

    it("are no way round the census: where masked, a vote still needs membership and the own slot", () => {
      const vote = { ...covering, cover: false };
      expectFail(ballot, make(vote).input, "(root - censusRoot) === 0");
      expectFail(
        ballot,
        make({ ...vote, voter: member, roll: [neighbour, member], nullifier: nullifier + 1n }).input,
        "(nullifier - own) === 0",
      );
      expectCast({ election: masked, slot: usedSlot });
    });

    it("apart, what the slot held leaves what it will hold as it is, even where it is no point", () => {
      const { input } = make({ election: masked, slot: usedSlot });
      const nextOf = (witness: Witness) =>
        [0, 1].flatMap((t) => [0, 1, 2, 3].map((p) => signal(ballot, witness, `next[${t}][${p}]`)));
      const expected = nextOf(expectPass(ballot, input));
      for (const word of [0n, 1n, 5n, FIELD_ORDER - 1n]) {
        const previous = [0, 1].map(() => [word, word, word, word]);
        expect(nextOf(expectPass(ballot, { ...input, previous }))).to.deep.equal(expected);
      }
    });
  });
});
