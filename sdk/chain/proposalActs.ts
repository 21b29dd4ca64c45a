import { type ContractRunner, type Log, type Provider, toBeHex } from "ethers";
import { type Act, type ActContent, type Change, changeContent, type Post, postContent } from "../proposals/act.ts";
import { postedTemplate } from "../proposals/postedTemplate.ts";
import { type DecodedTemplate, type Template, templateFromAbi, templateHash } from "../proposals/template.ts";
import { postingClosesAt } from "../proposals/weeklyCut.ts";
import { ContractRefusedError, read } from "./contracts.ts";
import { readFrom } from "./firstBlock.ts";
import { type Blocks, type LogFilter, logPages, readLogs } from "./logPages.ts";
import { type PlainEvent, plainEvent } from "./plainEvent.ts";
import {
  type KeptProposal,
  POSTED_TOPICS,
  type PostedProposal,
  projectCosts,
  readProposal,
} from "./postedProposals.ts";
import { proposalsAt, proposalsInterface, templatesInterface } from "./proposalContracts.ts";
import { readSupersededFrom } from "./templateTakenOver.ts";

/** An act's event with the block that holds it. */
export type PlacedAct = ActContent & {
  readonly kind: Act["kind"];
  readonly nullifier: bigint;
  readonly version: bigint;
  readonly blockNumber: number;
  readonly blockHash: string;
};

/** What the contract keeps of a proposal that acts depend on; all 0 if it was never posted. */
export type ProposalTerms = Pick<
  KeptProposal,
  "postedAt" | "closesAt" | "reachedAt" | "censusRoot" | "templateHash"
> & {
  /** Of its census, Unix seconds. */
  readonly cut: number;
};

/** Why the contract will never take an act as far as a node's latest block tells (P21.13). */
export type ActEnd = "latched" | "closed";

/** How an act's nullifier stands at a node's latest block. */
export type ActStanding = {
  /** The version that it has. */
  readonly version: bigint;
  /** Whether the contract would take the act now. */
  readonly isDue: boolean;
  readonly ended?: ActEnd;
  /** Why the contract refuses a post, ended or not. */
  readonly refused?: ContractRefusedError;
};

/** As in the contract's enum; every later state is one of a reached quota. */
const [NONE, OPEN, EXPIRED] = [0n, 1n, 2n];
const WEEK = 604_800;
const CHANGED = topicOf("SupportChanged");

/** The contract that keeps the templates of a contract of proposals. Throws what `read` throws, as all here do. */
export function readTemplatesOf(proposals: string, runner: ContractRunner): Promise<string> {
  return read<string>(proposalsAt(proposals, runner), "templates");
}

export async function readProposalTerms(proposals: string, id: bigint, runner: ContractRunner): Promise<ProposalTerms> {
  const kept = await readProposal(proposals, id, runner);
  return { ...kept, cut: kept.week * WEEK };
}

/** Root of a newcomers' group at a cut; 0 where nobody showed it (P21.6). */
export function readNewcomersRoot(proposals: string, hash: string, cut: number, runner: ContractRunner) {
  return read<bigint>(proposalsAt(proposals, runner), "newcomersRoot", hash, cut);
}

/** The version that an act's nullifier has: how many changes were made under it, or whether a post used it. */
export async function readActVersion(proposals: string, act: Act, runner: ContractRunner): Promise<bigint> {
  const contract = proposalsAt(proposals, runner);
  if (act.kind === "change") return read<bigint>(contract, "changes", act.nullifier);
  return (await read<bigint>(contract, "postedWith", act.nullifier)) === 0n ? 0n : 1n;
}

/** How an act stands at the latest block; of a post the contract itself is asked whether it would take it. */
export async function readActStanding(
  proposals: string,
  chainId: bigint,
  act: Act,
  provider: Provider,
): Promise<ActStanding> {
  const version = await readActVersion(proposals, act, provider);
  if (act.kind === "post")
    return version > 0n ? { version, isDue: false } : postStanding(proposals, chainId, act, provider);
  if (version !== BigInt(act.version)) return { version, isDue: false };
  const state = await read<bigint>(proposalsAt(proposals, provider), "state", act.id);
  if (state === OPEN || state === NONE) return { version, isDue: state === OPEN };
  return { version, isDue: false, ended: state === EXPIRED ? "closed" : "latched" };
}

async function postStanding(proposals: string, chainId: bigint, act: Post, provider: Provider): Promise<ActStanding> {
  const [version, isDue] = [0n, false] as const;
  try {
    await read(proposalsAt(proposals, provider), "post", postingOf(chainId, act));
    return { version, isDue: true };
  } catch (error) {
    if (!(error instanceof ContractRefusedError)) throw error;
    const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
    if (now >= (await readPostEnd(chainId, act, provider))) {
      return { version, isDue, ended: "closed", refused: error };
    }
    return { version, isDue, refused: error };
  }
}

