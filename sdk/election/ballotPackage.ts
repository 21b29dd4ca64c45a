import { getAddress } from "ethers";
import { z } from "zod";
import { HanpyoError, told } from "../errors.ts";
import type { Ballot, ProofWords } from "./ballot.ts";

const word = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits")
  .meta({ description: "A number in canonical decimal digits" });

/** Words of the largest ballot, of 32 options. */
const MOST_WORDS = 64;

/** A proved ballot with where it belongs: what a relayer takes, and a file that anybody can submit. */
export const ballotPackageSchema = z.strictObject({
  format: z.literal("hanpyo-ballot-1"),
  chainId: word,
  election: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  ballot: z.strictObject({
    nullifier: word,
    version: word,
    held: z.array(word).max(MOST_WORDS),
    next: z.array(word).max(MOST_WORDS),
    digest: word,
    proof: z.array(word).length(8),
  }),
});

/** A ballot and the election it was proved for. It shows nothing about the voter or the choices. */
export type BallotPackage = { readonly chainId: bigint; readonly election: string; readonly ballot: Ballot };

export class BallotPackageMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "BALLOT_PACKAGE_MALFORMED",
      told`This is not a ballot's package: ${{ reason }}`,
      "Give the package as the voter's device wrote it",
    );
  }
}

/** The package as JSON text; the same package always gives the same text. */
export function encodeBallotPackage({ chainId, election, ballot }: BallotPackage): string {
  const value: z.infer<typeof ballotPackageSchema> = {
    format: "hanpyo-ballot-1",
    chainId: String(chainId),
    election: getAddress(election.toLowerCase()),
    ballot: {
      nullifier: String(ballot.nullifier),
      version: String(ballot.version),
      held: ballot.held.map(String),
      next: ballot.next.map(String),
      digest: String(ballot.digest),
      proof: ballot.proof.map(String),
    },
  };
  return JSON.stringify(value);
}

/** Reads a package from its text. Its numbers are not checked for their ranges. Throws `BallotPackageMalformedError`. */
export function parseBallotPackage(text: string): BallotPackage {
  const parsed = ballotPackageSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue;
    throw new BallotPackageMalformedError(`${path.join(".") || "the whole"}: ${message}`);
  }
  return ballotPackageOf(parsed.data);
}

/** The package of JSON that the schema has passed. */
export function ballotPackageOf({ chainId, election, ballot }: z.infer<typeof ballotPackageSchema>): BallotPackage {
  return {
    chainId: BigInt(chainId),
    election: getAddress(election.toLowerCase()),
    ballot: {
      nullifier: BigInt(ballot.nullifier),
      version: BigInt(ballot.version),
      held: ballot.held.map(BigInt),
      next: ballot.next.map(BigInt),
      digest: BigInt(ballot.digest),
      proof: ballot.proof.map(BigInt) as unknown as ProofWords,
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BallotPackageMalformedError("it is not JSON");
  }
}
