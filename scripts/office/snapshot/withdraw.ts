import { Wallet } from "ethers";
import { pendingSnapshot } from "../../../sdk/chain/pendingSnapshot.ts";
import { signWithdrawal, withdrawSnapshot } from "../../../sdk/chain/publishedRolls.ts";
import { publishingOffices, roleOf } from "../../../sdk/chain/publishingOffices.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { withRolls } from "../../rollFiles/rollsPlace.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

export type WithdrawOptions = LanguageOptions & {
  readonly rpc: string;
  readonly keyFile: string;
  readonly rolls: string;
  readonly roll: number;
  readonly dryRun?: boolean;
};

/** A roll has no snapshot that could be withdrawn or challenged. */
export class NothingPendingError extends HanpyoError {
  constructor(roll: bigint) {
    super(
      "NOTHING_PENDING",
      told`No snapshot of roll ${{ roll }} is pending`,
      "Ask `roll snapshot status`: what is final stays, what has fallen needs nothing",
    );
  }
}

/**
 * Withdraws the pending snapshot by this office's signature, from the account of its keys (P13.3).
 * Throws `NothingPendingError`, `OfficeNotNamedError` or `ContractRefusedError`.
 */
export async function withdrawCommand(options: WithdrawOptions): Promise<void> {
  const { rolls } = options;
  const { say } = officeSpeaker(options);
  const rollId = BigInt(options.roll);
  const keys = readOfficeKeys(options.keyFile);
  const signer = new Wallet(keys.signingKey);
  await withRolls(options.rpc, { rolls }, async ({ provider, chainId }) => {
    const pending = await pendingSnapshot(rolls, rollId, provider);
    if (pending === undefined) throw new NothingPendingError(rollId);
    const { sequence } = pending;
    const office = roleOf(signer.address, await publishingOffices(rolls, provider));
    const values = { sequence: String(sequence), roll: String(rollId), office };
    let transaction: string | null = null;
    if (options.dryRun) {
      say("notSent");
      say("withdrawable", values);
    } else {
      const signature = await signWithdrawal({ signer }, { rollId, sequence }, { chainId, rolls });
      const payer = new Wallet(keys.accountKey, provider);
      const sent = await withdrawSnapshot(rolls, rollId, { office: signer.address, signature }, payer);
      transaction = sent.hash;
      say("withdrawn", values);
    }
    if (options.json) console.log(JSON.stringify({ ...values, transaction }, null, 2));
  });
}
