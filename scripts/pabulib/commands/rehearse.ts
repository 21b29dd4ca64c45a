import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { HanpyoError } from "../../../sdk/errors.ts";
import { startLocalChain } from "../../rehearsal/localChain.ts";
import { readText } from "../../terminal/checkedFile.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import { compare } from "../comparison.ts";
import type { OnChainOptions } from "../onChain.ts";
import { parsePabulib } from "../parsePabulib.ts";
import { type Refusal, type Report, reportText, summaryText } from "../report.ts";
import { allocate, deployAllocator, type Run, runElection } from "../runOnChain.ts";
import { type PabulibElection, toElection } from "../toElection.ts";
import { runOnRealChain, withChainOptions } from "./rehearseOnChain.ts";

type Options = {
  readonly pb: readonly string[];
  readonly voters?: number;
  readonly record?: string;
  readonly plain?: boolean;
  readonly json?: boolean;
};

/** Runs an election and gives what the chain says. */
type Runner = { run(election: PabulibElection): Promise<Run>; close(): Promise<void> };

class RecordNotMadeError extends HanpyoError {
  constructor(reason: string) {
    super("RECORD_NOT_MADE", `There is no record to write with ${reason}`, "Leave out --record, or run one file alone");
  }
}

class RehearsalUnclearError extends HanpyoError {
  constructor() {
    super("REHEARSAL_UNCLEAR", "It is not said what to rehearse", "Give either --pb FILE or --rpc URL");
  }
}

export function addRehearse(program: Command): void {
  withChainOptions(program.command("rehearse"))
    .description(
      "run real participatory-budgeting elections (Pabulib .pb) from end to end on a local chain, and compare",
    )
    .option("--pb <file...>", "the elections; with several, --json prints an array")
    .option("--voters <n>", "take only the first n voters (all if there are fewer)", wholeNumber(1))
    .option("--record <file>", "also write the election's record")
    .option("--plain", "no encryption and no proofs: only totals and the on-chain allocation")
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run hanpyo -- rehearse --pb election.pb --json\n  npm run hanpyo -- rehearse --plain --pb *.pb\n  npm run hanpyo -- rehearse --rpc http://127.0.0.1:8545 --key-file payer.key --record rehearsal.json",
    )
    .action((options: Partial<Options> & Partial<OnChainOptions>) => {
      const { pb, rpc } = options;
      if (rpc !== undefined && pb === undefined) return runOnRealChain({ ...options, rpc });
      if (pb === undefined || rpc !== undefined) throw new RehearsalUnclearError();
      return rehearse({ ...options, pb });
    });
}

async function rehearse(options: Options): Promise<void> {
  const isSingle = options.pb.length === 1;
  if (options.record !== undefined && options.plain) throw new RecordNotMadeError("--plain");
  if (options.record !== undefined && !isSingle) throw new RecordNotMadeError("several files");
  const runner = options.plain ? await plainRunner() : provingRunner(options);
  const reports: (Report | Refusal)[] = [];
  try {
    for (const file of options.pb) {
      const report = await rehearseFile(file, options, runner).catch((error: unknown) =>
        refusal(file, error, isSingle),
      );
      reports.push(report);
      if (!options.json)
        console.log("refused" in report ? `${file}: refused. ${report.refused}.\n` : reportText(report));
    }
  } finally {
    await runner.close();
  }
  if (options.json) console.log(JSON.stringify(isSingle ? reports[0] : reports, null, 2));
  else if (!isSingle) console.log(summaryText(reports));
  const isGood = (report: Report | Refusal) => "match" in report && report.match !== false && report.verified !== false;
  process.exitCode = reports.every(isGood) ? 0 : 1;
}

async function rehearseFile(path: string, { voters }: Options, runner: Runner): Promise<Report> {
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

async function plainRunner(): Promise<Runner> {
  const chain = await startLocalChain();
  const factory = await deployAllocator(chain);
  return { run: (election) => allocate(election, factory, chain), close: () => chain.close() };
}

/** A chain of its own for every election. */
function provingRunner({ record: recordFile }: Options): Runner {
  const run = async (election: PabulibElection) => {
    const chain = await startLocalChain();
    try {
      const { record, failed, ...result } = await runElection(election, chain);
      for (const { name, expected, found } of failed) console.error(`${name}: expected ${expected}, found ${found}`);
      if (recordFile !== undefined) writeFileSync(recordFile, `${JSON.stringify(record)}\n`);
      return result;
    } finally {
      await chain.close();
    }
  };
  return { run, close: async () => {} };
}
