import type { Casting } from "../../shared/vault/castings.ts";

/** How far a ballot is that left the voter's hands, in the words of the page. */
export const STAGES = [
  ...["proved", "acknowledged", "overdue", "dropped", "inBlock"],
  ...["final", "displaced", "missing"],
] as const satisfies readonly string[];
export type Stage = "overdue" | "dropped" | "inBlock" | Casting["state"];

/** @param now The chain's time, Unix seconds. */
export function stageOf(casting: Casting, now: number): Stage {
  const { state, blockNumber, dropped } = casting;
  if (state !== "acknowledged") return state;
  if (blockNumber !== undefined) return "inBlock";
  // What a reorganisation undid is not the relayer's fault.
  if (dropped) return "dropped";
  return now > (deadlineOf(casting) ?? Number.POSITIVE_INFINITY) ? "overdue" : "acknowledged";
}

/** Whether a relayer has broken its promise, so that its signature is evidence. */
export function isOmission(stage: Stage, { acknowledgement }: Casting): boolean {
  return acknowledgement !== undefined && (stage === "overdue" || stage === "missing");
}

/** Until when a relayer promised to have the ballot in a block, Unix seconds. */
export function deadlineOf({ acknowledgement }: Casting): number | undefined {
  return acknowledgement === undefined ? undefined : (JSON.parse(acknowledgement) as { deadline: number }).deadline;
}
