import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Wallet } from "ethers";
import { stringify } from "yaml";
import { cellsOf, parseRoundFile, type RoundCell } from "../../scripts/electionFile/toRound.ts";
import { castAll } from "../../scripts/rehearsal/casting.ts";
import { consentToFurther } from "../../scripts/rehearsal/furtherElection.ts";
import { localShareTask } from "../../scripts/rehearsal/localShareTask.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { insertProject } from "../../sdk/chain/roundDeeds.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { writeTextFile } from "../../sdk/proposals/textFile.ts";
import type { ShownLeaf } from "../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { act, DAY, type ProposalPlace, post, type Supporter } from "../conformance/proposalPlace.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";
import { leavesOf, SAMPLE } from "../sdk/proposals/sampleText.ts";

const SILENT = { say: () => {}, spent: () => {} };
const ROLL = 1n;
export const BUDGET = 1_000;

/** A project before it is posted: who supports it, by their places among the residents. */
type Wish = {
  readonly cell: 0 | 1;
  readonly title: string;
  readonly cost: number;
  readonly by: number;
  readonly slot: number;
  readonly supporters: readonly number[];
};

/** A project as it was posted. */
export type Project = Wish & { readonly id: bigint; readonly leaves: readonly ShownLeaf[] };

type LeavesOfText = readonly [ShownLeaf, ShownLeaf, ...ShownLeaf[]];

export const PATH = "냇가 산책길";
/** The organizer finds it not feasible. */
export const POOL = "물놀이장";
/** A title that no reader takes (P24.2), and no contract refuses. */
export const UNREADABLE = "뒤집힌\u202e제목";

/** Three residents' projects: two of as many supports, one that is turned down, one whose title nobody can read. */
const WISHES: readonly Wish[] = [
  { cell: 0, title: PATH, cost: 400, by: 0, slot: 0, supporters: [0, 1] },
  { cell: 0, title: "마을 도서관", cost: 500, by: 1, slot: 0, supporters: [2] },
  { cell: 0, title: "놀이터 그늘", cost: 300, by: 2, slot: 0, supporters: [1] },
  { cell: 0, title: POOL, cost: 900, by: 0, slot: 1, supporters: [] },
  { cell: 1, title: "이문동 쉼터", cost: 700, by: 1, slot: 1, supporters: [] },
  { cell: 1, title: UNREADABLE, cost: 600, by: 2, slot: 1, supporters: [] },
];

/** What the three vote for in the first cell, of path, library and shade: each spends at most the budget. */
const BALLOTS = [
  [1, 1, 0, 0],
  [0, 1, 0, 0],
  [1, 0, 1, 0],
];

/** A round of two cells up to the elections of both, by the commands and with proofs of enrolled residents. */
export type OpenedRound = {
  readonly place: ProposalPlace;
  readonly cells: readonly [RoundCell, RoundCell];
  readonly projects: readonly Project[];
  /** Of the cells, in their order. */
  readonly elections: readonly [string, string];
  /** Runs a command of rounds by a stranger's account; throws where it fails. */
  run(...words: readonly string[]): Promise<string>;
  readonly file: string;
  /** Removes the files. */
  end(): void;
};

/** From the round's file to the opened ballots: post, support, assess, insert, open. */
export async function openedRound(place: ProposalPlace): Promise<OpenedRound> {
  const { chain, contracts, town } = place;
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-round-"));
  const file = join(folder, "round.yaml");
  const keyFile = (name: string, { privateKey }: Wallet) => {
    writeFileSync(join(folder, name), privateKey, { mode: 0o600 });
    return ["--key-file", join(folder, name)];
  };
  const organizer = keyFile("organizer.key", town.organizer);
  const stranger = keyFile("stranger.key", await chain.newAccount());
  const asked = async (...words: readonly string[]) => {
    const target = ["--rpc", chain.url, "--rounds", contracts.rounds.address, "--json", "--lang", "en"];
    const { code, out, err, error } = await runCommand("round", ...words, ...target);
    if (code !== 0) throw error ?? new Error(`${words.join(" ")}: ${err}${out}`);
    return out;
  };
  const sent = (...words: readonly string[]) => asked(...words, "--yes");
  const run = (...words: readonly string[]) => sent(...words, ...stranger);

  const times = timesFrom(await chain.now());
  const text = stringify(roundFile(place, times));
  writeFileSync(file, text);
  const cells = cellsOf(parseRoundFile(text, file)) as readonly [RoundCell, RoundCell];
  await sent("publish", file, ...organizer);
  const projects = await posted(place, cells);

  await chain.moveTo(times.supportsClose);
  writeFileSync(join(folder, "assessment"), "평가서");
  const assess = (title: string, ...words: readonly string[]) =>
    sent("assess", String(projectOf(projects, title).id), ...words, "--text", join(folder, "assessment"), ...organizer);
  await assess(POOL, "--verdict", "infeasible");
  await assess("놀이터 그늘", "--verdict", "feasible", "--cost", "350");
  await chain.moveTo(times.assessBy);
  for (const { id, leaves, title } of projects.toReversed()) {
    if (title === POOL) continue;
    if (title === UNREADABLE) {
      await insertProject(contracts.rounds.address, { id, leaves }, town.relayer);
      continue;
    }
    const own = join(folder, `${id}.json`);
    writeFileSync(own, writeTextFile(leaves));
    await run("insert", String(id), "--text", own);
  }
  await chain.moveTo(times.insertBy);
  await run("open", file);
  const status = JSON.parse(await asked("status", file)) as readonly { readonly election: string }[];
  const elections = status.map(({ election }) => election) as unknown as readonly [string, string];
  return { place, cells, projects, elections, run, file, end: () => rmSync(folder, { recursive: true }) };
}

