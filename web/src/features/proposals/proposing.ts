import type { JsonRpcProvider } from "ethers";
import { readHead } from "../../../../sdk/chain/electionState.ts";
import type { ProposalTown } from "../../../../sdk/chain/proposalTown.ts";
import { checkpointAt } from "../../../../sdk/chain/publishedRolls.ts";
import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { Post } from "../../../../sdk/proposals/act.ts";
import { postedSubject, proposalId } from "../../../../sdk/proposals/actions.ts";
import { parseActPackage } from "../../../../sdk/proposals/actPackage.ts";
import { templateBytes } from "../../../../sdk/proposals/postedTemplate.ts";
import { readText } from "../../../../sdk/proposals/proposalText.ts";
import { limitKey, type Template } from "../../../../sdk/proposals/template.ts";
import { writeTextFile } from "../../../../sdk/proposals/textFile.ts";
import { type ShownLeaf, textDigest } from "../../../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../../../sdk/proposals/weeklyCut.ts";
import { handText } from "../../../../sdk/relaying/actClient.ts";
import { ActDisplacedError, ActEndedError } from "../../../../sdk/relaying/actLadder.ts";
import { ACT_CIRCUIT } from "../../proving/actCircuit.ts";
import { pageProver } from "../../proving/pageProver.ts";
import { proposalIdOf } from "../../shared/paths.ts";
import type { Session } from "../../shared/session.tsx";
import { type KeptAct, keepAct } from "../../shared/vault/acts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { keepOwnText } from "../../shared/vault/ownTexts.ts";
import { ownDraft } from "./draftKeeping.ts";
import { isDraftOf } from "./draftText.ts";
import { offerTextOf, ownLeavesOf } from "./ownText.ts";
import { ask } from "./queries.ts";
import { followAct, keptAct, sendAct } from "./sendingActs.ts";

/** How far a posting of this tab is. */
export type Posting =
  | { readonly at: "fetching" | "proving" | "sending" }
  /** It is kept, and its state says how far it is; where no relayer took it, why. */
  | { readonly at: "kept"; readonly act: KeptAct; readonly failures: readonly HanpyoError[] }
  | { readonly at: "notOnRoll" | "noSlot" | "censusSmall" }
  /** Whether it was on its way: then it is kept, and is posted once however often it is sent. */
  | { readonly at: "failed"; readonly error: unknown; readonly wasSending: boolean };

/** Milliseconds that relayer and mirrors may take for a text. */
const TIMEOUT = 15_000;
const reach = { timeout: TIMEOUT, fetch: ask };

/** What a posting is sent and followed by. */
export type Way = { readonly session: Session; readonly provider: JsonRpcProvider; readonly chainId: bigint };

export type ToPost = {
  readonly town: ProposalTown;
  readonly provider: JsonRpcProvider;
  readonly template: PublishedTemplate;
  readonly leaves: readonly ShownLeaf[];
  /** What a project costs, in won; 0 of any other proposal. */
  readonly cost: bigint;
  readonly title: string;
};

/**
 * Posts a text under a template: proves it on this device, keeps text and act, and delivers them. Never throws; what came
 * of it is told.
 */
export async function postProposal(
  { town, provider, template: published, leaves, cost, title }: ToPost,
  { secret, commitment }: VotingIdentity,
  session: Session,
  tell: (posting: Posting) => void,
): Promise<void> {
  const { template, templateHash } = published;
  const place = { chainId: town.chainId, proposals: town.proposals };
  const prover = pageProver(session.config);
  tell({ at: "fetching" });
  let made: KeptAct;
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
    const subject = postedSubject(templateHash, digest, cost);
    const wanted = { rolls: template.rolls, rollId: template.rollId, censusTime: cut, censusRoot: census.root };
    const said = { kind: "post", slot, subject } as const;
    const proved = await prover.run({ kind: "act", place, said, wanted, secret, identityCommitment: commitment });
    const terms = {
      templates: town.templates,
      template: templateBytes(template),
      digest,
      cut,
      ...(cost === 0n ? {} : { cost }),
    };
    const post: Post = { kind: "post", ...terms, period: slot.period, slot: slot.slot, ...proved };
    const id = proposalId(place, subject, census.root, proved.nullifier);
    // The text before the posting: nobody else has it.
    await keepOwnText({ id: String(id), digest, file: writeTextFile(leaves), isPosted: true });
    made = keptAct({ ...place, act: post }, id, "posting", title);
    await keepAct(town.chainId, made);
  } catch (error) {
    const isForeign = error instanceof HanpyoError && error.code === "NOT_ON_ROLL";
    return tell(isForeign ? { at: "notOnRoll" } : { at: "failed", error, wasSending: false });
  }
  await deliverPosting(made, { session, provider, chainId: town.chainId }, tell);
}

