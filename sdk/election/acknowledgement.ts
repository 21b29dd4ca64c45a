import type { TypedDataDomain, TypedDataField } from "ethers";
import { z } from "zod";
import { hashWords } from "../crypto/transcript.ts";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Ballot } from "./ballot.ts";

/** A relayer's promise that a ballot will be in a block by the deadline. Signed, it makes an omission provable. */
export type Promised = {
  readonly chainId: bigint;
  readonly election: string;
  readonly nullifier: bigint;
  readonly version: bigint;
  /** keccak256 of the ciphertexts' words; its low 224 bits are what the slot will hold (P7.2). */
  readonly ciphertexts: string;
  /** Unix seconds, not after the box closes. */
  readonly deadline: number;
};

export type Acknowledgement = Promised & { readonly relayer: string; readonly signature: string };

const decimal = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,77})$/)
  .transform(BigInt);

/** An acknowledgement in JSON, its large numbers as decimal digits. */
export const acknowledgementSchema = z.object({
  chainId: decimal,
  election: z.string(),
  nullifier: decimal,
  version: decimal,
  ciphertexts: z.string(),
  deadline: z.number().int().nonnegative(),
  relayer: z.string(),
  signature: z.string(),
});

/** EIP-712 type of an acknowledgement; the domain names chain and election. */
export const ACKNOWLEDGEMENT_TYPES: Readonly<Record<string, TypedDataField[]>> = {
  Acknowledgement: [
    { name: "election", type: "address" },
    { name: "nullifier", type: "uint256" },
    { name: "version", type: "uint32" },
    { name: "ciphertexts", type: "bytes32" },
    { name: "deadline", type: "uint48" },
  ],
};

export class AcknowledgementInvalidError extends HanpyoError {
  constructor(reason: string) {
    super(
      "ACKNOWLEDGEMENT_INVALID",
      told`The relayer's acknowledgement proves nothing: ${{ reason }}`,
      "Use another relayer, and report this one",
    );
  }
}

/** Domain and message that a relayer signs for a ballot. */
export function acknowledgementData(promised: Promised): {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: Record<string, unknown>;
} {
  const { chainId, election, nullifier, version, ciphertexts, deadline } = promised;
  return {
    domain: { name: "Hanpyo Relayer", version: "1", chainId, verifyingContract: election },
    types: { ...ACKNOWLEDGEMENT_TYPES },
    message: { election, nullifier, version, ciphertexts, deadline },
  };
}

/** keccak256 of a ballot's ciphertexts. */
export function ciphertextsHash({ next }: Pick<Ballot, "next">): string {
  return hashWords(next);
}

/**
 * Checks that an acknowledgement promises this ballot and was signed by `relayer`.
 * Throws `AcknowledgementInvalidError`.
 */
export function checkAcknowledgement(
  acknowledgement: Acknowledgement,
  expected: { readonly chainId: bigint; readonly election: string; readonly ballot: Ballot; readonly relayer: string },
): void {
  const { ballot } = expected;
  const facts: readonly (readonly [string, boolean])[] = [
    ["it is for another chain", acknowledgement.chainId === expected.chainId],
    ["it is for another election", same(acknowledgement.election, expected.election)],
    ["it is for another slot", acknowledgement.nullifier === ballot.nullifier],
    ["it is for another version", acknowledgement.version === ballot.version],
    ["it is for other ciphertexts", same(acknowledgement.ciphertexts, ciphertextsHash(ballot))],
    ["it was not signed by the relayer's announced account", same(signerOf(acknowledgement), expected.relayer)],
  ];
  const wrong = facts.find(([, holds]) => !holds);
  if (wrong !== undefined) throw new AcknowledgementInvalidError(wrong[0]);
}

function signerOf(acknowledgement: Acknowledgement): string {
  const { domain, types, message } = acknowledgementData(acknowledgement);
  try {
    return typedDataSigner(domain, types, message, acknowledgement.signature);
  } catch {
    throw new AcknowledgementInvalidError("its signature cannot be read");
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
