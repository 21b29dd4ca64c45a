import {
  announceChange,
  type ChangeSigner,
  isChangeSignedBy,
  signersOf,
  tryAnnouncing,
} from "../../../sdk/chain/officeChanges.ts";
import { readOfficeState } from "../../../sdk/chain/officeState.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { organizerAccount } from "../../checkout/organizerKey.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { type ChangePaper, readPapers } from "./paper.ts";
import { type ReachedRegistry, withRegistry } from "./registryPlace.ts";
import { sayChange } from "./sayChange.ts";

export type SendChangeOptions = LanguageOptions & {
  readonly rpc: string;
  readonly keyFile?: string;
  readonly dryRun?: boolean;
};

/** Signatures that a change still lacks, or that are of other keys. */
export class SignaturesLackingError extends HanpyoError {
  constructor(accounts: readonly string[]) {
    super(
      "SIGNATURES_LACKING",
      told`There is no signature, or a wrong one, of ${{ accounts: accounts.join(", ") }}`,
      "Have them sign the paper with `office change sign`, and send all papers together",
    );
  }
}

/**
 * Announces a change that everybody signed; anybody may.
 * Throws `PaperForeignError`, `SignaturesLackingError` or `ContractRefusedError`.
 */
export async function sendChangeCommand(
  files: readonly [string, ...string[]],
  options: SendChangeOptions,
): Promise<void> {
  const speaker = officeSpeaker(options);
  const paper = readPapers(files);
  const { change, place } = paper;
  await withRegistry(options.rpc, place, async (reached) => {
    const signatures = await checkedSignatures(paper, reached);
    sayChange(speaker, change, reached.state);
    let transaction: string | null = null;
    let effectiveAt: number | null = null;
    if (options.dryRun) {
      await tryAnnouncing(place.registry, change, signatures, reached.provider);
      speaker.say("notSent");
    } else {
      const sender = (await organizerAccount(options.keyFile)).connect(reached.provider);
      transaction = (await announceChange(place.registry, change, signatures, sender)).hash;
      effectiveAt = (await readOfficeState(place.registry, reached.provider))[change.kind]?.effectiveAt ?? null;
      speaker.say("announced", { time: koreanTime(effectiveAt ?? 0) });
      if (change.kind === "recovery") speaker.say("vetoPossible", { lost: change.lost });
    }
    if (options.json) console.log(JSON.stringify({ kind: change.kind, effectiveAt, transaction }, null, 2));
  });
}

/** By role. */
async function checkedSignatures({ change, place, signatures }: ChangePaper, { state, provider }: ReachedRegistry) {
  const lacking: string[] = [];
  const found: Partial<Record<ChangeSigner["role"], string>> = {};
  for (const { role, account, deed } of signersOf(change, state)) {
    const signature = signatures.get(account);
    const holds =
      signature !== undefined && (await isChangeSignedBy(account, { change, deed, signature }, place, provider));
    if (holds) found[role] = signature;
    else lacking.push(account);
  }
  if (lacking.length > 0) throw new SignaturesLackingError(lacking);
  return found;
}
