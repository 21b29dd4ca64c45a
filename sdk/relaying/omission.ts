import type { Provider } from "ethers";
import { z } from "zod";
import { type BallotPlace, readBallotPlace } from "../chain/slots.ts";
import { trackerOf } from "../crypto/tracker.ts";
import { type Acknowledgement, acknowledgementSchema, checkAcknowledgement } from "../election/acknowledgement.ts";
import { type BallotPackage, ballotPackageOf, ballotPackageSchema } from "../election/ballotPackage.ts";
import { HanpyoError, told } from "../errors.ts";

export const omissionSchema = z.strictObject({
  format: z.literal("hanpyo-omission-1"),
  tracker: z.string(),
  relayer: z.string(),
  acknowledgement: acknowledgementSchema,
  package: ballotPackageSchema,
});

/** What a voter keeps against a relayer: the ballot, and the signature under which the relayer took it. */
export type Omission = {
  readonly tracker: string;
  /** Where the relayer listened. */
  readonly relayer: string;
  readonly acknowledgement: Acknowledgement;
  readonly ballot: BallotPackage;
};

/** What the chain says of a relayer's promise (P7.6). */
export type PromiseState =
  /** In a block by the deadline. */
  | { readonly state: "kept"; readonly blockNumber: number }
  /** Another ballot of the same voter took the version by the deadline: the relayer is not to blame. */
  | { readonly state: "displaced"; readonly blockNumber: number }
  /** The deadline has not passed. */
  | { readonly state: "pending" }
  /** The deadline passed without the ballot; `blockNumber` is where it, or another one, came after all. */
  | { readonly state: "broken"; readonly blockNumber?: number };

export class OmissionMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "OMISSION_MALFORMED",
      told`This is not the evidence of a broken promise: ${{ reason }}`,
      "Give the file as the voter's page saved it",
    );
  }
}

export class OmissionUndecidedError extends HanpyoError {
  constructor(block: number | string) {
    super("OMISSION_UNDECIDED", told`The node does not give block ${{ block }}`, "Ask another node");
  }
}

/**
 * The evidence as JSON text, of a ballot's package and an acknowledgement as texts. It holds neither choices nor
 * identity; whoever has it may also submit the ballot.
 */
export function encodeOmission(kept: {
  readonly tracker: string;
  readonly relayer: string;
  readonly acknowledgement: string;
  readonly package: string;
}): string {
  const value = {
    format: "hanpyo-omission-1",
    tracker: kept.tracker,
    relayer: kept.relayer,
    acknowledgement: JSON.parse(kept.acknowledgement) as unknown,
    package: JSON.parse(kept.package) as unknown,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Reads evidence from its text. Only that the tracker is the ballot's is checked. Throws `OmissionMalformedError`. */
export function parseOmission(text: string): Omission {
  const parsed = omissionSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue;
    throw new OmissionMalformedError(`${path.join(".") || "the whole"}: ${message}`);
  }
  const { tracker, relayer, acknowledgement } = parsed.data;
  const ballot = ballotPackageOf(parsed.data.package);
  if (tracker !== trackerOf({ ...ballot.ballot, election: ballot.election })) {
    throw new OmissionMalformedError("its tracker is another ballot's");
  }
  return { tracker, relayer, acknowledgement, ballot };
}

/**
 * Whether a relayer kept its promise, by the chain as a node sees it now (P7.6). `relayer` is the account that the
 * organizer announced. Throws `AcknowledgementInvalidError` if it did not promise this ballot.
 */
export async function judgeOmission(
  { acknowledgement, ballot }: Omission,
  relayer: string,
  provider: Provider,
): Promise<PromiseState> {
  checkAcknowledgement(acknowledgement, { ...ballot, relayer });
  const { deadline } = acknowledgement;
  // The time first: a ballot that a later block holds is then late, never overlooked.
  const now = await timeOf("latest", provider);
  const place: BallotPlace = await readBallotPlace(ballot.election, ballot.ballot, provider);
  if (place.place !== "cast" && place.place !== "displaced") {
    return now > deadline ? { state: "broken" } : { state: "pending" };
  }
  const { blockNumber } = place;
  if ((await timeOf(blockNumber, provider)) > deadline) return { state: "broken", blockNumber };
  return { state: place.place === "cast" ? "kept" : "displaced", blockNumber };
}

/** A block's time, Unix seconds. */
async function timeOf(block: number | "latest", provider: Provider): Promise<number> {
  const found = await provider.getBlock(block);
  if (found === null) throw new OmissionUndecidedError(block);
  return found.timestamp;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OmissionMalformedError("it is not JSON");
  }
}
