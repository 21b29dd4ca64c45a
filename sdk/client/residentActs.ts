import { read } from "../chain/contracts.ts";
import { readNewcomers } from "../chain/newcomersShown.ts";
import { readProposal } from "../chain/postedProposals.ts";
import { readTemplate } from "../chain/proposalActs.ts";
import { proposalsAt } from "../chain/proposalContracts.ts";
import { readRollHistory } from "../chain/roll.ts";
import { companionOf } from "../election/companionRolls.ts";
import { membershipProof, NotOnRollError, rollTree } from "../election/roll.ts";
import { censusAt } from "../election/rollHistory.ts";
import { HanpyoError } from "../errors.ts";
import { CENSUS_DEPTH, nullifierOf } from "../proofs/ballotProof.ts";
import type { ProvingFiles } from "../proofs/groth16.ts";
import { proveChange, provePost } from "../proofs/proposalProof.ts";
import type { Signaller } from "../proofs/semaphoreProof.ts";
import type { Change, Post } from "../proposals/act.ts";
import { type PostSlot, postedSubject, postScope, signalOf, supportScope } from "../proposals/actions.ts";
import { templateBytes } from "../proposals/postedTemplate.ts";
import { limitKey, type Template, templateHash } from "../proposals/template.ts";
import { requireVotable } from "../proposals/votableTemplate.ts";
import { weeklyCut } from "../proposals/weeklyCut.ts";
import type { ProposalsTown, ResidentIdentity } from "./resident.ts";

const WEEK = 604_800;

/** What a resident asks for is so already. */
export class SupportAsItIsError extends HanpyoError {
  constructor(supports: boolean) {
    super(
      "SUPPORT_AS_IT_IS",
      supports ? "This identity supports the proposal already" : "This identity does not support the proposal",
      "Nothing is to be done",
    );
  }
}

/**
 * A posting as a resident's device makes it: by the census in use, in the first slot of the period that is free. Throws
 * what `requireVotable` throws, `NotOnRollError`, or the node's failure.
 * @param cost Of a project of a budget cell, in won; 0 of any other proposal.
 */
export async function makePost(
  { chainId, proposals, templates, provider }: ProposalsTown,
  { template, digest, cost = 0n }: { readonly template: Template; readonly digest: string; readonly cost?: bigint },
  { secret, commitment }: ResidentIdentity,
  files: ProvingFiles,
): Promise<Post> {
  requireVotable(template);
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const cut = weeklyCut(now);
  const period = Math.floor(now / template.periodLength);
  const place = { chainId, proposals };
  const slotOf = (slot: number): PostSlot => {
    return { limitKey: limitKey(template), periodLength: template.periodLength, period, slot };
  };
  const contract = proposalsAt(proposals, provider);
  let slot = 0;
  for (; slot < template.postsPerPeriod - 1; slot++) {
    const nullifier = nullifierOf(signalOf(postScope(place, slotOf(slot))), secret);
    if ((await read<bigint>(contract, "postedWith", nullifier)) === 0n) break;
  }
  const signaller = await signallerAt(template, cut, { secret, commitment }, provider);
  const subject = postedSubject(templateHash({ chainId, templates }, template), digest, cost);
  const proved = await provePost(files, place, { slot: slotOf(slot), subject }, signaller);
  const project = cost === 0n ? {} : { cost };
  return {
    kind: "post",
    templates,
    template: templateBytes(template),
    digest,
    ...project,
    cut,
    period,
    slot,
    ...proved,
  };
}

/**
 * A support or a withdrawal: by the proposal's census, or for who enrolled later by the newest newcomers' group that was
 * shown (P21.6). Throws `SupportAsItIsError`, what `requireVotable` throws, or `NotOnRollError`.
 */
export async function makeChange(
  { chainId, proposals, templates, provider }: ProposalsTown,
  { id, supports }: { readonly id: bigint; readonly supports: boolean },
  identity: ResidentIdentity,
  files: ProvingFiles,
): Promise<Change> {
  const place = { chainId, proposals };
  const kept = await readProposal(proposals, id, provider);
  const template = await readTemplate(templates, kept.templateHash, chainId, provider);
  // Withdrawing is open to everybody who supported, whatever the template turned out to be.
  if (template !== undefined && supports) requireVotable(template);
  const nullifier = nullifierOf(signalOf(supportScope(place, id)), identity.secret);
  const version = Number(await read<bigint>(proposalsAt(proposals, provider), "changes", nullifier));
  if ((version % 2 === 0) !== supports) throw new SupportAsItIsError(version % 2 === 1);
  const roll = template ?? { rolls: "", rollId: 0n };
  const { signaller, newcomersCut } = await memberOf(
    roll,
    kept.week * WEEK,
    identity,
    async () => {
      const last = await provider.getBlockNumber();
      return (await readNewcomers(proposals, kept.templateHash, provider, last)).map(({ cut }) => cut);
    },
    provider,
  );
  const proved = await proveChange(files, place, { id, version }, signaller);
  return { kind: "change", id, version, newcomersCut, ...proved };
}

type Roll = Pick<Template, "rolls" | "rollId">;

/** By the census, else by the newest group of newcomers, not before it, in which the identity is. */
async function memberOf(
  roll: Roll,
  cut: number,
  identity: ResidentIdentity,
  shown: () => Promise<readonly number[]>,
  provider: ProposalsTown["provider"],
): Promise<{ readonly signaller: Signaller; readonly newcomersCut: number }> {
  try {
    return { signaller: await signallerAt(roll, cut, identity, provider), newcomersCut: 0 };
  } catch (error) {
    if (!(error instanceof NotOnRollError)) throw error;
    for (const later of (await shown()).filter((one) => one >= cut).toSorted((a, b) => b - a)) {
      const companion = { rolls: roll.rolls, rollId: companionOf(roll.rollId) };
      try {
        return { signaller: await signallerAt(companion, later, identity, provider), newcomersCut: later };
      } catch (other) {
        if (!(other instanceof NotOnRollError)) throw other;
      }
    }
    throw error;
  }
}

/** A resident as a member of a roll at a time. Throws `NotOnRollError`. */
async function signallerAt(
  { rolls, rollId }: Roll,
  time: number,
  { secret, commitment }: ResidentIdentity,
  provider: ProposalsTown["provider"],
): Promise<Signaller> {
  const { leaves } = censusAt(await readRollHistory(rolls, provider), rollId, time);
  return { secret, membership: membershipProof(rollTree(leaves), commitment, CENSUS_DEPTH) };
}
