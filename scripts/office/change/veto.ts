import { Wallet } from "ethers";
import { signChange, vetoRecovery } from "../../../sdk/chain/officeChanges.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { NothingAnnouncedError } from "./carryOut.ts";
import { withRegistry } from "./registryPlace.ts";

export type VetoOptions = LanguageOptions & {
  readonly rpc: string;
  readonly registry: string;
  readonly keyFile: string;
  readonly dryRun?: boolean;
};

/** A recovery of another office than this key's. */
export class NotTheLostKeyError extends HanpyoError {
  constructor(account: string, lost: string) {
    super(
      "NOT_THE_LOST_KEY",
      told`The pending recovery replaces ${{ lost }}, and this key's account is ${{ account }}`,
      "Only the key that it would replace can veto it; both offices can announce a rotation instead",
    );
  }
}

/** Takes the pending recovery back by the key that it would replace (P1.8), whose keys' account pays. */
export async function vetoCommand(options: VetoOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  const keys = readOfficeKeys(options.keyFile);
  const signer = new Wallet(keys.signingKey);
  await withRegistry(options.rpc, options, async ({ chainId, registry, state, provider }) => {
    if (state.recovery === undefined) throw new NothingAnnouncedError("recovery", registry);
    const { lost, successor } = state.recovery;
    if (lost !== signer.address) throw new NotTheLostKeyError(signer.address, lost);
    let transaction: string | null = null;
    if (options.dryRun) {
      say("notSent");
      say("vetoable", { lost, successor });
    } else {
      const change = { kind: "recovery", lost, successor, nonce: state.nonces.recovery } as const;
      const signature = await signChange({ signer }, change, "veto", { chainId, registry });
      transaction = (await vetoRecovery(registry, signature, new Wallet(keys.accountKey, provider))).hash;
      say("vetoed", { lost, successor });
    }
    if (options.json) console.log(JSON.stringify({ lost, successor, transaction }, null, 2));
  });
}
