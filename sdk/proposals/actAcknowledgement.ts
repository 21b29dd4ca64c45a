import type { TypedDataDomain, TypedDataField } from "ethers";
import { z } from "zod";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { AcknowledgementInvalidError } from "../election/acknowledgement.ts";
import { actContent, versionOf } from "./act.ts";
import type { ActPackage } from "./actPackage.ts";

/** A relayer's promise that an act will be in a block by the deadline (P21.11). Signed, it makes an omission provable. */
export type PromisedAct = {
  readonly chainId: bigint;
  readonly proposals: string;
  /** Of a change the proposal's id, of a post what it proposes, as 32 bytes. */
  readonly subject: string;
  readonly nullifier: bigint;
  readonly version: bigint;
  /** As 32 bytes. */
  readonly message: string;
  /** Unix seconds, not after what it is of closes. */
  readonly deadline: number;
};

export type ActAcknowledgement = PromisedAct & { readonly relayer: string; readonly signature: string };

const decimal = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,77})$/)
  .transform(BigInt);

/** An acknowledgement in JSON, its large numbers as decimal digits. */
export const actAcknowledgementSchema = z.object({
  chainId: decimal,
  proposals: z.string(),
  subject: z.string(),
  nullifier: decimal,
  version: decimal,
  message: z.string(),
  deadline: z.number().int().nonnegative(),
  relayer: z.string(),
  signature: z.string(),
});

/** EIP-712 type of an act's acknowledgement; the domain names chain and contract. */
export const ACT_ACKNOWLEDGEMENT_TYPES: Readonly<Record<string, TypedDataField[]>> = {
  ActAcknowledgement: [
    { name: "proposals", type: "address" },
    { name: "subject", type: "bytes32" },
    { name: "nullifier", type: "uint256" },
    { name: "version", type: "uint8" },
    { name: "message", type: "bytes32" },
    { name: "deadline", type: "uint48" },
  ],
};

/** Domain and message that a relayer signs for an act. */
export function actAcknowledgementData(promised: PromisedAct): {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: Record<string, unknown>;
} {
  const { chainId, proposals, subject, nullifier, version, message, deadline } = promised;
  return {
    domain: { name: "Hanpyo Relayer", version: "1", chainId, verifyingContract: proposals },
    types: { ...ACT_ACKNOWLEDGEMENT_TYPES },
    message: { proposals, subject, nullifier, version, message, deadline },
  };
}

/**
 * Checks that an acknowledgement promises this act and was signed by `relayer`.
 * Throws `AcknowledgementInvalidError`.
 */
export function checkActAcknowledgement(
  acknowledgement: ActAcknowledgement,
  expected: ActPackage & { readonly relayer: string },
): void {
  const { chainId, proposals, act } = expected;
  const { subject, message } = actContent(chainId, act);
  const facts: readonly (readonly [string, boolean])[] = [
    ["it is for another chain", acknowledgement.chainId === chainId],
    ["it is for another contract of proposals", same(acknowledgement.proposals, proposals)],
    ["it is for another proposal", same(acknowledgement.subject, subject)],
    ["it is for another nullifier", acknowledgement.nullifier === act.nullifier],
    ["it is for another version", acknowledgement.version === versionOf(act)],
    ["it is for another act", same(acknowledgement.message, message)],
    ["it was not signed by the relayer's announced account", same(signerOf(acknowledgement), expected.relayer)],
  ];
  const wrong = facts.find(([, holds]) => !holds);
  if (wrong !== undefined) throw new AcknowledgementInvalidError(wrong[0]);
}

function signerOf(acknowledgement: ActAcknowledgement): string {
  const { domain, types, message } = actAcknowledgementData(acknowledgement);
  try {
    return typedDataSigner(domain, types, message, acknowledgement.signature);
  } catch {
    throw new AcknowledgementInvalidError("its signature cannot be read");
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
