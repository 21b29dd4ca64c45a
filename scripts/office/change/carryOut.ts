import { carryOut, type OfficeChange } from "../../../sdk/chain/officeChanges.ts";
import { readOfficeState } from "../../../sdk/chain/officeState.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { organizerAccount } from "../../checkout/organizerKey.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { withRegistry } from "./registryPlace.ts";

export type CarryOutOptions = LanguageOptions & {
  readonly rpc: string;
  readonly registry: string;
  readonly kind: OfficeChange["kind"];
  readonly keyFile?: string;
  readonly dryRun?: boolean;
};

/** A registry without a change of offices that could be carried out or vetoed. */
export class NothingAnnouncedError extends HanpyoError {
  constructor(kind: OfficeChange["kind"], registry: string) {
    super(
      "NOTHING_ANNOUNCED",
      told`No ${{ kind }} of the offices of ${{ registry }} is announced`,
      "Ask `office change show`: it was never announced, or was carried out, vetoed or cancelled, or has lapsed",
    );
  }
}

/** Puts an announced change in force once its time has come; anybody may. Throws `ContractRefusedError` before it. */
export async function carryOutCommand(options: CarryOutOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  await withRegistry(options.rpc, options, async ({ registry, state, provider }) => {
    const announced = state[options.kind];
    if (announced === undefined) throw new NothingAnnouncedError(options.kind, registry);
    let transaction: string | null = null;
    if (options.dryRun) {
      say("notSent");
      say("dueAt", { time: koreanTime(announced.effectiveAt) });
    } else {
      const sender = (await organizerAccount(options.keyFile)).connect(provider);
      transaction = (await carryOut(registry, options.kind, sender)).hash;
      say("holders", (await readOfficeState(registry, provider)).current);
    }
    if (options.json) console.log(JSON.stringify({ ...announced, transaction }, null, 2));
  });
}
