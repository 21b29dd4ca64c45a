import { z } from "zod";
import type { SignedSnapshot } from "../../../sdk/chain/publishedRolls.ts";
import type { SnapshotIndex } from "../../../sdk/election/snapshotIndex.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readChecked, writeNew } from "../../terminal/checkedFile.ts";

const decimal = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
const word = z.string().regex(/^0x[0-9a-f]{64}$/);
const schema = z.strictObject({
  format: z.literal("hanpyo-snapshot-signature-1"),
  role: z.enum(["registrar", "approver"]),
  chainId: decimal,
  rolls: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  rollId: decimal,
  sequence: decimal,
  root: decimal,
  contentRoot: word,
  activeMembers: z.int().min(2),
  expiresAt: z.int().min(1),
  signature: z.string().regex(/^0x([0-9a-f]{2})+$/),
});

/** One office's word for a snapshot. */
export type SnapshotSignature = {
  readonly role: "registrar" | "approver";
  readonly snapshot: SignedSnapshot;
  readonly signature: string;
};

export class SignatureForeignError extends HanpyoError {
  constructor(file: string, what: string) {
    super(
      "SIGNATURE_FOREIGN",
      told`${{ file }} does not belong here: ${{ reason: what }}`,
      "Have both offices sign the same snapshot, with the same last day",
    );
  }
}

export function writeSignature(file: string, index: SnapshotIndex, signature: SnapshotSignature): void {
  const { chainId, rolls } = index;
  const { role, snapshot, signature: bytes } = signature;
  writeNew(file, { format: "hanpyo-snapshot-signature-1", role, chainId, rolls, ...snapshot, signature: bytes });
}

/** What an office signs of an index. @param expiresAt Unix seconds. */
export function signedPart(
  { rollId, sequence, root, contentRoot, activeMembers }: SnapshotIndex,
  expiresAt: number,
): SignedSnapshot {
  return { rollId, sequence, root, contentRoot, activeMembers, expiresAt };
}

/**
 * Reads the signature of an office over an index.
 * Throws `FileUnreadableError`, `FileInvalidError`, or `SignatureForeignError` for another role or another snapshot.
 */
export function readSignature(file: string, role: SnapshotSignature["role"], index: SnapshotIndex): SnapshotSignature {
  const found = readChecked(file, schema, "Make it with `roll snapshot sign`");
  if (found.role !== role) throw new SignatureForeignError(file, `it is the ${found.role}'s, not the ${role}'s`);
  const snapshot = signedPart(index, found.expiresAt);
  const named = { chainId: index.chainId, rolls: index.rolls.toLowerCase(), ...snapshot };
  for (const [name, value] of Object.entries(named)) {
    const signed = String(found[name as keyof typeof found]);
    if ((name === "rolls" ? signed.toLowerCase() : signed) !== String(value)) {
      throw new SignatureForeignError(file, `its ${name} is ${signed}, the snapshot's ${value}`);
    }
  }
  return { role, snapshot, signature: found.signature };
}
