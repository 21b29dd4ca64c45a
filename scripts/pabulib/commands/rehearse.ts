import type { Command } from "commander";
import { canonicalPieces } from "../../../sdk/election/canonicalJson.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { startLocalChain } from "../../rehearsal/localChain.ts";
import { rehearseFile } from "../../rehearsal/rehearseFile.ts";
import { readText } from "../../terminal/checkedFile.ts";
import { wordsIn } from "../../terminal/checkWords/catalogue.ts";
import { valueIn } from "../../terminal/checkWords/valuesInKorean.ts";
import { withLanguage } from "../../terminal/commandOptions.ts";
import { type Language, languageOf, machineLocale } from "../../terminal/language.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import { requireNoRecord, writeRecord } from "../../terminal/recordFile.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { compare } from "../comparison.ts";
import type { OnChainOptions } from "../onChain.ts";
import { parsePabulib } from "../parsePabulib.ts";
import { pabulibWords } from "../phrases.ts";
import { type Refusal, type Report, reportText, summaryText } from "../report.ts";
import { allocate, deployAllocator, type Run, runElection } from "../runOnChain.ts";
import { type PabulibElection, toElection } from "../toElection.ts";
import { runOnRealChain, withChainOptions } from "./rehearseOnChain.ts";

type Options = LanguageOptions & {
  readonly pb?: readonly string[];
  readonly voters?: number;
  readonly record?: string;
  readonly plain?: boolean;
};
type PabulibOptions = Options & { readonly pb: readonly string[] };

export class NothingToRehearseError extends HanpyoError {
  constructor() {
    super(
      "NOTHING_TO_REHEARSE",
      "No election is given",
      "Give one election file (YAML), Pabulib files with --pb, or a chain with --rpc",
    );
  }
}

export class RehearsalsMixedError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(given: readonly string[]) {
    super(
      "REHEARSALS_MIXED",
      `${given.join(" and ")} are given together, and each is a rehearsal of its own`,
      "Give one of them: an election file, --pb with Pabulib files, or --rpc with a chain",
    );
    this.reasonInKorean = `함께 받은 것: ${given.join(", ")}.`;
  }
}

/** Runs an election and gives what the chain says. */
type Runner = { run(election: PabulibElection): Promise<Run>; close(): Promise<void> };

class RecordNotMadeError extends HanpyoError {
  constructor(reason: string) {
    super(
      "RECORD_NOT_MADE",
      told`There is no record to write with ${{ reason }}`,
      "Leave out --record, or run one file alone",
    );
  }
}

export function addRehearse(program: Command): void {
  withLanguage(withChainOptions(program.command("rehearse")))
    .description(
      "run your own election file from end to end on a local chain, with simulated residents and real proofs; or real participatory-budgeting elections (Pabulib .pb), and compare",
    )
    .argument("[file]", "your election file; its dates, rules and texts are run, with accounts made for it")
    .option("--pb <file...>", "Pabulib elections in place of a file; with several, --json prints an array")
    .option(
      "--voters <n>",
      "simulated residents (12 by default); with --pb only the first n voters (all if there are fewer)",
      wholeNumber(1),
    )
    .option("--record <file>", "also write the election's record")
    .option("--plain", "no encryption and no proofs: only totals and the on-chain allocation")
    .addHelpText(
      "after",
      `
Exit codes: 0 all checks of the record hold and nothing recorded differs; 1 one of them does not, or the file or an option is refused; 2 with --rpc: a node gave no answer.
Examples:
  npm run hanpyo -- rehearse night-bus-2027.yaml
  npm run hanpyo -- rehearse --pb election.pb --json
  npm run hanpyo -- rehearse --plain --pb *.pb
  npm run hanpyo -- rehearse --rpc http://127.0.0.1:8545 --key-file payer.key --record rehearsal.json`,
    )
    .action((file: string | undefined, options: Options & Partial<OnChainOptions>) => {
      const { pb, rpc } = options;
      const given = [file, pb && "--pb", rpc && "--rpc"].filter((one) => one !== undefined);
      if (given.length > 1) throw new RehearsalsMixedError(given);
      if (file !== undefined && options.plain) throw new RehearsalsMixedError([file, "--plain"]);
      if (rpc !== undefined) return runOnRealChain({ ...options, rpc });
      if (pb !== undefined) return rehearsePabulib({ ...options, pb });
      if (file === undefined) throw new NothingToRehearseError();
      return rehearseFile(file, options);
    });
}

