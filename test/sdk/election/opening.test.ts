import { expect } from "chai";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextWords, EncryptionRandomnessZeroError } from "../../../sdk/crypto/elgamal.ts";
import { NumberTooLargeError, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { TrackerChecksumError, trackerOf } from "../../../sdk/crypto/tracker.ts";
import { encryptChoices, ScalarCountError } from "../../../sdk/election/ballot.ts";
import { ChoicesIllegalError } from "../../../sdk/election/ballotRules.ts";
import {
  checkOpening,
  encodeOpening,
  type OpenedElection,
  type Opening,
  OpeningMalformedError,
  OpeningMismatchError,
  OpeningOfAnotherElectionError,
  parseOpening,
} from "../../../sdk/election/opening.ts";
import { encryptBallot } from "../../../sdk/proofs/ballotProof.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../seededRandom.ts";
import { SAMPLE_CONSTITUTION } from "./sampleConstitution.ts";

const election: OpenedElection = {
  ballotSize: SAMPLE_CONSTITUTION.ballotSize,
  rules: SAMPLE_CONSTITUTION.rules,
  chainId: 31337n,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  electionKey: multiply(GENERATOR, 4242n),
};
const yes = [1, 0, 0, 0, 0, 0, 0, 0];
const no = [0, 1, 0, 0, 0, 0, 0, 0];
const slot = { nullifier: 777n, version: 2n };

const encrypted = encryptBallot(election, yes, seededRandom("opening"));
const opening: Opening = {
  ...slot,
  chainId: election.chainId,
  election: election.election,
  choices: encrypted.choices,
  scalars: encrypted.scalars,
};
const commitment = trackerOf({
  ...slot,
  election: election.election,
  next: ciphertextWords(encrypted.ciphertexts),
});

describe("The opening of a challenged ballot (P14)", () => {
  it("shows the choices that the device encrypted, from the code as people type it", () => {
    expect(checkOpening(commitment, election, opening)).to.deep.equal(yes);
    expect(checkOpening(commitment.toLowerCase().replaceAll("-", " "), election, opening)).to.deep.equal(yes);
  });

  it("survives its text, which is always the same", () => {
    const text = encodeOpening(opening);
    expect(parseOpening(text)).to.deep.equal(opening);
    expect(encodeOpening(parseOpening(text))).to.equal(text);
  });

  it("catches a device that encrypts another choice and opens what the voter chose", async () => {
    const tampered = encryptChoices(no, election.electionKey, encrypted.scalars);
    const shown = trackerOf({ ...slot, election: election.election, next: ciphertextWords(tampered) });
    const error = await errorOf(() => checkOpening(shown, election, opening), OpeningMismatchError);
    expect(error.code).to.equal("OPENING_MISMATCH");
    expect(error.what).to.contain(shown).and.contain(commitment);
  });

  it("shows the other choice if the device opens what it really encrypted", () => {
    const tampered = encryptChoices(no, election.electionKey, encrypted.scalars);
    const shown = trackerOf({ ...slot, election: election.election, next: ciphertextWords(tampered) });
    expect(checkOpening(shown, election, { ...opening, choices: no })).to.deep.equal(no);
  });

  it("catches a device that encrypts to another key than the election's", async () => {
    const own = encryptChoices(yes, multiply(GENERATOR, 5n), encrypted.scalars);
    const shown = trackerOf({ ...slot, election: election.election, next: ciphertextWords(own) });
    expect((await errorOf(() => checkOpening(shown, election, opening), OpeningMismatchError)).code).to.equal(
      "OPENING_MISMATCH",
    );
  });

  const forgeries: readonly (readonly [string, Partial<Opening>])[] = [
    ["other choices", { choices: no }],
    ["one scalar changed by one", { scalars: encrypted.scalars.map((scalar, t) => (t === 3 ? scalar + 1n : scalar)) }],
    ["scalars in another order", { scalars: encrypted.scalars.toReversed() }],
    ["the nullifier of another slot", { nullifier: 778n }],
    ["another version", { version: 3n }],
  ];
  for (const [what, forged] of forgeries) {
    it(`is refused with ${what}`, async () => {
      const error = await errorOf(
        () => checkOpening(commitment, election, { ...opening, ...forged }),
        OpeningMismatchError,
      );
      expect(error.what).to.contain(commitment);
    });
  }

  it("is refused with choices that break the rules, though they match the commitment", async () => {
    const both = [1, 1, 0, 0, 0, 0, 0, 0];
    const next = ciphertextWords(encryptChoices(both, election.electionKey, encrypted.scalars));
    const shown = trackerOf({ ...slot, election: election.election, next });
    const error = await errorOf(
      () => checkOpening(shown, election, { ...opening, choices: both }),
      ChoicesIllegalError,
    );
    expect(error.broken).to.deep.equal({ rule: "maxTotal", found: 2, limit: 1 });
  });

  it("is refused with a second spelling of a scalar, a scalar of 0 and a missing one", async () => {
    const [first = 0n, ...rest] = encrypted.scalars;
    const withScalars = (scalars: readonly bigint[]) => () =>
      checkOpening(commitment, election, { ...opening, scalars });
    const beyond = await errorOf(withScalars([first + SUBGROUP_ORDER, ...rest]), NumberTooLargeError);
    expect(beyond.what).to.contain(String(first + SUBGROUP_ORDER));
    expect((await errorOf(withScalars([0n, ...rest]), EncryptionRandomnessZeroError)).code).to.equal(
      "ENCRYPTION_RANDOMNESS_ZERO",
    );
    expect((await errorOf(withScalars(rest), ScalarCountError)).what).to.contain("3 random scalars for 4");
  });

  it("is refused for another election or another chain", async () => {
    const elsewhere = { ...election, election: SAMPLE_CONSTITUTION.board };
    const error = await errorOf(() => checkOpening(commitment, elsewhere, opening), OpeningOfAnotherElectionError);
    expect(error.what).to.contain(election.election).and.contain(SAMPLE_CONSTITUTION.board);
    const chain = await errorOf(
      () => checkOpening(commitment, { ...election, chainId: 1n }, opening),
      OpeningOfAnotherElectionError,
    );
    expect(chain.what).to.contain("chain 31337").and.contain("chain 1");
  });

  it("is not blamed on the device when the code is mistyped", async () => {
    const last = commitment.endsWith("0") ? "1" : "0";
    expect(
      (await errorOf(() => checkOpening(commitment.slice(0, -1) + last, election, opening), TrackerChecksumError)).code,
    ).to.equal("TRACKER_CHECKSUM");
  });

  it("is refused as text that is not one, with the field named", async () => {
    const text = encodeOpening(opening);
    const malformed: readonly (readonly [string, string])[] = [
      ["{", "not JSON"],
      ["[]", "the whole"],
      [text.replace("hanpyo-opening-1", "hanpyo-ballot-1"), "format"],
      [text.replace('"version":"2"', '"version":"02"'), "version"],
      [text.replace('"version":"2"', '"version":2'), "version"],
      [text.replace('"choices":[1', '"choices":[-1'), "choices.0"],
      [text.replace("}", ',"extra":1}'), "extra"],
    ];
    for (const [wrong, reason] of malformed) {
      expect((await errorOf(() => parseOpening(wrong), OpeningMalformedError)).what).to.contain(reason);
    }
  });
});