/** The vote of the first cell: consents, ballots, shares, and what the commands of anybody do between. */
export async function decideFirst({ place, elections, cells, run, file }: OpenedRound): Promise<void> {
  const { chain, town } = place;
  const [election] = elections;
  const own = ["--cell", cells[0].series];
  await consentToFurther(election, town, chain);
  const { schedule } = await readConstitution(election, chain.provider);
  await chain.moveTo(schedule.opensAt);
  await run("box", file, ...own);
  const history = await readRollHistory(town.shared.registry.address, chain.provider);
  const tree = rollTree(censusAt(history, ROLL, schedule.censusTime).leaves);
  const open = await readOpenElection(election, chain.provider);
  await castAll(open, tree, town.residents, BALLOTS, [2], town.relayer, SILENT);
  await chain.moveTo(schedule.closesAt + schedule.closeGrace);
  const waits = () => run("tally", file, ...own).catch(() => undefined);
  await waits();
  await chain.wait(schedule.sealDelay);
  await waits();
  for (const seat of [1, 3]) {
    const task = await localShareTask(election, seat, chain);
    await postShare(election, await makeShare(town.secrets[seat - 1] as bigint, task, memoryJournal()), town.relayer);
  }
  await run("tally", file, ...own);
  await run("settle", file, ...own);
}

export function projectOf(projects: readonly Project[], title: string): Project {
  const found = projects.find((one) => one.title === title);
  if (found === undefined) throw new Error(`No project is called ${title}`);
  return found;
}

/** Posts and supports every wish; who supports the path first takes it back and gives it again. */
async function posted(place: ProposalPlace, cells: OpenedRound["cells"]): Promise<readonly Project[]> {
  const residents = place.town.residents as unknown as readonly Supporter[];
  const cut = weeklyCut(await place.chain.now());
  const supporter = (at: number) => residents[at] as Supporter;
  const projects: Project[] = [];
  for (const wish of WISHES) {
    const { cell, title, cost, by, slot } = wish;
    const header = { ...SAMPLE.header, kind: "project" as const, district: cells[cell].district };
    const [head, name, ...paragraphs] = leavesOf({ ...SAMPLE, header }, `round ${title}`) as LeavesOfText;
    const leaves = [head, { ...name, text: title }, ...paragraphs];
    const id = await post(place, cells[cell].template, leaves, { by: supporter(by), slot, cost });
    const changes = wish.supporters.map((at) => ({ by: supporter(at) }));
    if (changes.length > 0) await act(place, id, cut, changes);
    if (title === PATH) {
      await act(place, id, cut, [{ by: supporter(0), version: 1 }]);
      await act(place, id, cut, [{ by: supporter(0), version: 2 }]);
    }
    projects.push({ ...wish, id, leaves });
  }
  return projects;
}

function timesFrom(now: number) {
  // Whole minutes, which the file has.
  const start = Math.ceil(now / 60) * 60;
  return { supportsClose: start + DAY, assessBy: start + 2 * DAY, insertBy: start + 3 * DAY, openBy: start + 10 * DAY };
}

function roundFile({ town, reviewer, council }: ProposalPlace, times: ReturnType<typeof timesFrom>) {
  const written = (time: number) => new Date(1000 * time).toISOString().replace(".000Z", "Z");
  return {
    ...{ format: "hanpyo-round-1", test: true, chain: { id: 31337 } },
    accounts: { organizer: town.organizer.address, reviewer: reviewer.address, council: council.address },
    ...{ legalBasis: "주민참여예산제 운영 조례", rolls: town.shared.registry.address, leastMembers: 2 },
    posts: { limit: "budget", period: "30 days", each: 3 },
    times: Object.fromEntries(Object.entries(times).map(([name, time]) => [name, written(time)])),
    cells: [
      {
        ...{ series: "hoegi", district: "회기동", category: "생활", roll: Number(ROLL) },
        ...{ budget: BUDGET, leastCost: 100, mostProjects: 3 },
      },
      {
        ...{ series: "imun", district: "이문동", category: "생활", roll: Number(ROLL) },
        ...{ budget: BUDGET, leastCost: 100, mostProjects: 4, chooseAtMost: 2 },
      },
    ],
    vote: {
      question: { ko: "어떤 사업에 예산을 쓸까요?", en: "Which projects shall the budget pay for?" },
      ...{ rule: "greedy", tieBreak: "listed-order", quorum: "none", revoting: true },
      ...{ minimumCensus: 2, minimumBallots: 1, board: { address: town.board, consentsRequired: 3 } },
      timing: {
        ...{ openLead: "10 days", every: "1 day", alignedTo: "2027-03-02T09:00+09:00", censusLead: "3 days" },
        ...{ openGrace: "1 day", voting: "4 days", closeGrace: "1 hour", shares: "3 days", sealDelay: "10 minutes" },
        longestPostponement: "5 days",
      },
    },
  };
}
