import type { EntryWithoutEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import {
  type HalfVoucher,
  NO_PROOF,
  type Office,
  pseudonymOf,
  type RegistryId,
  signVoucher,
} from "../../../sdk/chain/offices.ts";
import { standings } from "../../../sdk/election/rollCounts.ts";
import type { RollTransaction } from "../../../sdk/election/rollHistory.ts";
import { nextVoucher } from "./nextVoucher.ts";
import { personFrom, type RollStore } from "./rollStore.ts";

/** One office's half of a removal, which names nobody: pseudonyms are on the chain. */
export type HalfRemoval = HalfVoucher & {
  readonly partnerPseudonym: string;
  readonly sequence: number;
  /** Unix seconds. */
  readonly expiresAt: number;
};

export type RemovingOffice = Office & { readonly role: "registrar" | "approver" };

/**
 * Signs a removal for every person of the book who has no right any more and whose identity stands on chain (P12.9).
 * Nobody is removed who is in dispute, or whom the book does not know.
 * @param history The registry's whole history; `readRollHistory`.
 */
export async function signRemovals(
  { database }: RollStore,
  office: RemovingOffice,
  history: readonly RollTransaction[],
  expiresAt: number,
  registry: RegistryId,
): Promise<readonly HalfRemoval[]> {
  const standing = standings(history, office.role);
  const removals: HalfRemoval[] = [];
  for (const row of database.prepare("SELECT * FROM people WHERE state <> 'eligible' ORDER BY number").all()) {
    const person = personFrom(row);
    const event = standing.get(pseudonymOf(office, person?.number ?? ""));
    if (person === undefined || event === undefined) continue;
    const next = nextVoucher(person, event);
    if (next.kind !== "remove") continue;
    const facts = { sequence: next.sequence, identityCommitment: 0n, rollIds: [], expiresAt };
    const partnerPseudonym = office.role === "registrar" ? event.approverPseudonym : event.registrarPseudonym;
    const half = await signVoucher(office, person.number, facts, registry);
    removals.push({ ...half, partnerPseudonym, sequence: next.sequence, expiresAt });
  }
  return removals;
}

/** The removals that both offices signed alike; what one alone signed is left out. */
export function bothSigned(
  registrar: readonly HalfRemoval[],
  approver: readonly HalfRemoval[],
): readonly EntryWithoutEarlier[] {
  const keyOf = (first: string, second: string, { sequence, expiresAt }: HalfRemoval) =>
    [first, second, sequence, expiresAt].join("|");
  const others = new Map(approver.map((half) => [keyOf(half.partnerPseudonym, half.pseudonym, half), half]));
  return registrar.flatMap((half) => {
    const other = others.get(keyOf(half.pseudonym, half.partnerPseudonym, half));
    if (other === undefined) return [];
    const { sequence, expiresAt } = half;
    const facts = { sequence, expiresAt, identityCommitment: 0n, rollIds: [], proof: NO_PROOF };
    return [{ ...facts, registrar: voucher(half), approver: voucher(other) }];
  });
}

function voucher({ pseudonym, signature }: HalfRemoval): HalfVoucher {
  return { pseudonym, signature };
}
