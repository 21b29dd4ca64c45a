import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { factoryAt, read } from "../../sdk/chain/contracts.ts";
import { deployShared } from "../../sdk/chain/deploy.ts";
import { OUTCOME_KINDS, TIE_BREAKS } from "../../sdk/election/constitution.ts";
import { selectedOptions } from "../../sdk/election/outcome.ts";
import { type Pabulib, parsePabulib } from "../pabulib/parsePabulib.ts";
import { type PabulibElection, toElection } from "../pabulib/toElection.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import { type LocalChain, startLocalChain } from "../rehearsal/localChain.ts";
import { runSteps } from "../rehearsal/runSteps.ts";

type Options = {
  readonly pb: string;
  readonly voters?: string;
  readonly record?: string;
  readonly plain?: boolean;
  readonly json?: boolean;
};

/** What a run on the chain gave. */
type Outcome = {
  readonly totals: readonly number[];
  readonly funded: readonly number[];
  readonly verified: boolean | null;
  readonly gas: number;
};

export function addRehearse(program: Command): void {
  program
    .command("rehearse")
    .description(
      "run a real participatory-budgeting election (Pabulib .pb) from end to end on a local chain, and compare",
    )
    .requiredOption("--pb <file>", "the election")
    .option("--voters <n>", "take only the first n voters")
    .option("--record <file>", "also write the election's record")
    .option("--plain", "no encryption and no proofs: only totals and the on-chain allocation")
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- rehearse --pb election.pb --json")
    .action(rehearse);
}

async function rehearse(options: Options): Promise<void> {
  const started = performance.now();
  const file = parsePabulib(readFileSync(options.pb, "utf8"));
  const whole = toElection(file);
  const election = { ...whole, ballots: whole.ballots.slice(0, options.voters ? Number(options.voters) : undefined) };
  const chain = await startLocalChain();
  const outcome = options.plain ? await plain(election, chain) : await full(election, chain, options);
  await chain.close();

  const report = reportOf(options.pb, file, election, outcome, (performance.now() - started) / 1000);
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else for (const [name, value] of Object.entries(report)) console.log(`${name}: ${JSON.stringify(value)}`);
  process.exitCode = report.match && report.verified !== false ? 0 : 1;
}

function reportOf(
  path: string,
  { projects }: Pabulib,
  { outcome, rules, ballots }: PabulibElection,
  run: Outcome,
  seconds: number,
) {
  const ids = projects.map(({ id }) => id);
  const counted = ids.map((_, i) => ballots.reduce((sum, choices) => sum + (choices[i] as number), 0));
  const isWhole = projects.some(({ selected }) => selected !== null) && projects.every(({ total }) => total !== null);
  const recordedFunded = projects.some(({ selected }) => selected !== null)
    ? projects.filter(({ selected }) => selected).map(({ id }) => id)
    : null;
  const recordedTotals = projects.every(({ total }) => total !== null)
    ? Object.fromEntries(projects.map(({ id, total }) => [id, total]))
    : null;
  const funded = run.funded.map((option) => ids[option] as string);
  const allVoters = isWhole && projects.every(({ total }, i) => counted[i] === total);
  const totalsMatch = counted.every((count, i) => count === run.totals[i]);
  const fundedMatch =
    recordedFunded === null || !allVoters || String([...funded].sort()) === String([...recordedFunded].sort());
  return {
    file: path,
    kind: outcome.kind,
    options: rules.optionCount,
    voters: ballots.length,
    cast: ballots.length,
    totals: Object.fromEntries(ids.map((id, i) => [id, run.totals[i] as number])),
    recordedTotals,
    funded,
    recordedFunded,
    match: totalsMatch && fundedMatch,
    verified: run.verified,
    gas: run.gas,
    seconds: Math.round(seconds * 10) / 10,
  };
}

async function full(election: PabulibElection, chain: LocalChain, { record: recordFile }: Options): Promise<Outcome> {
  const plan = { ...election, trustees: 5, threshold: 3, sharing: [1, 3, 5], batchSizes: [32] };
  const { steps, done } = electionSteps(plan, chain);
  const reports = await runSteps(steps, process.stderr);
  const { record, checks } = done();
  for (const { name, expected, found } of checks.filter(({ ok }) => !ok)) {
    console.error(`${name}: expected ${expected}, found ${found}`);
  }
  if (recordFile !== undefined) writeFileSync(recordFile, `${JSON.stringify(record)}\n`);
  return {
    totals: (record.result?.counts ?? []).map(Number),
    funded: selectedOptions(record.result?.outcome.selected ?? 0),
    verified: checks.every(({ ok }) => ok) && record.result !== null,
    gas: reports.reduce((sum, { gas }) => sum + gas, 0),
  };
}

async function plain({ ballots, ballotSize, rules, outcome }: PabulibElection, chain: LocalChain): Promise<Outcome> {
  const account = await chain.newAccount();
  const shared = await deployShared(
    { registrar: account.address, approver: (await chain.newAccount()).address, rotationDelay: 0 },
    account,
  );
  const totals = Array.from({ length: ballotSize }, (_, i) =>
    ballots.reduce((sum, choices) => sum + (choices[i] as number), 0),
  );
  const rule = {
    ...outcome,
    kind: OUTCOME_KINDS.indexOf(outcome.kind),
    tieBreak: TIE_BREAKS.indexOf(outcome.tieBreak),
    costs: [...outcome.costs],
  };
  const { selected } = await read<{ selected: bigint }>(
    factoryAt(shared.factory.address, chain.provider),
    ...(["outcomeOf", rule, totals, rules.optionCount, ballots.length, ballots.length] as const),
  );
  const gas = Object.values(shared.all).reduce((sum, { gasUsed }) => sum + Number(gasUsed), 0);
  return { totals, funded: selectedOptions(Number(selected)), verified: null, gas };
}
