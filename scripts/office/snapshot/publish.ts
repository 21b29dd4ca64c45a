import { pendingSnapshot } from "../../../sdk/chain/pendingSnapshot.ts";
import { publishSnapshot, tryPublishing } from "../../../sdk/chain/publishedRolls.ts";
import { organizerAccount } from "../../checkout/organizerKey.ts";
import { readIndex, withRolls } from "../../rollFiles/rollsPlace.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { readSignature, SignatureForeignError } from "./signatureFile.ts";

export type PublishOptions = LanguageOptions & {
  readonly rpc: string;
  readonly keyFile?: string;
  readonly dryRun?: boolean;
};

/**
 * Publishes a snapshot that both offices signed (P13.2). A dry run asks the contract whether it would take it.
 * Throws `SignatureForeignError` or `ContractRefusedError`.
 */
export async function publishCommand(
  folder: string,
  registrarFile: string,
  approverFile: string,
  options: PublishOptions,
): Promise<void> {
  const { say } = officeSpeaker(options);
  const index = readIndex(folder);
  const registrar = readSignature(registrarFile, "registrar", index);
  const approver = readSignature(approverFile, "approver", index);
  const { snapshot } = registrar;
  if (approver.snapshot.expiresAt !== snapshot.expiresAt) {
    throw new SignatureForeignError(approverFile, "its last day is another than the registrar's");
  }
  const signatures = { registrar: registrar.signature, approver: approver.signature };
  const { rolls, rollId, sequence, activeMembers } = index;
  const [left, right] = index.children;
  const values = { sequence: String(sequence), roll: String(rollId), active: activeMembers };
  await withRolls(options.rpc, index, async ({ provider }) => {
    if (options.dryRun) {
      await tryPublishing(rolls, snapshot, { left, right }, signatures, provider);
      say("notSent");
      say("publishable", values);
      if (options.json) console.log(JSON.stringify({ ...values, finalAt: null, transaction: null }, null, 2));
      return;
    }
    const sender = (await organizerAccount(options.keyFile)).connect(provider);
    const { hash, gasUsed } = await publishSnapshot(rolls, snapshot, { left, right }, signatures, sender);
    const finalAt = (await pendingSnapshot(rolls, rollId, provider))?.finalAt ?? 0;
    say("published", { ...values, time: koreanTime(finalAt) });
    const sent = { finalAt, transaction: hash, gas: Number(gasUsed) };
    if (options.json) console.log(JSON.stringify({ ...values, ...sent }, null, 2));
  });
}
