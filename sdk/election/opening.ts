import { getAddress } from "ethers";
import { z } from "zod";
import type { Point } from "../crypto/babyjubjub.ts";
import { ciphertextWords } from "../crypto/elgamal.ts";
import { checkedBelow, SUBGROUP_ORDER } from "../crypto/field.ts";
import { formatTracker, parseTracker, trackerNumber } from "../crypto/tracker.ts";
import { HanpyoError, told } from "../errors.ts";
import { encryptChoices } from "./ballot.ts";
import { checkChoices } from "./ballotRules.ts";
import type { Constitution } from "./constitution.ts";

/** What opens a challenged ballot (P14.3). Whoever has it knows the choices; the ballot itself is never cast. */
export type Opening = {
  readonly chainId: bigint;
  readonly election: string;
  readonly nullifier: bigint;
  readonly version: bigint;
  /** `ballotSize` whole numbers. */
  readonly choices: readonly number[];
  /** One scalar for each ciphertext. */
  readonly scalars: readonly bigint[];
};

/** What the checker read of the election itself, and not from the device under test. */
export type OpenedElection = Pick<Constitution, "ballotSize" | "rules"> & {
  readonly chainId: bigint;
  readonly election: string;
  readonly electionKey: Point;
};

const MOST_OPTIONS = 32;
const word = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits");

export const openingSchema = z.strictObject({
  format: z.literal("hanpyo-opening-1"),
  chainId: word,
  election: z.string().regex(/^0x[0-9a-fA-F]{40}$/, "an address"),
  nullifier: word,
  version: word,
  choices: z.array(z.number().int().nonnegative()).max(MOST_OPTIONS),
  scalars: z.array(word).max(MOST_OPTIONS / 2),
});

export class OpeningMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "OPENING_MALFORMED",
      told`This is not an opened ballot: ${{ reason }}`,
      "Give the whole text that the device shows",
    );
  }
}

export class OpeningOfAnotherElectionError extends HanpyoError {
  constructor(found: string, expected: string) {
    super(
      "OPENING_OF_ANOTHER_ELECTION",
      told`The opened ballot is of ${{ found }}, not of ${{ expected }}`,
      "Look at the election that the device shows; if it is this one, the device lies: do not vote with it",
    );
  }
}

/** The device committed to another ballot than the one that it opened. */
export class OpeningMismatchError extends HanpyoError {
  constructor(found: string, expected: string) {
    super(
      "OPENING_MISMATCH",
      told`The opened choices encrypt to the ballot ${{ found }}, but the device had committed to ${{ expected }}`,
      "Do not vote with this device or page; keep both codes and report them to the election office",
    );
  }
}

/** The opening as JSON text, for a QR code or a file; the same opening always gives the same text. */
export function encodeOpening({ chainId, election, nullifier, version, choices, scalars }: Opening): string {
  const value: z.infer<typeof openingSchema> = {
    format: "hanpyo-opening-1",
    chainId: String(chainId),
    election: getAddress(election.toLowerCase()),
    nullifier: String(nullifier),
    version: String(version),
    choices: [...choices],
    scalars: scalars.map(String),
  };
  return JSON.stringify(value);
}

/** Reads an opening from its text. Its numbers are not checked for their ranges. Throws `OpeningMalformedError`. */
export function parseOpening(text: string): Opening {
  const parsed = openingSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue;
    throw new OpeningMalformedError(`${path.join(".") || "the whole"}: ${message}`);
  }
  const { chainId, election, nullifier, version, choices, scalars } = parsed.data;
  return {
    chainId: BigInt(chainId),
    election: getAddress(election.toLowerCase()),
    nullifier: BigInt(nullifier),
    version: BigInt(version),
    choices,
    scalars: scalars.map(BigInt),
  };
}

/**
 * The tracker that a ballot with this opening has in an election: encrypts the choices again (P14.4).
 * Throws `OpeningOfAnotherElectionError`, `ChoicesIllegalError`, `ScalarCountError`, `NumberTooLargeError` or
 * `EncryptionRandomnessZeroError`.
 */
export function trackerOfOpening(expected: OpenedElection, opening: Opening): string {
  const nameOf = (one: Pick<Opening, "chainId" | "election">) =>
    `${getAddress(one.election.toLowerCase())} on chain ${one.chainId}`;
  if (nameOf(opening) !== nameOf(expected)) {
    throw new OpeningOfAnotherElectionError(nameOf(opening), nameOf(expected));
  }
  checkChoices(expected.rules, expected.ballotSize, opening.choices);
  for (const scalar of opening.scalars) checkedBelow(scalar, SUBGROUP_ORDER);
  const next = ciphertextWords(encryptChoices(opening.choices, expected.electionKey, opening.scalars));
  return formatTracker(trackerNumber({ ...opening, next }));
}

/**
 * Checks that an opened ballot is the one that the device had committed to (P14.4).
 * @param commitment The code as the voter noted it before choosing to challenge; any case and grouping.
 * @returns The choices that the device had really encrypted.
 * Throws `OpeningMismatchError`, what `trackerOfOpening` throws, or what `parseTracker` throws for a mistyped code.
 */
export function checkOpening(commitment: string, expected: OpenedElection, opening: Opening): readonly number[] {
  const noted = formatTracker(parseTracker(commitment));
  const found = trackerOfOpening(expected, opening);
  if (found !== noted) throw new OpeningMismatchError(found, noted);
  return opening.choices;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OpeningMalformedError("it is not JSON");
  }
}
