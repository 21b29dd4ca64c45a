import { getAddress } from "ethers";
import { z } from "zod";
import { JOURNAL_FLAGS } from "../../sdk/chain/trusteeJournal.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { registryRecordSchema } from "../../sdk/verify/record.ts";

/** The fields of a record, which trustees' files share; numbers become bigints and addresses get one spelling. */
const { shape } = registryRecordSchema;
const dealing = shape.board.shape.dealings.element.shape;
const dealtShare = dealing.shares.element.shape;

export const { content, constitutionHash: hash } = shape;
export const { seat } = dealing;
export const decimal = shape.chainId.transform(BigInt);
export const element = dealtShare.ciphertext.transform(BigInt);
export const constitution = shape.constitution.transform(
  (fields): Constitution => ({ ...fields, rollId: BigInt(fields.rollId) }),
);
export const address = shape.election.transform((text, context) => {
  try {
    return getAddress(text);
  } catch {
    context.addIssue({ code: "custom", message: "the address has a wrong checksum" });
    return z.NEVER;
  }
});
export const count = z.number().int().nonnegative();
export const point = z.strictObject({ x: element, y: element });
export const sigmaProof = z.strictObject({ challenge: decimal, response: decimal });

/** What an election froze of its roll. */
export const census = z.strictObject({ root: dealtShare.ciphertext, depth: count, activeMembers: count });
/** What reading had to do without. */
export const flags = z.array(z.enum(JOURNAL_FLAGS)).readonly();

/** Who is to act at which seat of which board. */
export const seated = { chainId: decimal, board: address, seat, trustee: address };

/** What `readSeatActs` reads. */
export const seatActs = { consented: z.boolean(), shared: z.boolean() };

/** What `readSeatShares` reads beside the seat. */
export const seatShares = {
  shareKey: point,
  dealt: z
    .array(
      z.strictObject({ dealer: seat, polynomial: z.array(point).readonly(), ephemeral: point, ciphertext: element }),
    )
    .readonly(),
};