/** From which time on, Unix seconds, the contract takes a post no more, whatever happens. */
export function postClosesAt(chainId: bigint, act: Post): number {
  const { periodLength, cellClosesAt = Number.POSITIVE_INFINITY } = postedTemplate(chainId, act);
  return Math.min(postingClosesAt(act.cut, act.period, periodLength), cellClosesAt);
}

/** The same, and from a day after another template took over, as far as the latest block tells. */
export async function readPostEnd(chainId: bigint, act: Post, runner: ContractRunner): Promise<number> {
  const superseded = await readSupersededFrom(act.templates, postedTemplate(chainId, act).hash, runner);
  return Math.min(postClosesAt(chainId, act), superseded ?? Number.POSITIVE_INFINITY);
}

/** A post as the contract's function takes it. */
export function postingOf(chainId: bigint, act: Post) {
  const { digest, cost = 0n, cut, period, slot, nullifier, proof } = act;
  return {
    template: postedTemplate(chainId, act).fields,
    digest,
    cost,
    cut,
    period,
    slot,
    nullifier,
    proof: [...proof],
  };
}

/** The call that brings changes of any proposals, or one post, to the chain. */
export function actCall(chainId: bigint, acts: readonly Act[]): string {
  const [first] = acts;
  if (first?.kind === "post") return proposalsInterface.encodeFunctionData("post", [postingOf(chainId, first)]);
  const changes = acts.flatMap((act) => (act.kind === "change" ? [{ ...act, proof: [...act.proof] }] : []));
  return proposalsInterface.encodeFunctionData("act", [changes]);
}

/** Acts that these blocks hold, in the chain's order. */
export async function readPlacedActs(proposals: string, { first, last }: Blocks, provider: Provider) {
  const logs = await readLogs({ address: proposals, topics: [[CHANGED, ...POSTED_TOPICS]] }, { first, last }, provider);
  return placedActsOf(logs);
}

/** The act that took this one's version, from `lastBlock` back; nothing if there is none. No node is believed to have filtered. */
export async function findPlacedAct(
  proposals: string,
  act: Act,
  lastBlock: number,
  provider: Provider,
): Promise<PlacedAct | undefined> {
  const topics: LogFilter["topics"] =
    act.kind === "change"
      ? [CHANGED, toBeHex(act.id, 32), toBeHex(act.nullifier, 32)]
      : [
          [...POSTED_TOPICS],
          toBeHex(await read<bigint>(proposalsAt(proposals, provider), "postedWith", act.nullifier), 32),
        ];
  const first = await readFrom(proposals, lastBlock, provider);
  const version = act.kind === "change" ? BigInt(act.version) : 0n;
  for await (const logs of logPages(
    { address: proposals, topics },
    { first, last: lastBlock },
    provider,
    "backwards",
  )) {
    const found = placedActsOf(logs).find((one) => one.nullifier === act.nullifier && one.version === version);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A published template, by its hash, which nobody can forge; nothing where the node shows none. */
export async function readTemplate(
  templates: string,
  hash: string,
  chainId: bigint,
  provider: Provider,
): Promise<Template | undefined> {
  const last = await provider.getBlockNumber();
  const filter = {
    address: templates,
    topics: [templatesInterface.getEvent("TemplatePublished")?.topicHash ?? "", hash],
  };
  const blocks = { first: await readFrom(templates, last, provider), last };
  for await (const logs of logPages(filter, blocks, provider, "backwards")) {
    for (const log of logs) {
      const template = templateIn(log);
      if (template !== undefined && templateHash({ chainId, templates }, template) === hash) return template;
    }
  }
  return undefined;
}

function templateIn(log: Log): Template | undefined {
  const event = plainEvent(log, templatesInterface);
  return event && templateFromAbi(event.args.template as unknown as DecodedTemplate);
}

function placedActsOf(logs: readonly Log[]): PlacedAct[] {
  const costs = projectCosts(logs);
  return logs.flatMap((log) => placedActOf(log, costs) ?? []);
}

function placedActOf(log: Log, costs: ReadonlyMap<bigint, bigint>): PlacedAct | undefined {
  const event = plainEvent(log, proposalsInterface);
  if (event?.name === "ProposalPosted") {
    const { id, templateHash: hash, digest, postNullifier } = event.args as unknown as PostedProposal;
    const content = postContent(hash, digest, costs.get(id));
    return { kind: "post", nullifier: postNullifier, version: 0n, ...content, ...placeOf(event) };
  }
  if (event?.name !== "SupportChanged") return undefined;
  const { id, nullifier, version } = event.args as unknown as Pick<Change, "id" | "nullifier" | "version">;
  return { kind: "change", nullifier, version: BigInt(version), ...changeContent({ id, version }), ...placeOf(event) };
}

function placeOf({ blockNumber, blockHash }: PlainEvent): Pick<PlacedAct, "blockNumber" | "blockHash"> {
  return { blockNumber, blockHash };
}

function topicOf(event: "SupportChanged"): string {
  return proposalsInterface.getEvent(event)?.topicHash as string;
}
