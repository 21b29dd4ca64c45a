import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import { isPublishedRolls } from "../../sdk/chain/publishedRolls.ts";
import { parseSnapshotIndex, type SnapshotIndex } from "../../sdk/election/snapshotIndex.ts";
import { FileUnreadableError } from "../terminal/checkedFile.ts";
import { fileTrouble } from "../terminal/fileTrouble.ts";
import { connectRpcs, disconnect, NothingThereError } from "../terminal/rpc.ts";
import { INDEX_FILE } from "./buildSnapshot.ts";

/** Reads a folder's index. Throws `FileUnreadableError` or `SnapshotIndexInvalidError`. */
export function readIndex(folder: string): SnapshotIndex {
  const file = join(folder, INDEX_FILE);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new FileUnreadableError(file, fileTrouble(error));
  }
  return parseSnapshotIndex(text);
}

/** Where a contract of published rolls is; the chain is checked where it is known. */
export type RollsPlace = { readonly rolls: string; readonly chainId?: bigint };

/**
 * Runs `work` with a connection to the chain of a contract of published rolls.
 * Throws `RpcUnreachableError`, `WrongChainError`, or `NothingThereError` if the contract is not there.
 */
export async function withRolls<T>(
  rpc: string,
  { rolls, chainId }: RollsPlace,
  work: (rpc: Rpc) => Promise<T>,
): Promise<T> {
  const rpcs = await connectRpcs([rpc]);
  try {
    const [connected] = rpcs;
    const { name } = connected;
    if (chainId !== undefined && connected.chainId !== chainId) {
      throw new WrongChainError(name, connected.chainId, chainId);
    }
    if (!(await isPublishedRolls(rolls, connected.provider))) {
      throw new NothingThereError("contract of published rolls", rolls, name);
    }
    return await work(connected);
  } finally {
    disconnect(rpcs);
  }
}
