import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { bindBallot } from "../../../sdk/crypto/ballotDigest.ts";
import { ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { formatTracker, parseTracker, trackerNumber } from "../../../sdk/crypto/tracker.ts";
import { ballotVector, encryptChoices, heldHash, messagesOf } from "../../../sdk/election/ballot.ts";
import { brokenRule } from "../../../sdk/election/ballotRules.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { signedDigits } from "../../../sdk/election/signedDigits.ts";
import { big, bigs, flag, list, point, pointOut, text, whole } from "../jsonValues.ts";
import type { Fields, Operation } from "../operation.ts";

const KEY = multiply(GENERATOR, 424242n);
const ELECTION = "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB";

/** Words of a ballot of so many options, made with scalars 1, 2 and so on. */
function words(ballotSize: number, first = 1n): string[] {
  const choices = Array.from({ length: ballotSize }, (_, option) => (option % 3 === 0 ? 1 : 0));
  const scalars = Array.from({ length: ballotSize / 2 }, (_, t) => first + BigInt(t));
  return ciphertextWords(encryptChoices(choices, KEY, scalars)).map(String);
}

const rules: BallotRules = {
  ...{ optionCount: 3, maxPerOption: 3, minTotal: 1, maxTotal: 6 },
  ...{ budget: NO_BUDGET, credits: NO_CREDITS, distinct: false, costs: [10, 20, 0] },
};

const ballot = (ballotSize: number, version: string, held: string[], masked = false): Fields => ({
  ...{ nullifier: "77", version, held, next: words(ballotSize), masked },
});

export const ballots: Readonly<Record<string, Operation>> = {
  messages: {
    says: "m_t = v[2t] + v[2t+1] 2^24 (P5.2), of choices and of counts alike.",
    inputs: [{ choices: [0, 0, 0, 0] }, { choices: [1, 2, 3, 255] }, { choices: [16_777_215, 16_777_215] }],
    compute: ({ choices }) => ({ messages: messagesOf(list(choices).map(whole)).map(String) }),
  },
  legalChoices: {
    says: "Whether choices obey the rules of P5.1.",
    inputs: [
      { rules, choices: [1, 0, 0, 0] },
      { rules, choices: [0, 0, 0, 0] },
      { rules, choices: [3, 3, 0, 0] },
      { rules, choices: [3, 3, 1, 0] },
      { rules, choices: [4, 0, 0, 0] },
      { rules, choices: [1, 0, 0, 1] },
      { rules, choices: [1, 0, 0] },
      { rules: { ...rules, budget: 30 }, choices: [1, 1, 3, 0] },
      { rules: { ...rules, budget: 29 }, choices: [1, 1, 3, 0] },
      { rules: { ...rules, credits: 9 }, choices: [2, 2, 1, 0] },
      { rules: { ...rules, credits: 8 }, choices: [2, 2, 1, 0] },
      { rules: { ...rules, distinct: true }, choices: [3, 2, 1, 0] },
      { rules: { ...rules, distinct: true }, choices: [2, 2, 1, 0] },
      { rules: { ...rules, distinct: true }, choices: [0, 0, 1, 0] },
    ],
    compute: ({ rules: given, choices }) => ({
      legal: brokenRule(given as unknown as BallotRules, 4, list(choices).map(whole)) === undefined,
    }),
  },
  encrypt: {
    says: "The words of a ballot's ciphertexts (P5.2, P5.3): one scalar for each; a scalar of 0 is refused.",
    inputs: [
      { choices: [1, 0, 0, 1], electionKey: pointOut(KEY), scalars: ["1", "2"] },
      { choices: [3, 255, 0, 7], electionKey: pointOut(KEY), scalars: [String(SUBGROUP_ORDER - 1n), "20260601"] },
      { choices: [1, 0, 0, 1], electionKey: pointOut(KEY), scalars: ["0", "2"] },
      { choices: [1, 0, 0, 1], electionKey: pointOut(KEY), scalars: ["1"] },
    ],
    compute: ({ choices, electionKey, scalars }) => ({
      words: ciphertextWords(encryptChoices(list(choices).map(whole), point(electionKey), bigs(scalars))).map(String),
    }),
  },
  bindBallot: {
    says: "x of P5.3 with digest, challenge and evaluation of P5.4; `held` is empty for version 0.",
    inputs: [
      ballot(4, "0", []),
      ballot(4, "3", words(4, 50n)),
      ballot(4, "3", words(4, 50n), true),
      ballot(8, "0", []),
      ballot(32, "0", []),
    ],
    compute: ({ nullifier, version, held, next, masked }) => {
      const given = { nullifier: big(nullifier), version: big(version), held: bigs(held), next: bigs(next) };
      const x = ballotVector(given, flag(masked));
      const { digest, challenge, evaluation } = bindBallot(x);
      return { x: x.map(String), digest: String(digest), challenge: String(challenge), evaluation: String(evaluation) };
    },
  },
  heldHash: {
    says: "What a slot keeps of the words that it holds (P7.2): the low 224 bits of their hash.",
    inputs: [{ words: words(4) }, { words: words(8) }],
    compute: (input) => ({ hash: String(heldHash(bigs(input.words))) }),
  },
  tracker: {
    says: "The tracker of a ballot (P5.6), as a number and as people read it.",
    inputs: [
      { election: ELECTION, nullifier: "77", version: "0", next: words(4) },
      { election: ELECTION, nullifier: "77", version: "1", next: words(8) },
    ],
    compute: ({ election, nullifier, version, next }) => {
      const tracked = { election: text(election), nullifier: big(nullifier), version: big(version), next: bigs(next) };
      const number = trackerNumber(tracked);
      return { number: String(number), text: formatTracker(number) };
    },
  },
  readTracker: {
    says: "A tracker as people type it (P5.6): any case, blanks and hyphens, O for 0, I and L for 1; else refused.",
    inputs: [
      { text: formatTracker(2n ** 128n - 1n) },
      { text: formatTracker(20260601n).toLowerCase().replaceAll("-", " ") },
      { text: formatTracker(1n).replaceAll("0", "O").replaceAll("1", "l") },
      { text: formatTracker(20260601n).replace(/^0000/, "0001") },
      { text: formatTracker(20260601n).slice(1) },
      { text: `Z${formatTracker(0n).slice(1)}` },
    ],
    compute: (input) => ({ number: String(parseTracker(text(input.text))) }),
  },
  signedDigits: {
    says: "A scalar as circuits take it (P6, Digits): 126 signs and 125 magnitudes.",
    inputs: ["0", "1", "2", String(SUBGROUP_ORDER - 1n)].map((scalar) => ({ scalar })),
    compute: ({ scalar }) => {
      const { negative, tripled } = signedDigits(big(scalar));
      return { negative: negative.join(""), tripled: tripled.join("") };
    },
  },
};
