import type { Tone } from "../../shared/ui/Notice.tsx";
import type { KeptAct } from "../../shared/vault/acts.ts";

/** How far an act is, as keys of texts, and whether that is good news. */
export type HowFar = { readonly tone: Tone; readonly title: string; readonly far: string };

/** The same words of supports, withdrawals and postings, wherever one is shown. */
export function howFar({ kind, state, blockNumber }: Pick<KeptAct, "kind" | "state" | "blockNumber">): HowFar {
  if (state === "ended") return lost(kind, `support.far.ended.${kind}`);
  if (state === "displaced") return lost(kind, "support.far.displaced");
  if (state === "proved") return { tone: "warning", title: `support.made.${kind}`, far: "support.far.proved" };
  const far = state === "acknowledged" && blockNumber !== undefined ? "recorded" : state;
  return { tone: "success", title: `support.own.${kind}`, far: `support.far.${far}` };
}

function lost(kind: KeptAct["kind"], far: string): HowFar {
  return { tone: "warning", title: `support.lost.${kind}`, far };
}
