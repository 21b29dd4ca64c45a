import { expect } from "chai";
import { keccak256 } from "ethers";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { findCounts } from "../../../sdk/crypto/discreteLog.ts";
import { ciphertextWords, decryptToPoint } from "../../../sdk/crypto/elgamal.ts";
import {
  ballotVector,
  emptyWords,
  encryptChoices,
  heldHash,
  messagesOf,
  previousWords,
  ScalarCountError,
} from "../../../sdk/election/ballot.ts";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import { SAMPLE_CONSTITUTION } from "./sampleConstitution.ts";

const secret = 4242n;
const key = multiply(GENERATOR, secret);
const choices = [1, 2, 3, 4, 5, 6, 7, 255];
const scalars = [11n, 12n, 13n, 14n];

describe("ballot", () => {
  it("packs two options into a message, the second shifted by 24 bits", () => {
    expect(messagesOf([1, 2, 0, 255])).to.deep.equal([1n + (2n << 24n), 255n << 24n]);
  });

  it("encrypts choices so that the key's secret finds them", () => {
    const ciphertexts = encryptChoices(choices, key, scalars);
    const points = ciphertexts.map((ciphertext) => decryptToPoint(ciphertext, secret));
    expect(findCounts(points, 255).flat()).to.deep.equal(choices);
  });

  it("refuses another number of scalars than ciphertexts", () => {
    expect(() => encryptChoices(choices, key, scalars.slice(1))).to.throw(ScalarCountError);
  });

  it("makes the vector of nullifier, version, previous and next", () => {
    const next = ciphertextWords(encryptChoices(choices, key, scalars));
    const x = ballotVector({ nullifier: 5n, version: 0n, held: [], next }, false);
    expect(x).to.have.length(2 + 4 * 8);
    expect(x).to.deep.equal([5n, 0n, ...emptyWords(8), ...next]);
  });

  it("takes as previous what the slot holds only in a masked election", () => {
    const held = Array.from({ length: 16 }, (_, i) => BigInt(i));
    expect(previousWords(false, held, 8)).to.deep.equal(emptyWords(8));
    expect(previousWords(true, held, 8)).to.deep.equal(held);
    expect(previousWords(true, [], 8)).to.deep.equal(emptyWords(8));
    expect(emptyWords(8).slice(0, 4)).to.deep.equal([0n, 1n, 0n, 1n]);
  });

  it("stores the low 224 bits of the held words' hash", () => {
    const word = `0x${"0".repeat(63)}1`;
    expect(heldHash([1n])).to.equal(BigInt(`0x${keccak256(word).slice(10)}`));
  });

  it("orders the constants as the contract folds them", () => {
    const rules = {
      ...SAMPLE_CONSTITUTION.rules,
      optionCount: 2,
      maxPerOption: 3,
      minTotal: 4,
      maxTotal: 5,
      costs: [6, 7],
      budget: 8,
      credits: 9,
      distinct: true,
    };
    const constants = ballotConstants(
      { ...SAMPLE_CONSTITUTION, rules, masked: true },
      { scope: 100n, censusRoot: 101n, electionKey: { x: 102n, y: 103n } },
    );
    expect(constants).to.deep.equal([
      100n,
      101n,
      102n,
      103n,
      2n,
      3n,
      4n,
      5n,
      6n,
      7n,
      0n,
      0n,
      0n,
      0n,
      0n,
      0n,
      8n,
      9n,
      1n,
      1n,
    ]);
  });
});
