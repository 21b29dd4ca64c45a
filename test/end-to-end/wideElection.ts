import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { electionSteps, type Rehearsed } from "../../scripts/rehearsal/electionSteps.ts";
import { startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import type { RehearsalPlan } from "../../scripts/rehearsal/plan.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";

/** A whole election on the larger ballot, with what every call cost, by the step's title. */
export type WideElection = Rehearsed & {
  readonly plan: RehearsalPlan;
  readonly gas: ReadonlyMap<string, readonly number[]>;
};

const SIZE = 32;
const OFFERED = 20;

const wide = (points: (option: number) => number) =>
  Array.from({ length: SIZE }, (_, option) => (option < OFFERED ? points(option) : 0));

/**
 * Two residents with up to 10 points for each of 20 projects, one of whom votes again: three ballot proofs, each through
 * the relayer, as in the demonstration, and in a batch of its own.
 */
const plan: RehearsalPlan = {
  ...demoPlan,
  content: {
    ...demoPlan.content,
    options: Array.from({ length: OFFERED }, (_, i) => ({ title: { ko: `사업 ${i + 1}`, en: `Project ${i + 1}` } })),
  },
  ballotSize: SIZE,
  rules: { ...demoPlan.rules, optionCount: OFFERED, maxPerOption: 10, maxTotal: 100, costs: Array(OFFERED).fill(0) },
  outcome: { ...demoPlan.outcome, costs: Array.from({ length: OFFERED }, (_, i) => 1_000_000 * (i + 1)) },
  ballots: [wide((option) => (option === 19 ? 10 : option % 3)), wide((option) => (option * 7) % 5)],
  batchSizes: [1],
  relayed: true,
  change: { resident: 0, choices: wide((option) => (option % 4 === 0 ? 9 : 0)) },
  trustees: 2,
  threshold: 2,
  sharing: [1, 2],
};

let running: Promise<WideElection> | undefined;

/** The one wide election that all test files share. */
export function wideElection(): Promise<WideElection> {
  running ??= run();
  return running;
}

async function run(): Promise<WideElection> {
  const chain = await startLocalChain();
  const { steps, done } = electionSteps(plan, chain);
  const gas = new Map<string, number[]>();
  for (const { title, run: runStep } of steps) {
    const spent: number[] = [];
    await runStep({ say: () => {}, spent: ({ gasUsed }) => spent.push(Number(gasUsed)) });
    gas.set(title, spent);
  }
  await chain.close();
  return { ...done(), plan, gas };
}

// A hook of the root suite: runs when all files are done.
after(endProving);
