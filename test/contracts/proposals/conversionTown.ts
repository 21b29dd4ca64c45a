import type { ContractTransactionReceipt, ContractTransactionResponse, Signer } from "ethers";
import { hexlify } from "ethers";
import { NO_CELL_TERMS } from "../../../sdk/proposals/ballotTerms.ts";
import { type AbiTemplate, type Template, templateToAbi } from "../../../sdk/proposals/template.ts";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { isShown, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../../sdk/proposals/weeklyCut.ts";
import { SAMPLE_CONSTITUTION } from "../../sdk/election/sampleConstitution.ts";
import { leavesOf, QUESTION } from "../../sdk/proposals/sampleText.ts";
import { WEEKLY } from "../../sdk/proposals/timings.ts";
import type { ContractWith } from "../contractWith.ts";
import { CENSUS, deployBoard, deployFactory, ethers, networkHelpers, ROLL_ID } from "../electionFixture.ts";
import { forgeAction, forgePosting } from "./forgedSignals.ts";
import {
  DAY,
  idOf,
  type ProposalsContract,
  type ProposalTown,
  postFacts,
  type TemplatesContract,
  WEEK,
  word,
} from "./proposalTown.ts";

/** A template that leads to a vote, over the elections of electionFixture.ts: 3 supports, weeks for everything. */
export type VotingTown = Awaited<ReturnType<typeof votingTown>>;

export type VotingTemplates = TemplatesContract & ContractWith<"postpone" | "postponement">;

export const QUESTION_OF_THREE = { ...QUESTION, options: [...QUESTION.options, { ko: "기권", en: "Abstain" }] };
/** How long the town's board serves. */
export const TERM = 8_000 * DAY;

/** Templates and proposals on the chain of electionFixture.ts, with the code of elections and keys that tests know. */
export async function votingTown() {
  const deployed = await deployFactory("SyntheticVerifier");
  const [deployer, organizer, reviewer, council, stranger] = (await ethers.getSigners()) as unknown as [
    Signer,
    Signer,
    Signer,
    Signer,
    Signer,
  ];
  const templates = (await ethers.deployContract("Templates", [deployed.factory])) as unknown as VotingTemplates;
  const signals = await ethers.deployContract("SyntheticSignalVerifier");
  const proposals = (await ethers.deployContract("Proposals", [templates, signals])) as unknown as ProposalsContract;
  const start = weeklyCut(await networkHelpers.time.latest()) + 2 * WEEK + 1.5 * DAY;
  await networkHelpers.time.increaseTo(start);
  const factory = await deployed.factory.getAddress();
  const board = await deployBoard({ factory, termEndsAt: start + TERM });
  const template = templateToAbi({
    organizer: await organizer.getAddress(),
    reviewer: await reviewer.getAddress(),
    council: await council.getAddress(),
    ...{ series: word(0x5e), isTest: true, rolls: await deployed.rolls.getAddress(), rollId: ROLL_ID },
    ...{ quota: 3, leastMembers: 50, window: 20 * DAY },
    ...{ limitName: word(0x11), periodLength: 400 * DAY, postsPerPeriod: 200 },
    ...{ answerTerm: 30 * DAY, legalBasis: word(0x1e), quotaArithmetic: word(0xa7) },
    ...{ kind: "Ordinance", conversion: "WhenAnswered", convertTerm: 60 * DAY },
    ballot: {
      question: hexlify(writeQuestion(QUESTION_OF_THREE)),
      board: await board.getAddress(),
      ...{ consentsRequired: 4, minimumCensus: 40, minimumBallots: 3, revoting: true, ballotSize: 8 },
      ...{ rules: SAMPLE_CONSTITUTION.rules, outcome: { ...SAMPLE_CONSTITUTION.outcome, quorum: noQuorum } },
      exampleBallot: [1, 0, 0],
    },
    timing: { ...WEEKLY, blackouts: [{ from: start, until: start + 20 * DAY }] },
    cell: NO_CELL_TERMS,
  } satisfies Template);
  const chainId = 31337n;
  return {
    ...deployed,
    ...{ board, deployer, organizer, reviewer, council, stranger, templates, proposals, template, start },
    networkHelpers,
    templatesPlace: { chainId, templates: await templates.getAddress() },
    place: { chainId, proposals: await proposals.getAddress() },
    published: templates.connect(organizer) as unknown as VotingTemplates,
  };
}

const noQuorum = { numerator: 0, denominator: 1, moreThan: false };

/** A text's leaves as the contract takes them. */
export function onChain(leaves: readonly TextLeaf[]) {
  return leaves.map((leaf) =>
    isShown(leaf) ? { word: leaf.salt, text: new TextEncoder().encode(leaf.text) } : { word: leaf.hash, text: "0x" },
  );
}

/** How a course stands, in the order of the contract's enum. */
export const COURSES = [
  ...["None", "Open", "Expired", "Reached", "Answered"],
  ...["Converted", "Decided", "Lapsed", "Closed", "Failed"],
] as const;

export type NoticesContract = ContractWith<"name" | "restore">;
export type ConversionsContract = ContractWith<
  | "answer"
  | "convert"
  | "pauseTerm"
  | "resumeTerm"
  | "settle"
  | "state"
  | "conversionTerm"
  | "course"
  | "proposals"
  | "notices"
>;

/** The same with what brings proposals to a vote, and a template in force. */
export async function conversionTown() {
  const town = await votingTown();
  const notices = (await ethers.deployContract("Notices", [town.proposals])) as unknown as NoticesContract;
  const parts = [town.proposals, notices];
  const conversions = (await ethers.deployContract("Conversions", parts)) as unknown as ConversionsContract;
  await town.published.publish(town.template);
  return {
    ...town,
    ...{ notices, conversions },
    /** As the organizer, and as somebody who has no part in anything. */
    answering: conversions.connect(town.organizer) as unknown as ConversionsContract,
    byStranger: conversions.connect(town.stranger) as unknown as ConversionsContract,
  };
}

export type ConversionTown = Awaited<ReturnType<typeof conversionTown>>;

/** The election of a conversion that was sent. */
export async function electionOf(
  { conversions }: Pick<ConversionTown, "conversions">,
  sent: Promise<ContractTransactionResponse>,
): Promise<string> {
  const receipt = await (await sent).wait();
  const events = (receipt?.logs ?? []).map((log) => conversions.interface.parseLog(log));
  return events.find((event) => event?.name === "ProposalConverted")?.args.election as string;
}

let posters = 0n;

/** Posts a text, by somebody who has not posted before. */
export async function postText(
  town: VotingTown,
  leaves: readonly TextLeaf[] = leavesOf(),
  template: AbiTemplate = town.template,
  cost = 0n,
): Promise<bigint> {
  const facts = await postFacts(town as unknown as ProposalTown, { template, digest: textDigest(leaves), cost });
  const poster = 1_000_000n + posters++;
  const place = town as unknown as ProposalTown;
  await town.proposals.post(forgePosting(place, facts, CENSUS.root, poster));
  return idOf(town, facts, CENSUS.root, poster);
}

/** As many supports as the quota asks for. Returns when it was reached. */
export function reachQuota(town: VotingTown, id: bigint): Promise<number> {
  return support(town, id, Number(town.template.quota));
}

/** So many supports of a proposal, in one batch. Returns when. */
export async function support(
  town: Pick<VotingTown, "proposals" | "place">,
  id: bigint,
  count: number,
): Promise<number> {
  const actions = Array.from({ length: count }, (_, i) =>
    forgeAction(town, { id, root: CENSUS.root, nullifier: (id % 1_000_000_007n) * 100n + BigInt(i) }),
  );
  const receipt = (await (await town.proposals.act(actions)).wait()) as ContractTransactionReceipt;
  return (await receipt.getBlock()).timestamp;
}
