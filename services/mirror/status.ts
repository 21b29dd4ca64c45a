import { answeringNodes } from "../sending/chain.ts";
import { ageOf, headAge, standingTime } from "../sending/headMemory.ts";
import { disputeOf } from "../sending/hindrance.ts";
import type { Works } from "./works.ts";

/** What keeps a mirror from giving every text as notices say, as its health says it; the gravest first. */
export const MIRROR_HINDRANCES = [
  "chain unreachable",
  "chain stale",
  "storage failed",
  "nodes disagree",
  "finality unknown",
  "mirror false",
  "mirrors silent",
  "single-node",
] as const;
export type MirrorHindrance = (typeof MIRROR_HINDRANCES)[number];

export type MirrorHealth = {
  readonly status: "ok" | MirrorHindrance;
  readonly chainId: string;
  readonly notices: string;
  /** Proposals whose texts are kept here, texts at hand, and of the proposals' texts those with a part missing. */
  readonly proposals: number;
  readonly texts: number;
  readonly missing: number;
  readonly head: number | null;
  /** Seconds since the head was read, and since it was another one. */
  readonly headAge: number | null;
  readonly standing: number | null;
  readonly nodes: number;
  readonly answering: number;
  /** The last block that is final by the word of two nodes, or of the only one; seconds since that was last said. */
  readonly final: number | null;
  readonly finalAge: number | null;
  /** Other mirrors that this one asks, those that answer, and those that gave a text which was not of its digest. */
  readonly mirrors: number;
  readonly mirrorsAnswering: number;
  readonly mirrorsFalse: number;
  /** Code of the last failure, nothing after a round that went well. */
  readonly failure: string | null;
  readonly said: string | null;
};

export function mirrorHealth(works: Works): MirrorHealth {
  const { memory, chain, contracts, store, view, others, clock } = works;
  const whole = store.whole();
  return {
    status: hindranceOf(works) ?? "ok",
    chainId: String(chain.chainId),
    notices: contracts.notices,
    proposals: view.digests.size,
    texts: store.count(),
    missing: [...view.ids.keys()].filter((digest) => !whole.has(digest)).length,
    head: memory.head?.number ?? null,
    headAge: headAge(memory, clock()) ?? null,
    standing: standingTime(memory, clock()) ?? null,
    nodes: chain.nodes.length,
    answering: answeringNodes(chain).length,
    final: memory.finalBlock?.number ?? null,
    finalAge: ageOf(memory.agreedAt, clock()) ?? null,
    mirrors: others.length,
    mirrorsAnswering: others.filter(({ isSilent }) => !isSilent).length,
    mirrorsFalse: others.filter(({ isFalse }) => isFalse).length,
    failure: memory.failure ?? memory.storageFailure ?? null,
    said: memory.said ?? disputeOf(memory) ?? null,
  };
}

function hindranceOf({ memory, limits, chain, others, clock }: Works): MirrorHindrance | undefined {
  const now = clock();
  if (memory.failure !== undefined || memory.head === undefined) return "chain unreachable";
  const known = Math.min(memory.headAt ?? 0, memory.roundEndedAt ?? now);
  if (now - known > limits.staleAfter) return "chain stale";
  if (memory.storageFailure !== undefined) return "storage failed";
  if (disputeOf(memory) !== undefined) return "nodes disagree";
  if (memory.agreedAt === undefined || now - memory.agreedAt > limits.staleAfter) return "finality unknown";
  if (others.some(({ isFalse }) => isFalse)) return "mirror false";
  if (others.length > 0 && others.every(({ isSilent }) => isSilent)) return "mirrors silent";
  return chain.nodes.length === 1 ? "single-node" : undefined;
}
