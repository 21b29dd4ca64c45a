import type { Finding } from "./finding.ts";
import type { NodeLook, NodeWatch } from "./nodeWatch.ts";

/** Where two nodes show different chains, or different ballots in blocks that both call final (P11.9). */
export async function nodesDiffer(
  [one, first]: readonly [NodeWatch, NodeLook],
  [other, second]: readonly [NodeWatch, NodeLook],
): Promise<readonly Finding[]> {
  if (first.final === undefined || second.final === undefined) return [];
  const block = Math.min(first.final, second.final);
  const nodes = { node: one.name, other: other.name };
  const hashes = [await one.hashOf(block), await other.hashOf(block)] as const;
  if (hashes[0] !== hashes[1]) {
    return [{ kind: "differ", values: { ...nodes, what: `the hash of block ${block}` } }];
  }
  return [...missingAt(one, other, block), ...missingAt(other, one, block)].map((what) => ({
    kind: "differ" as const,
    values: { ...nodes, what },
  }));
}

function missingAt(shows: NodeWatch, hides: NodeWatch, block: number): readonly string[] {
  return [...shows.ballots()].flatMap(([key, ballot]) =>
    ballot.block > block || hides.ballots().has(key)
      ? []
      : [
          `the ballot of slot ${ballot.nullifier}, version ${ballot.version}, in block ${ballot.block}: ${hides.name} has it not`,
        ],
  );
}
