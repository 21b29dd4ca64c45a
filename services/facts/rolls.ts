import { readFrom } from "../../sdk/chain/firstBlock.ts";
import { readLogs } from "../../sdk/chain/logPages.ts";
import { decoded } from "../../sdk/chain/logs.ts";
import { rollTransactions } from "../../sdk/chain/roll.ts";
import { registryInterface } from "../../sdk/chain/townContracts.ts";
import type { RollFacts } from "./facts.ts";
import type { Works } from "./works.ts";

const WRITTEN = registryInterface.getEvent("CheckpointWritten")?.topicHash as string;

/** Sizes of the municipality's rolls at all checkpoints up to a block (P1.4), of registries alone. */
export async function readRolls({ told, chain, facts }: Works, block: number): Promise<ReadonlyMap<string, RollFacts>> {
  const rolls = new Map(facts?.rolls);
  for (const address of told.rolls) {
    const first = facts === undefined ? await readFrom(address, block, chain.provider) : facts.block.number + 1;
    const logs = await readLogs({ address, topics: [WRITTEN] }, { first, last: block }, chain.provider);
    const events = logs.flatMap((log) => decoded(log, registryInterface) ?? []);
    for (const checkpoint of rollTransactions(events).flatMap(({ checkpoints }) => checkpoints)) {
      const key = `${address.toLowerCase()}/${checkpoint.rollId}`;
      const known = rolls.get(key)?.checkpoints ?? [];
      rolls.set(key, { rolls: address, rollId: String(checkpoint.rollId), checkpoints: [...known, checkpoint] });
    }
  }
  return rolls;
}
