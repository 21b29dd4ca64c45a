import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { electionSteps, type Rehearsed } from "../../scripts/rehearsal/electionSteps.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import type { RehearsalPlan } from "../../scripts/rehearsal/plan.ts";
import { resized } from "../../scripts/rehearsal/resized.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import type { RegistryRecord } from "../../sdk/verify/record.ts";

/** A whole election with real proofs, on a chain that stays up until the last test. */
export type DecidedElection = Rehearsed & {
  readonly record: RegistryRecord;
  readonly plan: RehearsalPlan;
  readonly chain: LocalChain;
};

/** Three residents, one of whom votes again: four proofs of the ballot of 8 options. Two of three trustees share. */
const plan: RehearsalPlan = resized(
  {
    ...demoPlan,
    ballots: demoPlan.ballots.slice(0, 3),
    batchSizes: [2],
    trustees: 3,
    threshold: 2,
    sharing: [1, 3],
  },
  8,
);

let decided: Promise<DecidedElection> | undefined;
let living: Promise<DecidedElection> | undefined;

/** The one election that all test files share; it takes about half a minute, once. Nobody adds to its chain. */
export function decidedElection(): Promise<DecidedElection> {
  decided ??= run();
  return decided;
}

/** The same on another chain, on which the tests of the page go on: residents enrol, further elections are held. */
export function livingElection(): Promise<DecidedElection> {
  living ??= run();
  return living;
}

async function run(): Promise<DecidedElection> {
  const chain = await startLocalChain();
  const { steps, done } = electionSteps(plan, chain);
  for (const step of steps) await step.run({ say: () => {}, spent: () => {} });
  const rehearsed = done();
  const { record } = rehearsed;
  if (record.rollSource !== "registry") throw new Error(`The record has a roll that is ${record.rollSource}`);
  return { ...rehearsed, record, plan, chain };
}

const guests: (() => Promise<void>)[] = [];

/** Has something that lives on an election's chain closed before the chain is. */
export function closeBeforeChain(close: () => Promise<void>): void {
  guests.push(close);
}

// A hook of the root suite: runs when all files are done.
after(async function () {
  this.timeout(120_000);
  for (const close of guests) await close();
  for (const running of [decided, living]) await (await running?.catch(() => undefined))?.chain.close();
  await endProving();
});
