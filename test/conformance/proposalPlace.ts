import type { EventLog, Signer, Wallet } from "ethers";
import { Contract, hexlify, keccak256, sha256, toUtf8Bytes } from "ethers";
import conversionsArtifact from "../../artifacts/contracts/types/IConversions.sol/IConversions.json" with {
  type: "json",
};
import { semaphoreProvingFiles } from "../../scripts/checkout/semaphoreCircuit.ts";
import { ballotKinds } from "../../scripts/rehearsal/ballotKinds.ts";
import type { DeployedProposals } from "../../sdk/chain/deployProposals.ts";
import { noticesInterface, proposalsInterface, templatesInterface } from "../../sdk/chain/proposalContracts.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { MAJORITY, NO_FRACTION } from "../../sdk/election/fraction.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { proveChange, provePost } from "../../sdk/proofs/proposalProof.ts";
import { postedSubject, proposalId } from "../../sdk/proposals/actions.ts";
import { ANSWER_ALONE, type BallotTerms } from "../../sdk/proposals/ballotTerms.ts";
import { quotaDigest } from "../../sdk/proposals/quota.ts";
import type { Timing } from "../../sdk/proposals/schedule.ts";
import { limitKey, type Template, templateHash, templateToAbi } from "../../sdk/proposals/template.ts";
import { writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { isShown, type TextLeaf, textDigest } from "../../sdk/proposals/textLeaf.ts";
import { daily } from "../../sdk/proposals/votingDays.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import type { Place } from "./makeRecords.ts";

export const HOUR = 3_600;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const ROLL = 1n;
const { rules } = ballotKinds.yesNoAbstain as NonNullable<(typeof ballotKinds)[string]>;

/** Whoever supports: an identity on the roll or its companion. */
export type Supporter = { readonly secret: bigint; readonly identityCommitment: bigint };

/** A change of a proposal's count, before it is proved. */
export type Wanted = {
  readonly by: Supporter;
  readonly version?: number;
  /** Of the newcomers' group that it is proved over. */
  readonly newcomersCut?: number;
};

/** A town with the contracts of proposals; what its people do there. */
export type ProposalPlace = Place & {
  readonly contracts: DeployedProposals;
  readonly reviewer: Wallet;
  readonly council: Wallet;
};

/** The town's contracts of proposals, and two more accounts. Time stands on a Friday noon, UTC, under a weekly census. */
export async function proposalPlace(place: Place): Promise<ProposalPlace> {
  const { chain, town } = place;
  const full = {
    ...place,
    contracts: town.shared.proposals,
    reviewer: await chain.newAccount(),
    council: await chain.newAccount(),
  };
  await toFriday(full);
  return full;
}

/** The next Friday noon, UTC, on which the census of the day before is in use. */
export async function toFriday({ chain }: Pick<Place, "chain">): Promise<number> {
  await chain.moveTo(weeklyCut(await chain.now()) + 2 * WEEK + 1.5 * DAY);
  return weeklyCut(await chain.now());
}

/** A policy's template; changes make it another. */
export function policy({ town, reviewer, council }: ProposalPlace, changes: Partial<Template> = {}): Template {
  const figure = { residents: 210, fraction: { numerator: 1, denominator: 70, moreThan: false } };
  return {
    ...{ organizer: town.organizer.address, reviewer: reviewer.address, council: council.address },
    ...{ series: named("정책"), isTest: true, rolls: town.shared.registry.address, rollId: ROLL },
    ...{ quota: 3, leastMembers: 2, window: 30 * DAY, limitName: named("제안"), periodLength: 30 * DAY },
    ...{ postsPerPeriod: 3, answerTerm: 10 * DAY, legalBasis: sha256(toUtf8Bytes("조례")) },
    quotaArithmetic: quotaDigest({ ...figure, certifiedOn: "2026-01-10", source: "동대문구 공고 제2026-12호" }),
    ...ANSWER_ALONE,
    ...changes,
  };
}

/** A template that leads to a vote of the town's trustees, on days of Korean time. */
export function ordinance(place: ProposalPlace, from: number): Template {
  const ballot: BallotTerms = {
    question: hexlify(writeQuestion(QUESTION)),
    ...{ board: place.town.board, consentsRequired: 3, minimumCensus: 2, minimumBallots: 1, revoting: true },
    ...{ ballotSize: 4, rules, exampleBallot: [1, 0, 0] },
    outcome: {
      ...{ kind: "Referendum", tieBreak: "ListedOrder", quorum: NO_FRACTION, closedBelowQuorum: false, electors: 0 },
      ...{ electorsSource: `0x${"00".repeat(32)}`, passingShare: MAJORITY, winners: 0, minimumVotes: 0, budget: 0 },
      costs: [],
    },
  };
  const timing: Timing = {
    ...{ openLead: 10 * DAY, ...daily(7 * HOUR), censusLead: 3 * DAY, openGrace: DAY, votingLength: 4 * DAY },
    ...{ closeGrace: HOUR, sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 5 * DAY },
    blackouts: [{ from: from + 40 * DAY, until: from + 43 * DAY }],
  };
  return policy(place, {
    ...{ series: named("조례"), kind: "Ordinance", conversion: "WhenAnswered", convertTerm: 20 * DAY },
    ...{ ballot, timing },
  });
}

const QUESTION = {
  question: { ko: "이 제안에 찬성하십니까?", en: "Do you agree with this proposal?" },
  options: [
    { ko: "찬성", en: "Yes" },
    { ko: "반대", en: "No" },
    { ko: "기권", en: "Abstain" },
  ],
};

function named(name: string): string {
  return keccak256(toUtf8Bytes(name));
}

const at = (address: string, abi: Contract["interface"], signer: Signer) => new Contract(address, abi, signer);

/** Sends to one of the contracts, and waits for the block. */
export async function send(
  place: ProposalPlace,
  contract: "templates" | "proposals" | "notices" | "conversions",
  signer: Signer,
  call: string,
  ...args: readonly unknown[]
): Promise<void> {
  const interfaces = { templates: templatesInterface, proposals: proposalsInterface, notices: noticesInterface };
  const abi =
    contract === "conversions" ? new Contract(NOWHERE, conversionsArtifact.abi).interface : interfaces[contract];
  const sent = await at(place.contracts[contract].address, abi, signer).getFunction(call)(...args);
  await sent.wait();
}

const NOWHERE = `0x${"00".repeat(20)}`;

/** Posts a text, in a resident's slot, over the census in use; a project with its cost. Returns the proposal's id. */
export async function post(
  place: ProposalPlace,
  template: Template,
  leaves: readonly TextLeaf[],
  { by, slot = 0, cost = 0 }: { readonly by: Supporter; readonly slot?: number; readonly cost?: number },
): Promise<bigint> {
  const { chainId } = place.registry;
  const now = await place.chain.now();
  const [cut, period] = [weeklyCut(now), Math.floor(now / template.periodLength)];
  const { proposals, templates } = place.contracts;
  const where = { chainId, proposals: proposals.address };
  const hash = templateHash({ chainId, templates: templates.address }, template);
  const subject = postedSubject(hash, textDigest(leaves), BigInt(cost));
  const taken = { limitKey: limitKey(template), periodLength: template.periodLength, period, slot };
  const signaller = await signallerOf(place, by, ROLL, cut);
  const proved = await provePost(semaphoreProvingFiles(), where, { slot: taken, subject }, signaller);
  const posting = { template: templateToAbi(template), digest: subject.digest, cost, cut, period, slot, ...proved };
  await send(place, "proposals", place.town.relayer, "post", posting);
  return proposalId(where, subject, await rootAt(place, ROLL, cut), proved.nullifier);
}

/** Proves changes of a proposal's count and sends them as one batch. */
export async function act(place: ProposalPlace, id: bigint, cut: number, wanted: readonly Wanted[]): Promise<void> {
  const where = { chainId: place.registry.chainId, proposals: place.contracts.proposals.address };
  const actions: unknown[] = [];
  for (const { by, version = 0, newcomersCut = 0 } of wanted) {
    const roll = newcomersCut === 0 ? ROLL : ROLL + 2n ** 255n;
    const signaller = await signallerOf(place, by, roll, newcomersCut === 0 ? cut : newcomersCut);
    const proved = await proveChange(semaphoreProvingFiles(), where, { id, version }, signaller);
    actions.push({ id, version, newcomersCut, ...proved });
  }
  await send(place, "proposals", place.town.relayer, "act", actions);
}

/** The election that a proposal came to last. */
export async function electionOf({ contracts, chain }: ProposalPlace, id: bigint): Promise<string> {
  const conversions = new Contract(contracts.conversions.address, conversionsArtifact.abi, chain.provider);
  const events = await conversions.queryFilter(conversions.filters.ProposalConverted?.(id) ?? "ProposalConverted");
  return String((events.at(-1) as EventLog).args.election);
}

/** A text's leaves as `convert` takes them. */
export function onChain(leaves: readonly TextLeaf[]) {
  return leaves.map((leaf) =>
    isShown(leaf) ? { word: leaf.salt, text: toUtf8Bytes(leaf.text) } : { word: leaf.hash, text: "0x" },
  );
}

async function leavesAt({ town, chain }: ProposalPlace, rollId: bigint, time: number) {
  return censusAt(await readRollHistory(town.shared.registry.address, chain.provider), rollId, time).leaves;
}

async function rootAt(place: ProposalPlace, rollId: bigint, time: number): Promise<bigint> {
  return rollTree(await leavesAt(place, rollId, time)).root as bigint;
}

async function signallerOf(
  place: ProposalPlace,
  { secret, identityCommitment }: Supporter,
  rollId: bigint,
  time: number,
) {
  const tree = rollTree(await leavesAt(place, rollId, time));
  return { secret, membership: membershipProof(tree, identityCommitment, CENSUS_DEPTH) };
}
