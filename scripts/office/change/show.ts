import { ANNOUNCEMENT_LIFE, BETWEEN_OFFICES } from "../../../sdk/chain/officeChanges.ts";
import { toJson } from "../../terminal/checkedFile.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { withRegistry } from "./registryPlace.ts";

export type ShowOptions = LanguageOptions & { readonly rpc: string; readonly registry: string };

/** Says who holds the offices by the latest block, what is announced, and until when it can be vetoed. */
export async function showCommand(options: ShowOptions): Promise<void> {
  const { say, text } = officeSpeaker(options);
  await withRegistry(options.rpc, options, async ({ state }) => {
    const { current, body, rotation, recovery, past } = state;
    say("holders", current);
    if (body === undefined) say("noBody");
    else say("bodyIs", { body });
    if (rotation !== undefined) {
      const { registrar, approver, effectiveAt } = rotation;
      const until = koreanTime(effectiveAt + ANNOUNCEMENT_LIFE);
      say("rotationAnnounced", { registrar, approver, time: koreanTime(effectiveAt), until });
    }
    if (recovery !== undefined) {
      const { lost, successor, effectiveAt } = recovery;
      const role = text(lost === current.registrar ? "registrarRole" : "approverRole");
      const until = koreanTime(effectiveAt + ANNOUNCEMENT_LIFE);
      say("recoveryAnnounced", { role, lost, successor, time: koreanTime(effectiveAt), until });
      say("vetoPossible", { lost });
    }
    if (rotation === undefined && recovery === undefined) say("nothingAnnounced");
    if (past !== undefined) {
      const [role, other] = past.ofRegistrar
        ? (["registrarRole", "approverRole"] as const)
        : (["approverRole", "registrarRole"] as const);
      const values = { role: text(role), other: text(other) };
      say("recoveredBefore", {
        ...values,
        time: koreanTime(past.time),
        until: koreanTime(past.time + BETWEEN_OFFICES),
      });
    }
    if (options.json) console.log(toJson({ registry: options.registry, ...state }));
  });
}
