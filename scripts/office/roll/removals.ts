import { Wallet } from "ethers";
import { z } from "zod";
import { withConfirmedEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { enrol } from "../../../sdk/chain/offices.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { bothSigned, signRemovals } from "../../../services/registrar/roll/removals.ts";
import { organizerAccount } from "../../checkout/organizerKey.ts";
import { endOfKoreanDay } from "../../terminal/calendar.ts";
import { readChecked, requireAbsent, writeNew } from "../../terminal/checkedFile.ts";
import { connectRpcs, disconnect } from "../../terminal/rpc.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

export type RemovalsOptions = BookOptions & {
  readonly rpc: string;
  readonly registry: string;
  readonly role: "registrar" | "approver";
  readonly validUntil: string;
  readonly out: string;
  readonly dryRun?: boolean;
};

const word = z.string().regex(/^0x[0-9a-f]{64}$/);
const file = z.strictObject({
  format: z.literal("hanpyo-removals-1"),
  removals: z.array(
    z.strictObject({
      pseudonym: word,
      partnerPseudonym: word,
      sequence: z.int().min(2),
      expiresAt: z.int().min(1),
      signature: z.string().regex(/^0x([0-9a-f]{2})+$/),
    }),
  ),
});
/** Removals in one transaction. */
const BATCH = 20;

/** Writes this office's half of every removal that its book asks for. */
export async function signRemovalsCommand(options: RemovalsOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  requireAbsent(options.out);
  const keys = readOfficeKeys(options.keyFile);
  const office = { role: options.role, signer: new Wallet(keys.signingKey), pseudonymKey: keys.pseudonymKey };
  const expiresAt = endOfKoreanDay(options.validUntil);
  const rpcs = await connectRpcs([options.rpc]);
  const store = openBook(options);
  try {
    const [{ provider, chainId }] = rpcs;
    const history = await readRollHistory(options.registry, provider);
    const id = { chainId, registry: options.registry };
    const removals = await signRemovals(store, office, history, expiresAt, id);
    if (options.dryRun) say("dryRun");
    else writeNew(options.out, { format: "hanpyo-removals-1", removals });
    say("removals", { count: removals.length, file: options.out });
    if (options.json) console.log(JSON.stringify({ removals: removals.length, file: options.out }, null, 2));
  } finally {
    store.close();
    disconnect(rpcs);
  }
}

export type RemoveOptions = {
  readonly rpc: string;
  readonly registry: string;
  readonly keyFile?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
};

/** Sends the removals that both files hold. Exit code 1 if one office signed what the other did not. */
export async function removeCommand(
  registrarFile: string,
  approverFile: string,
  options: RemoveOptions,
): Promise<void> {
  const { say } = officeSpeaker(options);
  const [registrar, approver] = [registrarFile, approverFile].map(
    (name) => readChecked(name, file, "Make it with `roll removals`").removals,
  ) as [z.infer<typeof file>["removals"], z.infer<typeof file>["removals"]];
  const entries = bothSigned(registrar, approver);
  const oneSided = registrar.length + approver.length - 2 * entries.length;
  const rpcs = await connectRpcs([options.rpc]);
  try {
    const [{ provider }] = rpcs;
    for (let start = 0; start < entries.length && !options.dryRun; start += BATCH) {
      const sender = (await organizerAccount(options.keyFile)).connect(provider);
      const history = await readRollHistory(options.registry, provider);
      const batch = entries.slice(start, start + BATCH);
      const confirmed = await withConfirmedEarlier(options.registry, history, batch, provider);
      await enrol(options.registry, confirmed, sender);
    }
    if (options.dryRun) say("dryRun");
    say("removed", { count: entries.length, left: oneSided });
    if (options.json) console.log(JSON.stringify({ removed: entries.length, signedByOneOffice: oneSided }, null, 2));
  } finally {
    disconnect(rpcs);
  }
  process.exitCode = oneSided > 0 ? 1 : 0;
}
