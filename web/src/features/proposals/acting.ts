import { useSyncExternalStore } from "react";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { Change } from "../../../../sdk/proposals/act.ts";
import { isSupport, LAST_VERSION } from "../../../../sdk/proposals/actions.ts";
import { ActEndedError } from "../../../../sdk/relaying/actLadder.ts";
import { ACT_CIRCUIT } from "../../proving/actCircuit.ts";
import { pageProver } from "../../proving/pageProver.ts";
import type { Session } from "../../shared/session.tsx";
import { type KeptAct, keepAct } from "../../shared/vault/acts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import type { ProposalNow } from "./queries.ts";
import { followAct, keptAct, sendAct } from "./sendingActs.ts";

/** What a resident does to a proposal's count. */
export type Doing = "support" | "withdrawal";

/** How far a support or a withdrawal of this tab is. */
export type Acting =
  | { readonly at: "fetching"; readonly doing: Doing; readonly loaded: number; readonly total: number }
  | { readonly at: "proving" | "sending"; readonly doing: Doing }
  /** A relayer took it, or it is in a block. */
  | { readonly at: "sent"; readonly act: KeptAct }
  /** No relayer took it: it is kept. */
  | { readonly at: "stuck"; readonly act: KeptAct; readonly failures: readonly HanpyoError[] }
  /** The chain had it already: made with another device, or before this one lost its memory. */
  | { readonly at: "already"; readonly doing: Doing }
  | { readonly at: "latched" | "closed" | "notOnRoll" | "limit" }
  | { readonly at: "failed"; readonly doing: Doing; readonly error: unknown };

/** By proposal: what was begun goes on whichever page of this tab is shown. */
const running = new Map<string, Acting>();
const listeners = new Set<() => void>();

/** How far this tab's act of a proposal is; nothing where none was begun. */
export function useActing(id: bigint): Acting | undefined {
  return useSyncExternalStore(
    (told) => {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    () => running.get(String(id)),
  );
}

function set(id: bigint, acting: Acting | undefined): void {
  if (acting === undefined) running.delete(String(id));
  else running.set(String(id), acting);
  for (const told of listeners) told();
}

/** Lets go of what came of an act, so that the proposal's page begins anew. */
export function forgetActing(id: bigint): void {
  set(id, undefined);
}

export function isBusy(acting: Acting | undefined): boolean {
  return acting !== undefined && ["fetching", "proving", "sending"].includes(acting.at);
}

/**
 * Supports a proposal, or takes the support back: proves it on this device, hands it to a relayer, follows it. Never
 * throws; what came of it is told by `useActing`.
 */
export async function act(
  { town, provider, proposal }: ProposalNow,
  doing: Doing,
  { secret, commitment }: VotingIdentity,
  session: Session,
): Promise<void> {
  const { id, kept, template, posting } = proposal;
  if (isBusy(running.get(String(id)))) return;
  const place = { chainId: town.chainId, proposals: town.proposals };
  const prover = pageProver(session.config);
  const tell = (acting: Acting) => set(id, acting);
  tell({ at: "fetching", doing, loaded: 0, total: 0 });
  try {
    const { version } = await prover.run({ kind: "support", place, id, secret });
    if (isSupport(Number(version)) !== (doing === "support")) return tell({ at: "already", doing });
    if (version > BigInt(LAST_VERSION)) return tell({ at: "limit" });
    await prover.run({ kind: "load", circuit: ACT_CIRCUIT }, (loaded, total) =>
      tell({ at: "fetching", doing, loaded, total }),
    );
    tell({ at: "proving", doing });
    const said = { kind: "change", id, version: Number(version) } as const;
    const { rolls, rollId } = template;
    const wanted = { rolls, rollId, censusTime: posting.cut, censusRoot: kept.censusRoot };
    const proved = await prover.run({ kind: "act", place, said, wanted, secret, identityCommitment: commitment });
    const change: Change = { ...said, newcomersCut: 0, ...proved };
    const made = keptAct({ ...place, act: change }, id, doing);
    await keepAct(town.chainId, made);
    tell({ at: "sending", doing });
    await deliver(made, tell, { provider, session, chainId: town.chainId });
  } catch (error) {
    tell(outcomeOf(doing, error));
  }
}

type Way = Pick<ProposalNow, "provider"> & { readonly session: Session; readonly chainId: bigint };

/** Hands a kept act over once more. Never throws. */
export async function sendAgain(made: KeptAct, id: bigint, way: Way): Promise<void> {
  const doing = made.kind === "withdrawal" ? "withdrawal" : "support";
  const tell = (acting: Acting) => set(id, acting);
  tell({ at: "sending", doing });
  try {
    await deliver(made, tell, way);
  } catch (error) {
    tell(outcomeOf(doing, error));
  }
}

/** Takes up an act that was handed over before this page was opened. Never throws. */
export async function takeUp(made: KeptAct, id: bigint, { provider, session, chainId }: Way): Promise<void> {
  if (running.has(String(id))) return;
  set(id, { at: "sent", act: made });
  await followAct(made, session, provider, chainId, (changed) => set(id, { at: "sent", act: changed })).catch(() => {
    // Whoever opens the page again finds it where it was.
  });
}

async function deliver(made: KeptAct, tell: (acting: Acting) => void, way: Way): Promise<void> {
  const { provider, session, chainId } = way;
  const { act: sent, failures } = await sendAct(made, session.config, provider, chainId);
  if (sent.state === "proved") return tell({ at: "stuck", act: sent, failures });
  tell({ at: "sent", act: sent });
  // What was taken is not in doubt when the page cannot follow it.
  await followAct(sent, session, provider, chainId, (changed) => tell({ at: "sent", act: changed })).catch((error) => {
    if (error instanceof ActEndedError) throw error;
  });
}

function outcomeOf(doing: Doing, error: unknown): Acting {
  if (error instanceof ActEndedError) return { at: error.end };
  if (error instanceof HanpyoError && error.code === "NOT_ON_ROLL") return { at: "notOnRoll" };
  return { at: "failed", doing, error };
}
