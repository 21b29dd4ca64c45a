import { readFileSync, writeFileSync } from "node:fs";
import { dirname, posix, relative } from "node:path";
import { type Command, Option } from "commander";
import { sha256, ZeroAddress } from "ethers";
import { readProposal } from "../../../sdk/chain/postedProposals.ts";
import { publishTemplate, takeOver } from "../../../sdk/chain/proposalDeeds.ts";
import { readTemplates } from "../../../sdk/chain/publishedTemplates.ts";
import {
  assessProject,
  insertProject,
  openCell,
  pauseCell,
  resumeCell,
  settleCell,
} from "../../../sdk/chain/roundDeeds.ts";
import { readListedProjects } from "../../../sdk/chain/rounds.ts";
import { checkTemplate } from "../../../sdk/proposals/templateRules.ts";
import { projectRoot } from "../../checkout/projectRoot.ts";
import { findingText } from "../../electionFile/finding.ts";
import { newFileText } from "../../electionFile/newFile.ts";
import type { RoundFile } from "../../electionFile/roundSchema.ts";
import { cellsOf, parseRoundFile, type RoundCell, RoundFileInvalidError } from "../../electionFile/toRound.ts";
import { readBytes, readText, requireAbsent } from "../../terminal/checkedFile.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { requireRpcOfChain } from "../chainOfFile.ts";
import { type ProposalsSpeaker, proposalsSpeaker } from "../proposalsSpeaker.ts";
import { textOf } from "../proposalText.ts";
import { cellLine, roundLines, standingLines } from "../roundLines.ts";
import {
  type RoundOptions,
  type RoundSending,
  type RoundTown,
  type StandingCell,
  standingCells,
  withRoundContracts,
  withRoundSending,
  withRounds,
} from "../roundTown.ts";
import { goesOn, idOf, type MirrorOptions, sender, withMirrors } from "../townOfProposals.ts";
import { openBox, tallyBox } from "./proposalVote.ts";
import { addCombine } from "./roundCombine.ts";

const TOWN = "--rpc http://127.0.0.1:8545 --rounds 0x0000000000000000000000000000000000000001";

type AssessOptions = RoundSending & {
  readonly verdict: "feasible" | "infeasible";
  readonly cost?: number;
  readonly text: string;
};
type CellOptions = RoundSending & { readonly cell?: string };

/** `round`: a budget round from its file to the votes of its cells (P25). */
export function addRound(program: Command): Command {
  const round = program
    .command("round")
    .description(
      "run a budget round: init, check, publish, take-over, status, assess, insert, open, pause, resume, box, tally, settle, from, combine",
    );
  example(round, "round check examples/proposals/round.yaml");
  const written = withLanguage(round.command("init"))
    .description("write a new round's file to fill in")
    .argument("<file>", "where to write it")
    .action((file: string, options: LanguageOptions) => guarded(() => init(file, options)));
  example(written, "round init round-2027.yaml");
  const checked = withLanguage(round.command("check"))
    .description("say what a round's file binds and when, or all that is wrong with it")
    .argument("<file>", "the round's file")
    .action((file: string, options: LanguageOptions) => guarded(() => check(file, options)));
  example(checked, "round check round-2027.yaml");
  const published = withRoundSending(round.command("publish"))
    .description(
      "publish the templates of a round's cells by the organizer's account; nobody changes or takes them back",
    )
    .argument("<file>", "the round's file")
    .action((file: string, options: RoundSending) => guarded(() => publish(file, options)));
  example(published, `round publish round-2027.yaml ${TOWN} --key-file organizer.key`);
  const stated = withRounds(round.command("status"))
    .description("say how far each cell of a round is, with its list")
    .argument("<file>", "the round's file")
    .action((file: string, options: RoundOptions) => guarded(() => status(file, options)));
  example(stated, `round status round-2027.yaml ${TOWN}`);
  const assessed = withRoundSending(round.command("assess"))
    .description("assess a project, by the organizer, or a second time by the reviewer")
    .argument("<id>", "the project's number")
    .addOption(
      new Option("--verdict <verdict>", "whether it can be done")
        .choices(["feasible", "infeasible"])
        .makeOptionMandatory(),
    )
    .option("--cost <won>", "what it would cost; of a feasible project needed", wholeNumber(0))
    .requiredOption("--text <file>", "the assessment as it is published; the chain has its SHA-256")
    .action((id: string, options: AssessOptions) => guarded(() => assess(id, options)));
  example(
    assessed,
    `round assess 1 --verdict feasible --cost 30000000 --text assessment.pdf ${TOWN} --key-file organizer.key`,
  );
  const inserted = withMirrors(withRoundSending(round.command("insert")))
    .description("put a project on its cell's list, with its title; anybody may")
    .argument("<id>", "the project's number")
    .action((id: string, options: RoundSending & MirrorOptions) => guarded(() => insert(id, options)));
  example(inserted, `round insert 1 --mirror http://127.0.0.1:8660 ${TOWN} --key-file fresh.key`);
  for (const [name, description, act] of [
    [
      "take-over",
      "put cells in force in place of the ones before them, whose supports are closed; anybody may",
      succeed,
    ],
    ["open", "open the ballots of the cells whose lists are done; anybody may", open],
    ["box", "open the ballot boxes of the cells' votes, once the time has come and the trustees have consented", box],
    ["tally", "sum, seal, decrypt and post the results of the cells' votes, as far as it can be done now", tally],
    ["pause", "note that no board serves until a vote's shares are due; the term stands still from then on", pause],
    ["resume", "note that a board serves again, which begins the term anew", resume],
    ["settle", "take over how the cells' votes ended; anybody may", settle],
  ] as const) {
    const command = withRoundSending(round.command(name))
      .description(description)
      .argument("<file>", "the round's file")
      .option("--cell <name>", "of this cell alone")
      .action((file: string, options: CellOptions) => guarded(() => act(file, options)));
    example(command, `round ${name} round-2027.yaml ${TOWN} --key-file fresh.key`);
  }
  addCombine(round);
  return round;
}