async function rehearsePabulib(options: PabulibOptions): Promise<void> {
  const isSingle = options.pb.length === 1;
  const language = languageOf(options.lang ?? machineLocale());
  if (options.record !== undefined && options.plain) throw new RecordNotMadeError("--plain");
  if (options.record !== undefined && !isSingle) throw new RecordNotMadeError("several files");
  if (options.record !== undefined) requireNoRecord(options.record);
  const runner = options.plain ? await plainRunner() : provingRunner(options, language);
  const reports: (Report | Refusal)[] = [];
  try {
    for (const file of options.pb) {
      const report = await comparedFile(file, options, runner).catch((error: unknown) =>
        refusal(file, error, isSingle),
      );
      reports.push(report);
      if (!options.json)
        console.log("refused" in report ? refusedText(report, language) : reportText(report, language));
    }
  } finally {
    await runner.close();
  }
  if (options.json) console.log(JSON.stringify(isSingle ? reports[0] : reports, null, 2));
  else if (!isSingle) console.log(summaryText(reports, language));
  const isGood = (report: Report | Refusal) => "match" in report && report.match !== false && report.verified !== false;
  process.exitCode = reports.every(isGood) ? 0 : 1;
}

async function comparedFile(path: string, { voters }: Options, runner: Runner): Promise<Report> {
  const started = performance.now();
  const file = parsePabulib(readText(path));
  const election = toElection(file, voters);
  const run = await runner.run(election);
  const { match, deviations, ...compared } = compare(file, election, run);
  return {
    file: path,
    kind: election.kind,
    rule: election.rule,
    options: election.rules.optionCount,
    voters: election.ballots.length,
    votersInFile: file.votes.length,
    cast: run.cast,
    ...compared,
    match,
    verified: run.verified,
    gas: run.gas,
    seconds: Math.round(performance.now() - started) / 1000,
    deviations,
  };
}

/** One refused file does not stop the others; alone it is an error. */
function refusal(file: string, error: unknown, isSingle: boolean): Refusal {
  if (isSingle || !(error instanceof HanpyoError)) throw error;
  return { file, refused: error.what };
}

function refusedText({ file, refused }: Refusal, language: Language): string {
  return language === "en" ? `${file}: refused. ${refused}.\n` : `${file}: 거절. ${pabulibWords(refused, language)}.\n`;
}

async function plainRunner(): Promise<Runner> {
  const chain = await startLocalChain();
  const factory = await deployAllocator(chain);
  return { run: (election) => allocate(election, factory, chain), close: () => chain.close() };
}

/** A chain of its own for every election. */
function provingRunner({ record: recordFile }: PabulibOptions, language: Language): Runner {
  const run = async (election: PabulibElection) => {
    const chain = await startLocalChain();
    try {
      const { record, failed, ...result } = await runElection(election, chain);
      for (const { name, expected, found } of failed) {
        const values = [expected, found].map((value) => valueIn(language, value));
        const [due, had] = language === "ko" ? ["맞는 값", "찾은 값"] : ["expected", "found"];
        console.error(`${wordsIn(language, name)}: ${due} ${values[0]}, ${had} ${values[1]}`);
      }
      if (recordFile !== undefined) await writeRecord(recordFile, canonicalPieces(record));
      return result;
    } finally {
      await chain.close();
    }
  };
  return { run, close: async () => {} };
}
