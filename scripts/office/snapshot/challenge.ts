import { readFileSync } from "node:fs";
import { join } from "node:path";
import { challengeSnapshot, tryChallenge } from "../../../sdk/chain/challengeSnapshot.ts";
import { pendingSnapshot } from "../../../sdk/chain/pendingSnapshot.ts";
import { checkedFile } from "../../../sdk/election/rollSnapshot.ts";
import type { FileOfSnapshot, SnapshotIndex } from "../../../sdk/election/snapshotIndex.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { organizerAccount } from "../../checkout/organizerKey.ts";
import { readIndex, withRolls } from "../../rollFiles/rollsPlace.ts";
import { wrongProofs } from "../../rollFiles/verifySnapshot.ts";
import { progressLine } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { type FoundFault, firstFault, invalidEntry } from "./faults.ts";
import { openSnapshot } from "./openedSnapshot.ts";
import { NothingPendingError } from "./withdraw.ts";

export type ChallengeOptions = LanguageOptions & {
  readonly rpc: string;
  readonly keyFile?: string;
  readonly dryRun?: boolean;
};

/**
 * Looks in a folder for what the contract voids the pending snapshot for, and sends the first that it finds (P13.8). What
 * counts is what the chain has pending, whatever the folder's index says of it.
 * Exit code 0 also where there is nothing to challenge.
 * Throws `NothingPendingError`, `SnapshotUnopenedError`, `SnapshotFileAlteredError` or `ContractRefusedError`.
 */
export async function challengeCommand(folder: string, options: ChallengeOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  const index = readIndex(folder);
  const { rolls, rollId } = index;
  await withRolls(options.rpc, index, async ({ provider }) => {
    const pending = await pendingSnapshot(rolls, rollId, provider);
    if (pending === undefined) throw new NothingPendingError(rollId);
    const { sequence, contentRoot, activeMembers } = pending;
    const found = await faultOf(folder, { ...index, contentRoot, activeMembers });
    const named = { sequence: String(sequence), roll: String(rollId) };
    const fault = found?.shown.fault ?? null;
    let transaction: string | null = null;
    if (found === undefined) say("nothingToChallenge", { active: activeMembers });
    else {
      say("faultFound", { ...named, fault: found.shown.fault, place: found.place });
      if (options.dryRun) {
        await tryChallenge(rolls, rollId, found.shown, provider);
        say("notSent");
      } else {
        const sender = (await organizerAccount(options.keyFile)).connect(provider);
        transaction = (await challengeSnapshot(rolls, rollId, found.shown, sender)).hash;
        say("voided");
      }
    }
    if (options.json)
      console.log(JSON.stringify({ ...named, fault, place: found?.place ?? null, transaction }, null, 2));
  });
}

/** The first fault; proofs, which take longest, come last. */
async function faultOf(folder: string, index: SnapshotIndex): Promise<FoundFault | undefined> {
  const opened = openSnapshot(folder, index);
  const found = firstFault(opened, index.activeMembers);
  if (found !== undefined) return found;
  const bytesOf = (file: FileOfSnapshot) => checkedFile(readFileSync(join(folder, file.file)), file);
  const progress = progressLine();
  const key = verificationKey("enrolment");
  const [wrong] = await wrongProofs(index, bytesOf, key, (what, done, of) => progress.say(`${what} ${done} of ${of}`));
  progress.end();
  return wrong === undefined ? undefined : invalidEntry(opened, wrong);
}
