import { sha256, toUtf8Bytes } from "ethers";
import { readDecidedResult } from "../../sdk/chain/decidedResult.ts";
import { readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { readPostings } from "../../sdk/chain/postedProposals.ts";
import { publishTemplate } from "../../sdk/chain/proposalDeeds.ts";
import { requireDerivedElection } from "../../sdk/chain/proposalOrigin.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { assessProject, insertProject, openCell, settleCell } from "../../sdk/chain/roundDeeds.ts";
import { type RoundContracts, readCell, readListedProjects, readRoundContracts } from "../../sdk/chain/rounds.ts";
import { makeChange, makePost } from "../../sdk/client/residentActs.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { optionsOfBits, outcomeOf } from "../../sdk/election/outcome.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import type { Act } from "../../sdk/proposals/act.ts";
import { projectTitle } from "../../sdk/proposals/cellContent.ts";
import { saltText } from "../../sdk/proposals/proposalText.ts";
import { type Template, templateHash } from "../../sdk/proposals/template.ts";
import { type ShownLeaf, textDigest } from "../../sdk/proposals/textLeaf.ts";
import { sendAct } from "../../sdk/relaying/actLadder.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { semaphoreProvingFiles } from "../checkout/semaphoreCircuit.ts";
import { castAll } from "../rehearsal/casting.ts";
import { demoCell, demoProject } from "../rehearsal/demoRound.ts";
import type { Resident } from "../rehearsal/enrolment.ts";
import { finishFurther, openFurther } from "../rehearsal/furtherElection.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import type { Progress } from "../rehearsal/step.ts";
import type { Town } from "../rehearsal/town.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { proofsInThreads } from "../threads/proofThreads.ts";
import type { Toured, TourPart } from "./part.ts";
import { refusal } from "./refusal.ts";
import { TOUR_PLAN } from "./tourPlan.ts";
import type { TourSpeaker } from "./tourSpeaker.ts";

const DAY = 86_400;
const ROLL = 1n;
const BUDGET = 100_000_000;
/** What residents propose, with its price and by whom it is supported, by their places among residents. */
const PROJECTS: readonly (readonly [title: string, cost: number, supporters: readonly number[]])[] = [
  ["골목에 가로등을 (체험)", 40_000_000, [1]],
  ["정류장에 그늘막을 (체험)", 70_000_000, [0, 2]],
  ["동네 수영장을 (체험)", 90_000_000, [3]],
];
/** The one that the office finds not feasible. */
const POOL = 2;
/** Two for the lamps and three for the sun shades, by what a ballot chooses of them in that order. */
const CHOICES = [[1], [1], [0, 1], [0, 1], [0, 1]] as const;

/** A project as its author's device has it. */
type Project = { readonly id: bigint; readonly leaves: readonly ShownLeaf[]; readonly title: string };

/**
 * A budget round from residents' projects to those that the contract funds, by the functions that commands and pages use
 * (P25). Whoever inserts and opens has no part in anything.
 */
export function roundPart(chain: LocalChain, townOf: () => Town, speaker: TourSpeaker): TourPart {
  const { text } = speaker;
  const { provider } = chain;
  let town: Town;
  let contracts: RoundContracts & { readonly chainId: bigint };
  let template: Template;
  let cell = "";
  let election = "";
  let toured: Toured;
  const projects: Project[] = [];

  const residentsAct = () => {
    const { notices, conversions } = town.shared.proposals;
    return { ...contracts, notices: notices.address, conversions: conversions.address, provider };
  };
  const identityOf = (place: number) => {
    const { secret, identityCommitment } = town.residents[place] as Resident;
    return { secret, commitment: identityCommitment };
  };
  const stranger = () => chain.newAccount();

  async function sendByStranger(act: Act): Promise<void> {
    const { chainId, proposals } = contracts;
    await sendAct({ chainId, proposals, act }, await stranger());
  }

  async function publication(progress: Progress): Promise<string> {
    town = townOf();
    const { chainId } = await provider.getNetwork();
    contracts = { ...(await readRoundContracts(town.shared.proposals.rounds.address, provider)), chainId };
    const now = await chain.now();
    const times = { supportsClose: now + 3 * DAY, assessBy: now + 5 * DAY, insertBy: now + 7 * DAY };
    const terms = { ...times, openBy: now + 14 * DAY, leastCost: 1_000_000, mostOptions: 4 };
    const reviewer = (await stranger()).address;
    template = demoCell(town, { reviewer }, ROLL, { series: "living-safety", budget: BUDGET, terms });
    progress.spent(await publishTemplate(contracts.templates, template, town.organizer));
    cell = templateHash({ chainId, templates: contracts.templates }, template);
    return text("roundDone", { cell, budget: grouped(BUDGET), until: koreanTime(terms.supportsClose) });
  }

  async function posting({ say }: Progress): Promise<string> {
    for (const [author, [title, cost]] of PROJECTS.entries()) {
      const leaves = saltText(demoProject(title, "여럿이 바랍니다."), systemRandom) as readonly ShownLeaf[];
      const digest = textDigest(leaves);
      const asked = { template, digest, cost: BigInt(cost) };
      const made = await makePost(residentsAct(), asked, identityOf(author), semaphoreProvingFiles());
      await sendByStranger(made);
      const postings = await readPostings(contracts, provider, { lastBlock: await provider.getBlockNumber() });
      const id = postings.find(({ postNullifier }) => postNullifier === made.nullifier)?.id ?? 0n;
      projects.push({ id, leaves, title });
      say(text("project", { title, cost: grouped(cost) }));
    }
    return text("projectsDone", { projects: projects.length });
  }

  async function supporting(): Promise<string> {
    let supports = 0;
    for (const [at, [, , supporters]] of PROJECTS.entries()) {
      const { id } = projects[at] as Project;
      for (const place of supporters) {
        const wish = { id, supports: true };
        await sendByStranger(await makeChange(residentsAct(), wish, identityOf(place), semaphoreProvingFiles()));
        supports++;
      }
    }
    return text("projectSupportsDone", { supports });
  }

  async function review({ spent }: Progress): Promise<string> {
    await chain.moveTo(template.cell.supportsClose);
    const digest = sha256(toUtf8Bytes("수영장을 지을 터가 없습니다."));
    const { id, title } = projects[POOL] as Project;
    spent(await assessProject(contracts.rounds, { id, verdict: "infeasible", cost: 0, digest }, town.organizer));
    return text("reviewDone", { title, silent: projects.length - 1 });
  }

  async function listing({ spent }: Progress): Promise<string> {
    await chain.moveTo(template.cell.assessBy);
    const insert = async (project: Project) => insertProject(contracts.rounds, project, await stranger());
    const [lamps, shades, pool] = projects as [Project, Project, Project];
    // In the wrong order: the list sorts itself.
    for (const project of [lamps, shades]) spent(await insert(project));
    const refused = await refusal(insert(pool), "ProjectInfeasible");
    const listed = await readListedProjects(contracts, cell, provider, await provider.getBlockNumber());
    const words = listed.map((project, at) => `${at + 1}. ${projectTitle(project)} (${project.supports})`);
    return text("listDone", { listed: words.join(", "), refusal: refused });
  }

  async function opening({ spent }: Progress): Promise<string> {
    await chain.moveTo(template.cell.insertBy);
    const opened = await openCell(contracts, template, await stranger());
    spent(opened);
    ({ election } = opened);
    await requireDerivedElection(await readCreation(town.shared.factory.address, election, provider), provider);
    await openFurther(election, town, chain);
    const { opensAt, closesAt } = (await readConstitution(election, provider)).schedule;
    return text("ballotDone", { election, opens: koreanTime(opensAt), closes: koreanTime(closesAt) });
  }

  async function voting(progress: Progress): Promise<string> {
    const open = await readOpenElection(election, provider);
    const { rolls, rollId, schedule, ballotSize } = open.constitution;
    const tree = rollTree(censusAt(await readRollHistory(rolls, provider), rollId, schedule.censusTime).leaves);
    const listed = (await readCell(contracts, cell, provider)).listed.map(({ id }) => id);
    const ballots = CHOICES.map((chosen) =>
      Array.from({ length: ballotSize }, (_, option) => {
        const at = projects.findIndex(({ id }) => id === listed[option]);
        return chosen[at] ?? 0;
      }),
    );
    const voters = town.residents.slice(0, ballots.length);
    const cast = await castAll(open, tree, voters, ballots, [ballots.length], town.relayer, progress);
    return text("votedDone", { ballots: cast.length });
  }

  async function counting({ spent }: Progress): Promise<string> {
    await finishFurther(election, town, TOUR_PLAN.sharing, chain);
    spent(await settleCell(contracts.rounds, cell, await stranger()));
    const { outcome } = await readConstitution(election, provider);
    const listed = await readListedProjects(contracts, cell, provider, await provider.getBlockNumber());
    const result = await readDecidedResult(election, listed.length, provider);
    const funded = optionsOfBits(result.outcome.selected);
    const names = funded.map((option) => projectTitle(listed[option] as (typeof listed)[number]));
    const spentWon = funded.reduce((sum, option) => sum + (outcome.costs[option] ?? 0), 0);
    return text("fundedDone", {
      ...{ seats: TOUR_PLAN.sharing.join(", "), funded: names.join(", "), spent: grouped(spentWon) },
      left: grouped(BUDGET - spentWon),
    });
  }

  async function verification({ say }: Progress): Promise<string> {
    const report = (what: string, checked: number, total: number) => say(text("verifying", { what, checked, total }));
    const record = await exportRecord(election, provider);
    const checks = await verifyElection(record, { keysFor: verificationKeys, verify: proofsInThreads, report });
    const listed = await readListedProjects(contracts, cell, provider, await provider.getBlockNumber());
    const { outcome } = await readConstitution(election, provider);
    const counts = (record.result?.counts ?? []).map(Number);
    const turnout = { ballots: CHOICES.length, activeMembers: town.residents.length };
    const again = optionsOfBits(outcomeOf(outcome, counts, listed.length, turnout).selected);
    const said = listed.map((project, option) =>
      text(again.includes(option) ? "fundedCount" : "otherCount", {
        ...{ title: projectTitle(project), votes: counts[option] ?? 0 },
      }),
    );
    toured = {
      what: text("whatRound"),
      id: cell,
      election,
      checks,
      counts: record.result === null ? "" : said.join(", "),
    };
    return text("roundVerifiedDone", { held: checks.filter(({ ok }) => ok).length, total: checks.length });
  }

  const steps = [
    { title: text("round"), run: publication },
    { title: text("projects"), run: posting },
    { title: text("projectSupports"), run: supporting },
    { title: text("review"), run: review },
    { title: text("list"), run: listing },
    { title: text("ballot"), run: opening },
    { title: text("roundVoted"), run: voting },
    { title: text("funded"), run: counting },
    { title: text("roundVerified"), run: verification },
  ];
  return { steps, done: () => toured };
}

/** A number of won as both languages write it. */
function grouped(amount: number): string {
  return amount.toLocaleString("en-US");
}
