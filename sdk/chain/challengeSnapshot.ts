import type { ContractRunner, Signer } from "ethers";
import { read, type Sent, send } from "./contracts.ts";
import { type Opening, publishedRollsAt, type ShownEntry, type Step } from "./publishedRolls.ts";

/** What voids a snapshot, as the contract wants it shown (P13.3). */
export type ShownFault =
  | { readonly fault: "EntryInvalid"; readonly entry: ShownEntry }
  | { readonly fault: "EntriesAlike"; readonly first: ShownEntry; readonly second: ShownEntry }
  | {
      readonly fault: "NodeWrong";
      readonly level: number;
      readonly index: number;
      readonly path: readonly Step[];
      /** Of the place, its left child and its right child. */
      readonly openings: readonly [Opening, Opening, Opening];
    };

/** Voids a roll's pending snapshot by a fault of it. Anybody may. Throws `ContractRefusedError`. */
export function challengeSnapshot(rolls: string, rollId: bigint, shown: ShownFault, sender: Signer): Promise<Sent> {
  const [name, args] = callOf(shown);
  return send(publishedRollsAt(rolls, sender), name, rollId, ...args);
}

/** Asks the contract whether it would void the snapshot, and sends nothing. Throws `ContractRefusedError` if not. */
export async function tryChallenge(
  rolls: string,
  rollId: bigint,
  shown: ShownFault,
  runner: ContractRunner,
): Promise<void> {
  const [name, args] = callOf(shown);
  await read(publishedRollsAt(rolls, runner), name, rollId, ...args);
}

function callOf(shown: ShownFault): readonly [name: string, args: readonly unknown[]] {
  if (shown.fault === "EntryInvalid") return ["challengeEntry", [shown.entry]];
  if (shown.fault === "EntriesAlike") return ["challengePair", [shown.first, shown.second]];
  const { level, index, path, openings } = shown;
  return ["challengeNode", [level, index, path, openings]];
}
