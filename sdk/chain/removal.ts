import type { LeanIMT } from "@zk-kit/lean-imt";
import { rollTree } from "../election/roll.ts";
import { censusAt, type RollTransaction } from "../election/rollHistory.ts";
import type { Enrolment } from "./offices.ts";

/** An entry of a batch before the siblings are known. */
export type EntryWithoutSiblings = Omit<Enrolment, "siblings">;

/**
 * Adds to each entry of a batch the siblings that the registry needs to remove the resident's earlier commitment
 * (P1.4), in the trees that the entries before it leave behind.
 * @param history The registry's whole history so far; `readRollHistory`.
 */
export function withSiblings(
  history: readonly RollTransaction[],
  entries: readonly EntryWithoutSiblings[],
): Enrolment[] {
  const standing = new Map(
    history
      .flatMap(({ enrolments }) => enrolments)
      .map((enrolment) => [enrolment.registrarPseudonym, placeOf(enrolment)]),
  );
  const trees = new Map<bigint, LeanIMT>();
  const treeOf = (rollId: bigint): LeanIMT => {
    const tree = trees.get(rollId) ?? rollTree(censusAt(history, rollId, Number.POSITIVE_INFINITY).leaves);
    trees.set(rollId, tree);
    return tree;
  };

  return entries.map((entry) => {
    const earlier = standing.get(entry.registrar.pseudonym);
    const siblings = (earlier?.rollIds ?? []).map((rollId) =>
      removeLeaf(treeOf(rollId), earlier?.identityCommitment ?? 0n),
    );
    for (const rollId of entry.rollIds) treeOf(rollId).insert(entry.identityCommitment);
    standing.set(entry.registrar.pseudonym, placeOf(entry));
    return { ...entry, siblings };
  });
}

type Place = Pick<Enrolment, "identityCommitment" | "rollIds">;

function placeOf({ identityCommitment, rollIds }: Place): Place {
  return { identityCommitment, rollIds };
}

/** The leaf's siblings as they stood before its removal. */
function removeLeaf(tree: LeanIMT, commitment: bigint): readonly bigint[] {
  const position = tree.indexOf(commitment);
  const { siblings } = tree.generateProof(position);
  tree.update(position, 0n);
  return siblings;
}
