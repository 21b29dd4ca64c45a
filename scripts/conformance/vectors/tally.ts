import { GENERATOR, multiply, pointsEqual, subtract } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextsFromWords, ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { combineShares, evaluatePolynomial, factorial, lagrangeIntegers } from "../../../sdk/crypto/sharing.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { encryptChoices, messagesOf } from "../../../sdk/election/ballot.ts";
import { decryptCounts, extendedChain, subtotalOf, sumOfBallots } from "../../../sdk/election/tally.ts";
import { bigs, fields, list, pointOut, points, text, whole } from "../jsonValues.ts";
import type { Fields, Operation } from "../operation.ts";

/** A board of 2 of 3, by its polynomial: the election's secret key, and the shares of its seats. */
const COEFFICIENTS = [424242n, 99n];
const KEY = multiply(GENERATOR, 424242n);
const ZERO = `0x${"00".repeat(32)}`;

function words(choices: readonly number[], first: bigint): string[] {
  const scalars = Array.from({ length: choices.length / 2 }, (_, t) => first + BigInt(t));
  return ciphertextWords(encryptChoices(choices, KEY, scalars)).map(String);
}

const first = words([1, 0, 0, 1], 10n);
const second = words([0, 1, 0, 1], 20n);
const changed = words([0, 0, 1, 0], 30n);
const sum = sumOfBallots(
  [changed, second].map((one) => one.map(BigInt)),
  4,
);
const COUNTS = [0, 1, 1, 1];

function sharesOf(seats: readonly number[]): Fields[] {
  return seats.map((seat) => {
    const secret = evaluatePolynomial(COEFFICIENTS, seat);
    return { seat, share: ciphertextsFromWords(sum).map(({ c1 }) => pointOut(multiply(c1, secret))) };
  });
}

const opened: Fields = { sum: sum.map(String), trustees: 3, shares: sharesOf([1, 3]), counts: COUNTS };

/** The equations of P10.1; without shares those of an empty box. */
function countsOpen({ sum: words, trustees, shares, counts }: Fields): boolean {
  const given = list(shares).map(fields);
  const seats = given.map(({ seat }) => whole(seat));
  const messages = messagesOf(list(counts).map(whole));
  return ciphertextsFromWords(bigs(words)).every(({ c2 }, t) => {
    const rest = subtract(c2, multiply(GENERATOR, messages[t] as bigint));
    if (seats.length === 0) return pointsEqual(rest, { x: 0n, y: 1n });
    const parts = given.map(({ share }) => points(share)[t] as NonNullable<ReturnType<typeof points>[number]>);
    return pointsEqual(multiply(rest, factorial(whole(trustees))), combineShares(seats, parts, whole(trustees)));
  });
}

export const tally: Readonly<Record<string, Operation>> = {
  subtotal: {
    says: "Words of the sum of next - held over a batch (P7.5); `held` is empty for a first ballot.",
    inputs: [
      {
        ballotSize: 4,
        changes: [
          { next: first, held: [] },
          { next: second, held: [] },
        ],
      },
      { ballotSize: 4, changes: [{ next: changed, held: first }] },
      {
        ballotSize: 4,
        changes: [
          { next: first, held: [] },
          { next: changed, held: first },
        ],
      },
    ],
    compute: ({ changes, ballotSize }) => {
      const read = list(changes).map(fields);
      const all = read.map(({ next, held }) => ({ next: bigs(next), held: bigs(held) }));
      return { words: subtotalOf(all, whole(ballotSize)).map(String) };
    },
  },
  tallyChain: {
    says: "The tally chain after a further batch (P7.5), with 6 zero bytes behind; before the first one it is zeros.",
    inputs: [
      { chain: ZERO, subtotal: first },
      { chain: `0x${"c3".repeat(26)}${"00".repeat(6)}`, subtotal: second },
    ],
    compute: ({ chain, subtotal }) => ({ chain: extendedChain(text(chain), bigs(subtotal)) }),
  },
  sum: {
    says: "Words of the sum of what all slots hold, and its hash (P8.2); of an empty box the identity's.",
    inputs: [
      { ballotSize: 4, held: [] },
      { ballotSize: 4, held: [changed, second] },
    ],
    compute: ({ held, ballotSize }) => {
      const words = sumOfBallots(list(held).map(bigs), whole(ballotSize));
      return { words: words.map(String), hash: hashWords(words) };
    },
  },
  lagrange: {
    says: "Delta = n! and mu_j for each of the seats (P10.1); refused unless they are distinct, increasing, in 1 to n.",
    inputs: [
      { seats: [1, 3], trustees: 3 },
      { seats: [1, 2, 4], trustees: 5 },
      { seats: [5, 6, 7, 8, 9], trustees: 9 },
      { seats: [3, 1], trustees: 3 },
      { seats: [1, 4], trustees: 3 },
      { seats: [0, 1], trustees: 3 },
    ],
    compute: ({ seats, trustees }) => ({
      delta: String(factorial(whole(trustees))),
      mu: lagrangeIntegers(list(seats).map(whole), whole(trustees)).map(String),
    }),
  },
  countsOpen: {
    says: "Whether counts open a sum with the shares of some seats (P10.1); an empty box needs none.",
    inputs: [
      opened,
      { ...opened, shares: sharesOf([2, 3]) },
      { ...opened, counts: [1, 0, 1, 1] },
      { ...opened, shares: [sharesOf([1])[0] as Fields, { ...sharesOf([2])[0], seat: 3 } as Fields] },
      { ...opened, counts: [COUNTS[0] as number, COUNTS[1] as number, 2 ** 24 + 1, 0] },
      { sum: sumOfBallots([], 4).map(String), trustees: 3, shares: [], counts: [0, 0, 0, 0] },
      { sum: sumOfBallots([], 4).map(String), trustees: 3, shares: [], counts: [0, 1, 0, 0] },
    ],
    compute: (input) => ({ holds: countsOpen(input) }),
  },
  counts: {
    says: "The counts that a sum holds, by the shares of k seats, each count at most `bound` (P10.1); else refused.",
    inputs: [
      { sum: sum.map(String), trustees: 3, shares: sharesOf([1, 3]), bound: 2 },
      { sum: sum.map(String), trustees: 3, shares: sharesOf([1, 2]), bound: 2 },
      {
        sum: sum.map(String),
        trustees: 3,
        shares: [sharesOf([1])[0] as Fields, { ...sharesOf([2])[0], seat: 3 }],
        bound: 2,
      },
    ],
    compute: ({ sum: words, trustees, shares, bound }) => {
      const given = list(shares).map(fields);
      const read = given.map(({ seat, share }) => ({ seat: whole(seat), share: points(share) }));
      return { counts: decryptCounts(bigs(words), read, whole(trustees), whole(bound)).map(Number) };
    },
  },
};
