import { answeringNodes } from "../sending/chain.ts";
import { ageOf, headAge } from "../sending/headMemory.ts";
import { disputeOf } from "../sending/hindrance.ts";
import type { Facts } from "./facts.ts";
import type { Works } from "./works.ts";

/** What keeps facts from being of now, as health says it; the gravest first. */
export const FACTS_HINDRANCES = [
  "chain unreachable",
  "chain stale",
  "nodes disagree",
  "finality unknown",
  "single-node",
] as const;
export type FactsHindrance = (typeof FACTS_HINDRANCES)[number];

export type FactsHealth = {
  readonly status: "ok" | FactsHindrance;
  readonly chainId: string;
  readonly block: Facts["block"] | null;
  /** Seconds since a final block was last named, and since the head was read. */
  readonly blockAge: number | null;
  readonly headAge: number | null;
  readonly nodes: number;
  readonly answering: number;
  readonly elections: number;
  /** Of those whose result stands. */
  readonly verified: number;
  readonly notVerified: number;
  readonly proposals: number;
  readonly rolls: number;
  readonly failure: string | null;
  readonly said: string | null;
};

export function factsHealth(works: Works): FactsHealth {
  const { memory, chain, facts, clock } = works;
  const checked = [...(facts?.elections.values() ?? [])].flatMap(({ checks }) =>
    checks === undefined ? [] : [checks],
  );
  const verified = checked.filter((checks) => checks.every(({ ok }) => ok)).length;
  return {
    status: hindranceOf(works) ?? "ok",
    chainId: String(chain.chainId),
    block: facts?.block ?? null,
    blockAge: ageOf(memory.agreedAt, clock()) ?? null,
    headAge: headAge(memory, clock()) ?? null,
    nodes: chain.nodes.length,
    answering: answeringNodes(chain).length,
    elections: facts?.elections.size ?? 0,
    verified,
    notVerified: checked.length - verified,
    proposals: facts?.proposals.size ?? 0,
    rolls: facts?.rolls.size ?? 0,
    failure: memory.failure ?? null,
    said: memory.said ?? disputeOf(memory) ?? null,
  };
}

function hindranceOf({ memory, limits, chain, clock }: Works): FactsHindrance | undefined {
  const now = clock();
  if (memory.failure !== undefined || memory.head === undefined) return "chain unreachable";
  if (now - Math.min(memory.headAt ?? 0, memory.roundEndedAt ?? now) > limits.staleAfter) return "chain stale";
  if (disputeOf(memory) !== undefined) return "nodes disagree";
  if (memory.agreedAt === undefined || now - memory.agreedAt > limits.staleAfter) return "finality unknown";
  return chain.nodes.length < 2 ? "single-node" : undefined;
}
