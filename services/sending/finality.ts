import { blockAt, type NumberedBlock, readFinal } from "../../sdk/chain/finalBlock.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import type { FinalityRule } from "../../sdk/trust/finality.ts";
import { answeringNodes, type Chain, type ChainNode } from "./chain.ts";

/** What a service's nodes say of what is final. */
export type Finality =
  /** The last block that enough nodes call final and know by one hash, and those nodes. */
  | { readonly kind: "agreed"; readonly block: NumberedBlock; readonly witnesses: readonly ChainNode[] }
  /** Too few of them say what is final. */
  | { readonly kind: "unknown" }
  /** They contradict one another, and none is outvoted. */
  | { readonly kind: "disputed"; readonly words: string };

/** What a service knows of finality, and how old that is; milliseconds of its clock. */
export type FinalityMemory = {
  finality?: Finality;
  /** When enough nodes last agreed. */
  agreedAt?: number | undefined;
  /** The last block on which they agreed, and when another one was first named. */
  finalBlock?: NumberedBlock;
  finalMovedAt?: number;
  /** What nodes show otherwise of something that is final; nothing if they show the same. */
  dispute?: string | undefined;
};

/** Nodes that must say the same before it is believed: two, and one where a service has but one. */
export function quorumOf({ nodes }: Pick<Chain, "nodes">): number {
  return Math.min(2, nodes.length);
}

/**
 * The last block that is final by the word of two nodes, which know it by one hash: the lower of their numbers, so that
 * none brings it forward alone. A third node decides where two differ.
 */
export async function readFinality(chain: Chain, rule: FinalityRule): Promise<Finality> {
  const quorum = quorumOf(chain);
  const named = await fromAll(answeringNodes(chain), ({ provider }) => readFinal(provider, rule));
  const finals = named.filter(({ value }) => value !== undefined) as Said<NumberedBlock>[];
  const heights = finals.map(({ value }) => value.number).toSorted((a, b) => b - a);
  let disputed: string | undefined;
  for (const height of new Set(heights.slice(quorum - 1))) {
    const asked = finals.filter(({ value }) => value.number >= height).map(({ node }) => node);
    const shown = await fromAll(asked, ({ provider }) => blockAt(provider, height));
    const hashes = shown.flatMap(({ node, value }) => (value === undefined ? [] : [{ node, value: value.hash }]));
    const agreed = majority(hashes, quorum);
    if (agreed !== undefined) {
      return { kind: "agreed", block: { number: height, hash: agreed.value }, witnesses: agreed.nodes };
    }
    if (hashes.length >= quorum) disputed ??= `final block ${height}: ${wordsOf(hashes)}`;
  }
  return disputed === undefined ? { kind: "unknown" } : { kind: "disputed", words: disputed };
}

/** Reads what is final, and notes it. @param now Milliseconds of the service's clock. */
export async function noteFinality(
  memory: FinalityMemory,
  chain: Chain,
  rule: FinalityRule,
  now: number,
): Promise<Finality> {
  const finality = await readFinality(chain, rule);
  memory.finality = finality;
  if (finality.kind === "agreed") {
    if (memory.finalBlock?.hash !== finality.block.hash) memory.finalMovedAt = now;
    [memory.finalBlock, memory.agreedAt] = [finality.block, now];
  }
  return finality;
}

/** What one node said. */
export type Said<T> = { readonly node: ChainNode; readonly value: T };

/**
 * What nodes say, asked at once. One that fails, however, is noted and left out: none keeps the others from being heard.
 * Throws what they fail with where every one fails, and not by silence alone.
 */
export async function fromAll<T>(
  nodes: readonly ChainNode[],
  ask: (node: ChainNode) => Promise<T>,
): Promise<readonly Said<T>[]> {
  const failures: unknown[] = [];
  const said = await Promise.all(
    nodes.map(async (node) => {
      try {
        return [{ node, value: await ask(node) }];
      } catch (error) {
        node.isSilent = true;
        failures.push(error);
        return [];
      }
    }),
  );
  const failure = failures.find((error) => !isSilence(error));
  if (failure !== undefined && failures.length === nodes.length) throw failure;
  return said.flat();
}

/** What at least `quorum` nodes say, and more than say any other thing; nothing where there is no such thing. */
export function majority<T extends string>(
  said: readonly Said<T>[],
  quorum: number,
): { readonly value: T; readonly nodes: readonly ChainNode[] } | undefined {
  const groups = [...Map.groupBy(said, ({ value }) => value)].toSorted(([, a], [, b]) => b.length - a.length);
  const [largest, second] = groups;
  if (largest === undefined || largest[1].length < quorum || largest[1].length === second?.[1].length) return undefined;
  return { value: largest[0], nodes: largest[1].map(({ node }) => node) };
}

/** For operators. */
export function wordsOf(said: readonly Said<string>[]): string {
  return said.map(({ node, value }) => `${node.name} says ${value}`).join(", ");
}
