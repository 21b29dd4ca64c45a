import { readBlock } from "../../sdk/chain/blockTimes.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import { readHeads } from "../sending/chain.ts";
import { noteFinality } from "../sending/finality.ts";
import { noteHead } from "../sending/headMemory.ts";
import { readElections } from "./elections.ts";
import { readProposals } from "./proposals.ts";
import { readRolls } from "./rolls.ts";
import type { Works } from "./works.ts";

/**
 * Reads what has become final since the last time (P29.2). What is told is as of one block that two nodes call final, or
 * the only one; so nothing is taken back by a reorganisation.
 * Throws what a reading fails with, after all that could be read was taken over.
 */
export async function readFacts(works: Works): Promise<void> {
  const { chain, memory, limits, clock } = works;
  const head = await readHeads(chain);
  const finality = await noteFinality(memory, chain, finalityRule(limits), clock());
  noteHead(memory, head, clock());
  if (finality.kind !== "agreed") return;
  const last = finality.block.number;
  if (works.facts !== undefined && last < works.facts.block.number) return;
  const failures: unknown[] = [];
  const { number, hash, time } = await readBlock(last, chain.provider);
  const [rolls, { proposals, cells }] = [await readRolls(works, last), await readProposals(works, last)];
  const elections = await readElections(works, last, (error) => failures.push(error));
  works.facts = { block: { number, hash, time }, elections, proposals, cells, rolls };
  if (failures.length > 0) throw failures[0];
}
