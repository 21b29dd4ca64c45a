import { ZeroAddress } from "ethers";
import factoryArtifact from "../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
  type: "json",
};
import outcomesArtifact from "../../artifacts/contracts/libraries/Outcomes.sol/Outcomes.json" with { type: "json" };
import { factoryAt, refusing } from "../../sdk/chain/contracts.ts";
import { deploy } from "../../sdk/chain/deployment.ts";
import { outcomeRuleToAbi } from "../../sdk/election/constitutionAbi.ts";
import { type DecodedOutcome, optionsOfBits, outcomeFromAbi } from "../../sdk/election/outcome.ts";
import type { Check } from "../../sdk/verify/check.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import { runSteps } from "../rehearsal/runSteps.ts";
import type { ChainResult } from "./comparison.ts";
import type { PabulibElection } from "./toElection.ts";

/** A run, what it cost, and whether every check of its record holds (null where there is none). */
export type Run = ChainResult & { readonly gas: number; readonly verified: boolean | null };

/** A run with its record and what was found when it was verified. */
export type ProvedRun = Run & { readonly record: ElectionRecord; readonly failed: readonly Check[] };

/** Runs the whole election: one simulated resident per ballot, 3-of-5 trustees, batches of 32, real proofs (P1-P11). */
export async function runElection(election: PabulibElection, chain: LocalChain): Promise<ProvedRun> {
  const plan = { ...election, trustees: 5, threshold: 3, sharing: [1, 3, 5], batchSizes: [32] };
  const { steps, done } = electionSteps(plan, chain);
  const reports = await runSteps(steps, process.stderr);
  const { record, checks } = done();
  const failed = checks.filter(({ ok }) => !ok);
  const gas = reports.reduce((sum, step) => sum + step.gas, 0);
  return { ...resultOf(record), verified: failed.length === 0 && record.result !== null, gas, record, failed };
}

/** What the chain says of an election: nothing cast, counted or funded as far as it has not come. */
export function resultOf({ seal, result }: Pick<ElectionRecord, "seal" | "result">): ChainResult {
  return {
    cast: seal?.ballots ?? 0,
    totals: (result?.counts ?? []).map(Number),
    funded: optionsOfBits(result?.outcome.selected ?? 0),
    tied: optionsOfBits(result?.outcome.tied ?? 0),
  };
}

/** Deploys a factory without elections, whose rule serves any number of `allocate`. */
export async function deployAllocator(chain: LocalChain): Promise<string> {
  const { address: Outcomes } = await deploy(outcomesArtifact, [], chain.funded);
  return (await deploy(factoryArtifact, [[], ZeroAddress, []], chain.funded, { Outcomes })).address;
}

/** Counts the ballots without encryption or proofs; the factory's rule on chain says what is funded (P10.2). */
export async function allocate(election: PabulibElection, factory: string, chain: LocalChain): Promise<Run> {
  const { ballots, ballotSize, rules, outcome } = election;
  const totals = Array.from({ length: ballotSize }, (_, i) =>
    ballots.reduce((sum, choices) => sum + (choices[i] as number), 0),
  );
  const outcomeOf = factoryAt(factory, chain.provider).getFunction("outcomeOf");
  const call = [outcomeRuleToAbi(outcome), totals, rules.optionCount, ballots.length, ballots.length] as const;
  const { selected, tied } = outcomeFromAbi((await refusing(() => outcomeOf.staticCall(...call))) as DecodedOutcome);
  const gas = Number(await outcomeOf.estimateGas(...call));
  const chosen = { funded: optionsOfBits(selected), tied: optionsOfBits(tied) };
  return { cast: ballots.length, totals, ...chosen, verified: null, gas };
}