async function init(file: string, options: LanguageOptions): Promise<void> {
  requireAbsent(file);
  const text = readFileSync(`${projectRoot}examples/proposals/round.yaml`, "utf8");
  const schema = relative(dirname(file), `${projectRoot}examples/proposals/round.schema.json`).replaceAll(
    "\\",
    posix.sep,
  );
  writeFileSync(file, newFileText(text, "", Date.now(), schema.startsWith(".") ? schema : `./${schema}`));
  proposalsSpeaker(options).say("roundWritten", { file });
}

async function check(file: string, options: LanguageOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const read = cellsIn(file, speaker, options);
  if (read === undefined) return;
  tell(read.cells, Math.floor(Date.now() / 1000), speaker);
  if (options.json) console.log(JSON.stringify({ file, cells: read.cells.length }, null, 2));
}

async function publish(file: string, options: RoundSending): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const now = (await town.provider.getBlock("latest"))?.timestamp ?? 0;
    const fresh = cells.filter(({ standing }) => standing.state === "none");
    tell(fresh, now, speaker);
    if (
      fresh.length > 0 &&
      !(await goesOn(speaker.text("askPublishRound", { cells: fresh.length }), options, speaker))
    ) {
      return;
    }
    const organizer = fresh.length === 0 ? undefined : await sender(options, town);
    for (const { series, hash, template } of fresh) {
      if (organizer === undefined) break;
      const sent = await publishTemplate(town.templates, template, organizer);
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
      speaker.say("roundPublished", { series, hash });
    }
    speaker.say("roundAllPublished", { cells: cells.length });
    if (options.json)
      console.log(
        JSON.stringify(
          cells.map(({ series, hash }) => ({ series, hash })),
          null,
          2,
        ),
      );
  });
}

async function succeed(file: string, options: CellOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const last = await town.provider.getBlockNumber();
    const { published, changes } = await readTemplates(town.templates, town.chainId, town.provider, last);
    const took = new Set(changes.map(({ templateHash }) => templateHash));
    const later = new Set(published.filter(({ serial }) => serial > 1).map(({ templateHash }) => templateHash));
    const waiting = cells.filter(({ hash }) => later.has(hash) && !took.has(hash));
    if (waiting.length === 0) speaker.say("roundNoneWaits");
    const asked = speaker.text("askTakeOverCells", { cells: waiting.length });
    if (waiting.length === 0 || !(await goesOn(asked, options, speaker))) return;
    const account = await sender(options, town);
    for (const { series, template } of waiting) {
      const sent = await takeOver(town.templates, template, account);
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
      speaker.say("roundTookOver", { series });
    }
    if (options.json)
      console.log(
        JSON.stringify(
          waiting.map(({ series, hash }) => ({ series, hash })),
          null,
          2,
        ),
      );
  });
}

async function status(file: string, options: RoundOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const last = await town.provider.getBlockNumber();
    const said = [];
    for (const cell of cells) {
      const listed = await readListedProjects(town, cell.hash, town.provider, last);
      for (const line of standingLines(cell, listed, speaker)) speaker.print(line);
      const projects = listed.map(({ id, supports, cost }) => ({ id: String(id), supports, cost }));
      const { series, hash, standing } = cell;
      said.push({ series, hash, state: standing.state, term: standing.term, election: standing.election, projects });
    }
    if (options.json) console.log(JSON.stringify(said, null, 2));
  });
}

