import { Contract, hexlify } from "ethers";
import { semaphoreProvingFiles } from "../../scripts/checkout/semaphoreCircuit.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { deal } from "../../scripts/trustee/deal.ts";
import { noticesInterface } from "../../sdk/chain/proposalContracts.ts";
import { convertProposal, publishTemplate } from "../../sdk/chain/proposalDeeds.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { NO_FRACTION } from "../../sdk/election/fraction.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { proveChange, provePost } from "../../sdk/proofs/proposalProof.ts";
import type { Act } from "../../sdk/proposals/act.ts";
import { plainSubject } from "../../sdk/proposals/actions.ts";
import { NO_CELL_TERMS } from "../../sdk/proposals/ballotTerms.ts";
import { leavesToConvert } from "../../sdk/proposals/hiddenLeaves.ts";
import { templateBytes } from "../../sdk/proposals/postedTemplate.ts";
import { limitKey, type Template, templateHash } from "../../sdk/proposals/template.ts";
import { writeQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { leafHash, textDigest } from "../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { sendAct } from "../../sdk/relaying/actLadder.ts";
import { QUESTION_OF_THREE } from "../contracts/proposals/conversionTown.ts";
import { act, trusteeWorld, type World } from "../scripts/trustee/trusteeFixture.ts";
import { leavesOf, SAMPLE } from "../sdk/proposals/sampleText.ts";

const DAY = 86_400;
const ROLL = 1n;
const SOME = `0x${"01".repeat(32)}`;
const SILENT = { say: () => {}, spent: () => {} };

/** The text that is posted; its second paragraph is hidden by a joint measure before it comes to a vote. */
export const LEAVES = leavesOf(SAMPLE, "converted");
export const HIDDEN = leafHash(3, LEAVES[3] as (typeof LEAVES)[number]);

/** A town whose trustees have key files, and a proposal of its residents that a stranger brought to its vote. */
export type ConvertedProposal = {
  readonly world: World;
  readonly residents: readonly Resident[];
  readonly template: Template;
  readonly id: bigint;
  readonly election: string;
  readonly conversions: string;
};

/**
 * A proposal from its posting to its election: real proofs of enrolled residents, every transaction of a stranger's
 * account, and no word of the organizer from the template on.
 */
export async function convertedProposal(): Promise<ConvertedProposal> {
  const world = await trusteeWorld();
  const { chain, shared, organizer, registrar, approver, relayer } = world;
  for (const key of [...world.keys, ...world.keys]) {
    await act(world, deal, { board: world.board, key, rpc: [chain.url] });
    await chain.mine(70);
  }
  const { chainId } = await chain.provider.getNetwork();
  const residents = await enrolResidents(
    2,
    ROLL,
    { chainId, registry: shared.registry.address },
    { registrar: newOffice(registrar), approver: newOffice(approver) },
    (await chain.now()) + 30 * DAY,
    relayer,
    SILENT,
  );
  const template = townTemplate(world);
  const templates = shared.proposals.templates.address;
  await publishTemplate(templates, template, organizer);
  await chain.moveTo(weeklyCut(await chain.now()) + 15.5 * DAY);

  const stranger = await chain.newAccount();
  const place = { chainId, proposals: shared.proposals.proposals.address };
  const now = await chain.now();
  const cut = weeklyCut(now);
  const history = await readRollHistory(shared.registry.address, chain.provider);
  const tree = rollTree(censusAt(history, ROLL, cut).leaves);
  const signallers = residents.map(({ secret, identityCommitment }) => ({
    secret,
    membership: membershipProof(tree, identityCommitment, CENSUS_DEPTH),
  }));
  const digest = textDigest(LEAVES);
  const period = Math.floor(now / template.periodLength);
  const slot = { limitKey: limitKey(template), periodLength: template.periodLength, period, slot: 0 };
  const subject = plainSubject(templateHash({ chainId, templates }, template), digest);
  const files = semaphoreProvingFiles();
  const send = (one: Act) => sendAct({ chainId, proposals: place.proposals, act: one }, stranger);
  const posted = await provePost(files, place, { slot, subject }, signallers[0] as (typeof signallers)[0]);
  const post = { kind: "post" as const, templates, template: templateBytes(template), digest, cut, period, slot: 0 };
  await send({ ...post, ...posted });
  const proposals = new Contract(place.proposals, ["function postedWith(uint256) view returns (uint256)"], stranger);
  const id: bigint = await proposals.getFunction("postedWith")(posted.nullifier);
  for (const signaller of signallers) {
    const proved = await proveChange(files, place, { id, version: 0 }, signaller);
    await send({ kind: "change", id, version: 0, newcomersCut: 0, ...proved });
  }

  // The reviewer and the council: the organizer's processes are stopped.
  for (const party of [registrar, approver]) {
    const notices = new Contract(shared.proposals.notices.address, noticesInterface, party);
    await (await notices.getFunction("name")(id, HIDDEN, 0, "다른 사람의 전화번호가 적혀 있습니다.")).wait();
  }
  await chain.moveTo((await chain.now()) + template.answerTerm);
  const conversions = shared.proposals.conversions.address;
  const leaves = leavesToConvert(LEAVES, new Set([HIDDEN]));
  const { election } = await convertProposal(conversions, { id, template, leaves }, stranger);
  return { world, residents, template, id, election, conversions };
}

/** Everything that a vote of demoPlan's rules needs, in days; two supports are its quota. */
function townTemplate({ shared, board, organizer, registrar, approver }: World): Template {
  const { rules, outcome, ballotSize } = demoPlan;
  return {
    ...{ organizer: organizer.address, reviewer: registrar.address, council: approver.address },
    ...{ series: SOME, isTest: true, rolls: shared.registry.address, rollId: ROLL },
    ...{ quota: 2, leastMembers: 2, window: 20 * DAY },
    ...{ limitName: SOME, periodLength: 30 * DAY, postsPerPeriod: 1 },
    ...{ answerTerm: 10 * DAY, legalBasis: SOME, quotaArithmetic: SOME },
    ...{ kind: "Ordinance", conversion: "WhenAnswered", convertTerm: 20 * DAY },
    ballot: {
      question: hexlify(writeQuestion(QUESTION_OF_THREE)),
      ...{ board, consentsRequired: 2, minimumCensus: 2, minimumBallots: 1, revoting: true, ballotSize },
      ...{ rules, outcome: { ...outcome, quorum: NO_FRACTION }, exampleBallot: [1, 0, 0] },
    },
    timing: {
      ...{ openLead: 7 * DAY, alignEvery: DAY, alignOffset: 0, censusLead: 4 * DAY, openGrace: DAY },
      ...{ votingLength: 4 * DAY, closeGrace: 600, sharesTerm: 3 * DAY, sealDelay: 600, mostPostponed: 0 },
      blackouts: [],
    },
    cell: NO_CELL_TERMS,
  };
}