/** Hands a kept posting and its text to a relayer, and follows it. Never throws. */
export async function deliverPosting(made: KeptAct, way: Way, tell: (posting: Posting) => void): Promise<void> {
  const { session, provider, chainId } = way;
  tell({ at: "sending" });
  try {
    const { act, failures } = await sendAct(made, session.config, provider, chainId);
    tell({ at: "kept", act, failures });
    if (act.state === "proved") return;
    const text = await postedText(act);
    if (act.relayer !== undefined && text !== undefined) {
      await handText({ url: act.relayer }, act.tracker, writeTextFile(text.leaves), reach).catch(ignoreRefusals);
    }
    await followPosting(act, way, (changed) => tell({ at: "kept", act: changed, failures: [] }));
  } catch (error) {
    const act = await lost(made, error, chainId);
    tell(act === undefined ? { at: "failed", error, wasSending: true } : { at: "kept", act, failures: [] });
  }
}

/** Trackers of postings that this tab follows. */
const followed = new Set<string>();

/**
 * Follows a posting that was handed over, in this tab once: gives mirrors its text once a block has it, and lets go of the
 * draft when it is final.
 */
export async function followPosting(
  act: KeptAct,
  { session, provider, chainId }: Way,
  told: (act: KeptAct) => void,
): Promise<void> {
  if (followed.has(act.tracker)) return;
  followed.add(act.tracker);
  try {
    await followAct(act, session, provider, chainId, (changed) => {
      told(changed);
      void afterwards(changed, session).catch(ignoreRefusals);
    });
  } catch (error) {
    const gone = await lost(act, error, chainId);
    if (gone !== undefined) told(gone);
    // Whoever looks again finds it where it was.
    else ignoreRefusals(error);
  } finally {
    followed.delete(act.tracker);
  }
}

async function afterwards(act: KeptAct, { config }: Session): Promise<void> {
  if (act.blockNumber === undefined || act.state === "displaced") return;
  const text = await postedText(act);
  if (text === undefined) return;
  // What the relayer does not hand on, this device does, once the posting is in a block.
  await offerTextOf(config.mirrors ?? [], text, reach);
  const draft = act.state === "final" ? await ownDraft.read() : undefined;
  if (draft !== undefined && isDraftOf(draft, readText(text.leaves))) await ownDraft.forget();
}

/** The text of a posting as this device keeps it. */
async function postedText({ file, proposal }: KeptAct) {
  const { act } = parseActPackage(file);
  const id = proposalIdOf(proposal.split("/").at(-1) ?? "");
  if (act.kind !== "post" || id === undefined) return undefined;
  const leaves = await ownLeavesOf(id, act.digest);
  return leaves && { id, digest: act.digest, leaves };
}

/** A posting that the chain can never take, kept so that its author sees later too what became of it. */
async function lost(act: KeptAct, error: unknown, chainId: bigint): Promise<KeptAct | undefined> {
  if (!(error instanceof ActDisplacedError || error instanceof ActEndedError)) return undefined;
  const gone: KeptAct = { ...act, state: error instanceof ActEndedError ? "ended" : "displaced" };
  await keepAct(chainId, gone).catch(ignoreRefusals);
  return gone;
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
