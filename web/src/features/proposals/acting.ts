import { useSyncExternalStore } from "react";
import type { CensusWanted } from "../../../../sdk/chain/frozenCensus.ts";
import { companionOf } from "../../../../sdk/election/companionRolls.ts";
import { NotOnRollError } from "../../../../sdk/election/roll.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { Change } from "../../../../sdk/proposals/act.ts";
import { isSupport, LAST_VERSION } from "../../../../sdk/proposals/actions.ts";
import { ActEndedError } from "../../../../sdk/relaying/actLadder.ts";
import { ACT_CIRCUIT } from "../../proving/actCircuit.ts";
import { pageProver } from "../../proving/pageProver.ts";
import type { Session } from "../../shared/session.tsx";
import { type KeptAct, keepAct } from "../../shared/vault/acts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { type Acting, type Doing, outcomeOf } from "./actOutcome.ts";
import { readNewcomersOf } from "./newcomers.ts";
import type { ProposalNow } from "./queries.ts";
import { followAct, keptAct, sendAct } from "./sendingActs.ts";

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
 * @param isNewcomer Whether it is supported by the newcomers' group in place of the census (P21.6).
 */
export async function act(
  { town, provider, proposal, clock }: ProposalNow,
  doing: Doing,
  { secret, commitment }: VotingIdentity,
  session: Session,
  isNewcomer = false,
): Promise<void> {
  const { id } = proposal;
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
    const read = { town, provider, proposal, clock };
    const proveBy = async ({ newcomersCut, ...wanted }: Group): Promise<Change> => {
      const proved = await prover.run({ kind: "act", place, said, wanted, secret, identityCommitment: commitment });
      return { ...said, newcomersCut, ...proved };
    };
    const change = isNewcomer
      ? await proveBy(await newcomersOf(read, commitment))
      : await proveBy(censusOf(proposal)).catch(async (error) => {
          // Whoever supported as a newcomer takes it back as one; a support is not made so without being asked.
          if (doing === "support" || !isNotOnRoll(error)) throw error;
          return proveBy(await newcomersOf(read, commitment));
        });
    const made = keptAct({ ...place, act: change }, id, doing);
    await keepAct(town.chainId, made);
    tell({ at: "sending", doing });
    await deliver(made, tell, { provider, session, chainId: town.chainId });
  } catch (error) {
    tell(outcomeOf(doing, error, running.get(String(id))));
  }
}

/** A group by which somebody proves to be a member, as the chain froze it. */
type Group = CensusWanted & { readonly newcomersCut: number };

function censusOf({ kept, template: { rolls, rollId }, posting }: ProposalNow["proposal"]): Group {
  return { rolls, rollId, censusTime: posting.cut, censusRoot: kept.censusRoot, newcomersCut: 0 };
}

/** The newest newcomers' group that was shown. Throws `NotOnRollError` where there is none. */
async function newcomersOf(read: ProposalNow, commitment: bigint): Promise<Group> {
  const { template } = read.proposal;
  const { group } = await readNewcomersOf(read, read.clock.time);
  if (group === undefined) throw new NotOnRollError(commitment);
  const { cut, root } = group;
  const companion = companionOf(template.rollId);
  return { rolls: template.rolls, rollId: companion, censusTime: cut, censusRoot: root, newcomersCut: cut };
}

function isNotOnRoll(error: unknown): boolean {
  return error instanceof HanpyoError && error.code === "NOT_ON_ROLL";
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
    tell(outcomeOf(doing, error, running.get(String(id))));
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
