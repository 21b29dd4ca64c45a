import type { JsonRpcProvider } from "ethers";
import { checkpointAt } from "../../../../sdk/chain/publishedRolls.ts";
import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { Post } from "../../../../sdk/proposals/act.ts";
import { plainSubject, proposalId } from "../../../../sdk/proposals/actions.ts";
import { templateBytes } from "../../../../sdk/proposals/postedTemplate.ts";
import { limitKey, type Template } from "../../../../sdk/proposals/template.ts";
import { writeTextFile } from "../../../../sdk/proposals/textFile.ts";
import { type ShownLeaf, textDigest } from "../../../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../../../sdk/proposals/weeklyCut.ts";
import { handText } from "../../../../sdk/relaying/actClient.ts";
import { ACT_CIRCUIT } from "../../proving/actCircuit.ts";
import { pageProver } from "../../proving/pageProver.ts";
import { readHead } from "../../shared/elections/state.ts";
import type { Session } from "../../shared/session.tsx";
import { type KeptAct, keepAct } from "../../shared/vault/acts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { keepOwnText } from "../../shared/vault/ownTexts.ts";
import { offerOwnText } from "./ownText.ts";
import type { ProposalTown } from "./proposalTown.ts";
import { ask } from "./queries.ts";
import { followAct, keptAct, sendAct } from "./sendingActs.ts";

/** How far a posting of this tab is. */
export type Posting =
  | { readonly at: "fetching" | "proving" | "sending" }
  | { readonly at: "sent"; readonly act: KeptAct; readonly id: bigint }
  | { readonly at: "stuck"; readonly act: KeptAct; readonly failures: readonly HanpyoError[] }
  | { readonly at: "notOnRoll" | "noSlot" | "censusSmall" }
  | { readonly at: "failed"; readonly error: unknown };

/** Milliseconds that relayer and mirrors may take for a text. */
const TIMEOUT = 15_000;
const reach = { timeout: TIMEOUT, fetch: ask };

export type ToPost = {
  readonly town: ProposalTown;
  readonly provider: JsonRpcProvider;
  readonly template: PublishedTemplate;
  readonly leaves: readonly ShownLeaf[];
  readonly title: string;
};

/**
 * Posts a text under a template: proves it on this device, keeps the text, hands both to a relayer, and follows it. Never
 * throws; what came of it is told.
 */
export async function postProposal(
  { town, provider, template: published, leaves, title }: ToPost,
  { secret, commitment }: VotingIdentity,
  session: Session,
  tell: (posting: Posting) => void,
): Promise<void> {
  const { template, templateHash } = published;
  const place = { chainId: town.chainId, proposals: town.proposals };
  const prover = pageProver(session.config);
  tell({ at: "fetching" });
  try {
    const { time } = await readHead(provider);
    const cut = weeklyCut(time);
    const census = await checkpointAt(template.rolls, template.rollId, cut, provider);
    if (census === undefined || census.activeMembers < template.leastMembers) return tell({ at: "censusSmall" });
    const slots = slotsOf(template, time);
    const { slot } = await prover.run({ kind: "freeSlot", place, slots, secret });
    if (slot === undefined) return tell({ at: "noSlot" });
    await prover.run({ kind: "load", circuit: ACT_CIRCUIT });
    tell({ at: "proving" });
    const digest = textDigest(leaves);
    const subject = plainSubject(templateHash, digest);
    const wanted = { rolls: template.rolls, rollId: template.rollId, censusTime: cut, censusRoot: census.root };
    const said = { kind: "post", slot, subject } as const;
    const proved = await prover.run({ kind: "act", place, said, wanted, secret, identityCommitment: commitment });
    const terms = { templates: town.templates, template: templateBytes(template), digest, cut };
    const post: Post = { kind: "post", ...terms, period: slot.period, slot: slot.slot, ...proved };
    const id = proposalId(place, subject, census.root, proved.nullifier);
    const file = writeTextFile(leaves);
    // The text before the posting: nobody else has it.
    await keepOwnText({ id: String(id), digest, file });
    const made = keptAct({ ...place, act: post }, id, "posting", title);
    await keepAct(town.chainId, made);
    tell({ at: "sending" });
    const { act, failures } = await sendAct(made, session.config, provider, town.chainId);
    if (act.state === "proved") return tell({ at: "stuck", act, failures });
    tell({ at: "sent", act, id });
    if (act.relayer !== undefined) await handText({ url: act.relayer }, act.tracker, file, reach).catch(ignoreRefusals);
    await followAct(act, session, provider, town.chainId, (changed) => {
      tell({ at: "sent", act: changed, id });
      // What the relayer does not hand on, this device does, once the posting is in a block.
      if (changed.blockNumber !== undefined)
        void offerOwnText(session.config.mirrors ?? [], { id, digest, leaves }, reach);
    }).catch(ignoreRefusals);
  } catch (error) {
    tell(error instanceof HanpyoError && error.code === "NOT_ON_ROLL" ? { at: "notOnRoll" } : { at: "failed", error });
  }
}

function ignoreRefusals(error: unknown): void {
  if (!(error instanceof HanpyoError)) throw error;
}

/** The slots of the period that a time lies in. */
export function slotsOf(template: Template, time: number) {
  const { periodLength, postsPerPeriod } = template;
  const [key, period] = [limitKey(template), Math.floor(time / periodLength)];
  return Array.from({ length: postsPerPeriod }, (_, slot) => ({ limitKey: key, periodLength, period, slot }));
}