async function assess(text: string, options: AssessOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  const { verdict, cost = 0 } = options;
  const digest = sha256(readBytes(options.text));
  await withRoundContracts(options, async (town) => {
    const asked = speaker.text(verdict === "feasible" ? "askFeasible" : "askInfeasible", { id: String(id), cost });
    if (!(await goesOn(asked, options, speaker))) return;
    const sent = await assessProject(town.rounds, { id, verdict, cost, digest }, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    if (options.json) console.log(JSON.stringify({ id: String(id), verdict, cost, digest }, null, 2));
  });
}

async function insert(text: string, options: RoundSending & MirrorOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withRoundContracts(options, async (town) => {
    const { digest } = await readProposal(town.proposals, id, town.provider);
    const leaves = await textOf(digest, options);
    if (!(await goesOn(speaker.text("askInsert", { id: String(id) }), options, speaker))) return;
    const sent = await insertProject(town.rounds, { id, leaves }, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    if (options.json) console.log(JSON.stringify({ id: String(id) }, null, 2));
  });
}

async function open(file: string, options: CellOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const ready = inState(cells, "openable", speaker);
    if (
      ready.length === 0 ||
      !(await goesOn(speaker.text("askOpenCells", { cells: ready.length }), options, speaker))
    ) {
      return;
    }
    const account = await sender(options, town);
    const opened = [];
    for (const { series, hash, template } of ready) {
      const { election, ...sent } = await openCell(town, template, account);
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
      speaker.say("roundOpened", { series, election });
      opened.push({ series, hash, election });
    }
    if (options.json) console.log(JSON.stringify(opened, null, 2));
  });
}

async function pause(file: string, options: CellOptions): Promise<void> {
  await eachTerm(file, options, pauseCell);
}

async function resume(file: string, options: CellOptions): Promise<void> {
  await eachTerm(file, options, resumeCell);
}

async function eachTerm(file: string, options: CellOptions, act: typeof pauseCell): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const ready = inState(cells, "openable", speaker);
    const asked = speaker.text("askTermOfCells", { cells: ready.length });
    if (ready.length === 0 || !(await goesOn(asked, options, speaker))) return;
    const account = await sender(options, town);
    for (const { template } of ready) {
      const sent = await act(town.rounds, template, account);
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    }
    if (options.json)
      console.log(
        JSON.stringify(
          ready.map(({ series, hash }) => ({ series, hash })),
          null,
          2,
        ),
      );
  });
}

async function box(file: string, options: CellOptions): Promise<void> {
  await eachElection(file, options, openBox);
}

async function tally(file: string, options: CellOptions): Promise<void> {
  await eachElection(file, options, tallyBox);
}

async function settle(file: string, options: CellOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    const voting = inState(cells, "voting", speaker);
    if (
      voting.length === 0 ||
      !(await goesOn(speaker.text("askSettleCells", { cells: voting.length }), options, speaker))
    ) {
      return;
    }
    const account = await sender(options, town);
    for (const { series, hash } of voting) {
      const sent = await settleCell(town.rounds, hash, account);
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
      speaker.say("roundSettled", { series });
    }
    if (options.json)
      console.log(
        JSON.stringify(
          voting.map(({ series, hash }) => ({ series, hash })),
          null,
          2,
        ),
      );
  });
}

async function eachElection(file: string, options: CellOptions, act: typeof openBox): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withCells(file, options, speaker, async (cells, town) => {
    for (const { standing } of inState(cells, "voting", speaker)) {
      if (standing.election !== ZeroAddress) await act(standing.election, town, options, speaker);
    }
  });
}

/** Those in a state; of each other one it is said how it stands. */
function inState(
  cells: readonly StandingCell[],
  state: StandingCell["standing"]["state"],
  speaker: ProposalsSpeaker,
): readonly StandingCell[] {
  for (const cell of cells) {
    if (cell.standing.state !== state) for (const line of standingLines(cell, [], speaker)) speaker.print(line);
  }
  return cells.filter(({ standing }) => standing.state === state);
}

/** Runs `work` with the cells of a file, or the one that is named, as they stand on its chain. */
async function withCells(
  file: string,
  options: RoundOptions & { readonly cell?: string },
  speaker: ProposalsSpeaker,
  work: (cells: readonly StandingCell[], town: RoundTown) => Promise<void>,
): Promise<void> {
  const read = cellsIn(file, speaker, options);
  if (read === undefined) return;
  await withRoundContracts(options, async (town) => {
    requireRpcOfChain(read.file.chain.id, town, options.rpc);
    const { cell } = options;
    const wanted = read.cells.filter(({ series }) => cell === undefined || series === cell);
    await work(await standingCells(wanted, town), town);
  });
}

/** Throws what `checkTemplate` throws. */
function tell(cells: readonly RoundCell[], now: number, speaker: ProposalsSpeaker): void {
  const [first] = cells;
  if (first === undefined) return;
  for (const { template } of cells) checkTemplate(template, now);
  if (first.template.isTest) speaker.say("templateTest");
  for (const line of roundLines(first, speaker)) speaker.print(line);
  for (const cell of cells) speaker.print(cellLine(cell, speaker));
}

/** The cells of a file; nothing where it has errors, which are all said. */
function cellsIn(
  file: string,
  { print, language }: ProposalsSpeaker,
  { json }: LanguageOptions,
): { readonly file: RoundFile; readonly cells: readonly RoundCell[] } | undefined {
  try {
    const parsed = parseRoundFile(readText(file), file);
    return { file: parsed, cells: cellsOf(parsed) };
  } catch (error) {
    if (!(error instanceof RoundFileInvalidError)) throw error;
    for (const finding of error.findings) print(findingText(file, finding, language));
    if (json) console.log(JSON.stringify({ code: error.code, file, findings: error.findings }, null, 2));
    process.exitCode = 1;
    return undefined;
  }
}
