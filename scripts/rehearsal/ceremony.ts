import { randomBytes } from "node:crypto";
import type { Wallet } from "ethers";
import { readBoard } from "../../sdk/chain/board.ts";
import {
  makeDealing,
  makeRegistration,
  postDealing,
  postRegistration,
  readDealingTask,
} from "../../sdk/chain/trustee.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import type { LocalChain } from "./localChain.ts";
import type { Progress } from "./step.ts";

/** A simulated trustee: an account and the one key. */
export type Trustee = { readonly seat: number; readonly account: Wallet; readonly key: Uint8Array };

export async function newTrustees(chain: LocalChain, count: number): Promise<Trustee[]> {
  const trustees: Trustee[] = [];
  for (let seat = 1; seat <= count; seat++) {
    trustees.push({ seat, account: await chain.newAccount(), key: new Uint8Array(randomBytes(32)) });
  }
  return trustees;
}

/** Round 1 of all trustees (P2.1). */
export async function registerAll(board: string, trustees: readonly Trustee[], progress: Progress): Promise<void> {
  for (const { seat, account, key } of trustees) {
    const registration = makeRegistration(key, await readBoard(board, account), seat);
    progress.spent(await postRegistration(board, registration, account));
    progress.say(`trustee ${seat} of ${trustees.length} registered`);
  }
}

/** Round 2 of all trustees (P2.2). */
export async function dealAll(board: string, trustees: readonly Trustee[], progress: Progress): Promise<void> {
  const files = provingFiles("keyShare");
  for (const { seat, account, key } of trustees) {
    const task = await readDealingTask(board, seat, account);
    const dealing = await makeDealing(key, task, files, (made) =>
      progress.say(`trustee ${seat} of ${trustees.length}: share ${made} of ${trustees.length} encrypted and proved`),
    );
    progress.spent(await postDealing(board, dealing, account));
  }
}
