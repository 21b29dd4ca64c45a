import { type PlacedSnapshot, readSnapshots } from "../../../sdk/chain/publishedRolls.ts";
import { withRolls } from "../../rollFiles/rollsPlace.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

export type StatusOptions = LanguageOptions & { readonly rpc: string; readonly rolls: string; readonly roll: number };

/** Prints every snapshot of a roll with what became of it, by the latest block. */
export async function statusCommand(options: StatusOptions): Promise<void> {
  const { rolls, roll } = options;
  const { say } = officeSpeaker(options);
  await withRolls(options.rpc, { rolls }, async ({ provider }) => {
    const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
    const snapshots = await readSnapshots(rolls, BigInt(roll), provider);
    if (snapshots.length === 0) say("noSnapshot", { roll });
    for (const snapshot of snapshots) {
      const { sequence, activeMembers: active, finalAt } = snapshot;
      const state = stateOf(snapshot, now);
      const key = ({ pending: "pending", final: "final", voided: "fellVoid", withdrawn: "fellBack" } as const)[state];
      const values = { sequence: String(sequence), active, time: koreanTime(finalAt) };
      const { fallen } = snapshot;
      say(key, {
        ...values,
        ...(fallen === undefined ? {} : "fault" in fallen ? { fault: fallen.fault } : { office: fallen.withdrawnBy }),
      });
    }
    if (options.json) {
      const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
      const listed = snapshots.map((one) => ({ ...one, fallen: one.fallen ?? null, state: stateOf(one, now) }));
      console.log(JSON.stringify({ rolls, roll: String(roll), time: now, snapshots: listed }, plain, 2));
    }
  });
}

function stateOf({ fallen, finalAt }: PlacedSnapshot, now: number): "pending" | "final" | "voided" | "withdrawn" {
  if (fallen !== undefined) return "fault" in fallen ? "voided" : "withdrawn";
  return now < finalAt ? "pending" : "final";
}
