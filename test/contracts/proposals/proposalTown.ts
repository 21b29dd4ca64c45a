import type { ContractTransactionReceipt, Signer } from "ethers";
import hre from "hardhat";
import { deployElectionLibraries, linksOf } from "../../../sdk/chain/deploy.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { postedSubject, proposalId } from "../../../sdk/proposals/actions.ts";
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import {
  type AbiTemplate,
  type DecodedTemplate,
  limitKey,
  type Template,
  templateFromAbi,
  templateHash,
  templateToAbi,
} from "../../../sdk/proposals/template.ts";
import { weeklyCut } from "../../../sdk/proposals/weeklyCut.ts";
import type { ContractWith } from "../contractWith.ts";

export const DAY = 86_400;
export const WEEK = 7 * DAY;
export const ROLL_ID = 7n;
export const COMPANION_ID = companionOf(ROLL_ID);
export const DIGEST = `0x${"d1".repeat(32)}`;
export const PERIOD = 30 * DAY;

/** A name or a digest of 32 bytes. */
export function word(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0").repeat(32)}`;
}

export type TemplatesContract = ContractWith<
  "publish" | "takeOver" | "requireInForce" | "requireKnown" | "hashOf" | "publication" | "current"
>;
export type ProposalsContract = ContractWith<
  | "post"
  | "act"
  | "showNewcomers"
  | "state"
  | "proposal"
  | "partiesOf"
  | "changes"
  | "postedWith"
  | "newcomersRoot"
  | "templates"
>;
export type RollsContract = ContractWith<"write">;

export type VerifierName = "SemaphoreVerifier20" | "SyntheticSignalVerifier";

/** A chain of its own with both contracts, and rolls that a test writes. Time stands on a Friday noon, UTC. */
export async function proposalTown(verifierName: VerifierName, isTest = true) {
  const { ethers, networkHelpers, provider } = await hre.network.create();
  const [deployer, organizer, reviewer, council, stranger] = (await ethers.getSigners()) as unknown as [
    Signer,
    Signer,
    Signer,
    Signer,
    Signer,
  ];
  const verifier = await ethers.deployContract(verifierName);
  const rollFactory = await ethers.deployContract("MockRollFactoryAcceptsAll");
  const boardFactory = await ethers.deployContract("MockBoardFactoryAcceptsAll");
  const { Outcomes } = linksOf(await deployElectionLibraries(deployer));
  const factory = await ethers.deployContract("ElectionFactory", [[], boardFactory, [rollFactory]], {
    libraries: { Outcomes },
  });
  const templates = (await ethers.deployContract("Templates", [factory])) as unknown as TemplatesContract;
  const proposals = (await ethers.deployContract("Proposals", [templates, verifier])) as unknown as ProposalsContract;
  const rolls = (await ethers.deployContract("MockRollHistory", [isTest])) as unknown as RollsContract;
  const start = weeklyCut(await networkHelpers.time.latest()) + 2 * WEEK + 1.5 * DAY;
  await networkHelpers.time.increaseTo(start);
  const template = templateToAbi({
    organizer: await organizer.getAddress(),
    reviewer: await reviewer.getAddress(),
    council: await council.getAddress(),
    series: word(0x5e),
    isTest,
    rolls: await rolls.getAddress(),
    rollId: ROLL_ID,
    quota: 3,
    leastMembers: isTest ? 1 : 100,
    window: 30 * DAY,
    limitName: word(0x11),
    periodLength: PERIOD,
    postsPerPeriod: 2,
    answerTerm: 30 * DAY,
    legalBasis: word(0x1e),
    quotaArithmetic: word(0xa7),
    ...ANSWER_ALONE,
  });
  const chainId = 31337n;
  return {
    ...{ ethers, networkHelpers, provider, deployer, organizer, reviewer, council, stranger },
    ...{ verifier, rollFactory, factory, templates, proposals, rolls, template, start },
    templatesPlace: { chainId, templates: await templates.getAddress() },
    place: { chainId, proposals: await proposals.getAddress() },
    /** As the organizer. */
    published: templates.connect(organizer) as unknown as TemplatesContract,
  };
}

export type ProposalTown = Awaited<ReturnType<typeof proposalTown>>;

/** A checkpoint of a roll at a time, by default of the first cut that a posting may name now. */
export async function writeCensus(
  town: Pick<ProposalTown, "rolls" | "networkHelpers">,
  { root, activeMembers = 200, depth = 8, rollId = ROLL_ID, time }: CensusChoice,
): Promise<number> {
  const cut = weeklyCut(await town.networkHelpers.time.latest());
  await town.rolls.write(rollId, { time: time ?? cut - 10, depth, activeMembers, root });
  return cut;
}

export type CensusChoice = {
  readonly root: bigint;
  readonly activeMembers?: number;
  readonly depth?: number;
  readonly rollId?: bigint;
  readonly time?: number;
};

/** What a posting names beside its proof: now, in the first slot, by default. */
export type PostFacts = {
  readonly template: AbiTemplate;
  readonly digest: string;
  /** Of a project of a budget cell; 0 of any other proposal. */
  readonly cost: bigint;
  readonly cut: number;
  readonly period: number;
  readonly slot: number;
};

export async function postFacts(
  { template, networkHelpers }: Pick<ProposalTown, "template" | "networkHelpers">,
  changes: Partial<PostFacts> = {},
): Promise<PostFacts> {
  const now = await networkHelpers.time.latest();
  const chosen = changes.template ?? template;
  const period = Math.floor(now / chosen.periodLength);
  return { template: chosen, digest: DIGEST, cost: 0n, cut: weeklyCut(now), period, slot: 0, ...changes };
}

/** A template from the form in which contracts take it. */
export function templateOf(template: AbiTemplate): Template {
  return templateFromAbi(template as unknown as DecodedTemplate);
}

/** The slot that a posting's proof is bound to. */
export function slotOf({ template, period, slot }: PostFacts) {
  return { limitKey: limitKey(template), periodLength: template.periodLength, period, slot };
}

/** The subject that a posting names. */
export function subjectOf(
  { templatesPlace }: Pick<ProposalTown, "templatesPlace">,
  { template, digest, cost }: PostFacts,
) {
  return postedSubject(templateHash(templatesPlace, templateOf(template)), digest, cost);
}

/** The id that a posting gets under a census. */
export function idOf(
  town: Pick<ProposalTown, "templatesPlace" | "place">,
  facts: PostFacts,
  root: bigint,
  nullifier: bigint,
): bigint {
  return proposalId(town.place, subjectOf(town, facts), root, nullifier);
}

/** What a batch skipped, and why, in order. */
export function skipsOf(
  { proposals }: Pick<ProposalTown, "proposals">,
  receipt: ContractTransactionReceipt | null,
): readonly (readonly [index: number, reason: string])[] {
  const reasons = ["ProposalUnknown", "GroupUnknown", "VersionMoved", "Closed", "Latched", "LimitReached"];
  const events = (receipt?.logs ?? []).map((log) => proposals.interface.parseLog(log));
  return events
    .filter((event) => event?.name === "ActionSkipped")
    .map((event) => [Number(event?.args.index), reasons[Number(event?.args.reason)] as string]);
}

export const STATES = ["None", "Open", "Expired", "Reached"] as const;

/** A proposal's state by name. */
export async function stateOf({ proposals }: Pick<ProposalTown, "proposals">, id: bigint): Promise<string> {
  return STATES[Number(await proposals.state(id))] as string;
}
