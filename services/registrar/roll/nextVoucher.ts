import type { Person } from "./rollStore.ts";

/** How a resident stands on the chain; sequence 0 for one never enrolled, commitment 0 for one removed. */
export type ChainStanding = {
  readonly sequence: number;
  readonly identityCommitment: bigint;
  readonly rollIds: readonly bigint[];
};

/**
 * What the office signs next for a person: `enrol` and `reissue` for a commitment that the person brings; `remove`
 * without being asked; nothing for a person who has no right and is not enrolled, or whose right is in dispute.
 */
export type NextVoucher =
  | { readonly kind: "enrol" | "reissue"; readonly sequence: number; readonly rollIds: readonly bigint[] }
  | { readonly kind: "remove"; readonly sequence: number; readonly rollIds: readonly [] }
  | { readonly kind: "none" };

/** The next voucher by the book and the chain (P12.9). A person who is not in the book has no right. */
export function nextVoucher(person: Person | undefined, standing: ChainStanding): NextVoucher {
  const sequence = standing.sequence + 1;
  const isEnrolled = standing.identityCommitment !== 0n;
  if (person?.state === "disputed") return { kind: "none" };
  if (person?.state === "eligible" && person.rollIds.length > 0) {
    return { kind: standing.sequence === 0 ? "enrol" : "reissue", sequence, rollIds: person.rollIds };
  }
  return isEnrolled ? { kind: "remove", sequence, rollIds: [] } : { kind: "none" };
}
