import type { ContractRunner } from "ethers";
import type { EnrolmentEvent, RollTransaction } from "../election/rollHistory.ts";
import { type DecodedLog, logsOf } from "./logs.ts";
import { registryAt } from "./townContracts.ts";

/** A transaction of the registry with the block that holds it. */
export type PlacedTransaction = RollTransaction & { readonly blockNumber: number };

/**
 * The registry's history from its events of these blocks (default: all), one entry per transaction that changed a roll
 * (P1.4, P1.5).
 */
export async function readRollHistory(
  registry: string,
  runner: ContractRunner,
  lastBlock?: number,
  firstBlock?: number,
): Promise<PlacedTransaction[]> {
  return rollTransactions(await logsOf(registryAt(registry, runner), lastBlock, firstBlock));
}

/** A registry's events as entries, one per transaction that changed a roll; whole transactions must be given. */
export function rollTransactions(logs: readonly DecodedLog[]): PlacedTransaction[] {
  const byTransaction = new Map<
    string,
    { enrolments: EnrolmentEvent[]; checkpoints: RollTransaction["checkpoints"][number][]; blockNumber: number }
  >();
  for (const log of logs) {
    const entry = byTransaction.get(log.transactionHash) ?? {
      enrolments: [],
      checkpoints: [],
      blockNumber: log.blockNumber,
    };
    if (log.name === "ResidentEnrolled") entry.enrolments.push(enrolmentOf(log));
    if (log.name === "CheckpointWritten") entry.checkpoints.push(checkpointOf(log));
    if (entry.enrolments.length > 0 || entry.checkpoints.length > 0) byTransaction.set(log.transactionHash, entry);
  }
  return [...byTransaction.values()];
}

function enrolmentOf({ args }: DecodedLog): EnrolmentEvent {
  return {
    registrarPseudonym: args.registrarPseudonym as string,
    approverPseudonym: args.approverPseudonym as string,
    sequence: Number(args.sequence),
    identityCommitment: args.identityCommitment as bigint,
    rollIds: [...(args.rollIds as bigint[])],
    proof: [...(args.proof as bigint[])],
  };
}

function checkpointOf({ args }: DecodedLog): RollTransaction["checkpoints"][number] {
  return {
    rollId: args.rollId as bigint,
    time: Number(args.time),
    depth: Number(args.depth),
    activeMembers: Number(args.activeMembers),
    root: args.root as bigint,
  };
}
