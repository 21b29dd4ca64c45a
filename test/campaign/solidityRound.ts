import { keccak256, toUtf8Bytes } from "ethers";
import hre from "hardhat";
import type { PropertyRun } from "./solidityTotals.ts";

/** Runs of every fuzz test in one round. */
const FUZZ_RUNS = 391;
/** Calls of every invariant in one round, 1,024 either way; a long sequence costs more, as what it checks grows. */
const SHORT_SEQUENCES = { runs: 16, depth: 64 } as const;
const LONG_SEQUENCES = { runs: 4, depth: 256 } as const;
/** One round in so many has the long sequences. */
const LONG_EVERY = 32;

/** What Hardhat's task returns of one property, as far as it is used here. */
type TestResult = {
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
  readonly kind: { readonly runs?: bigint; readonly calls?: bigint };
};
type Suite = { readonly id: { readonly name: string }; readonly testResults: readonly TestResult[] };
type TaskResult =
  | { readonly success: true; readonly value: { readonly suiteResults: readonly Suite[] } }
  | { readonly success: false; readonly error: { readonly suiteResults: readonly Suite[] } };
type Profile = { fuzz: object; invariant: object };

/** Runs the properties whose names match `grep`, with a seed of this round and part. */
async function part(grep: string, settings: object, seed: string, unit: "runs" | "calls"): Promise<PropertyRun[]> {
  const profile = hre.config.test.solidity.profiles.default as unknown as Profile;
  profile.fuzz = { ...profile.fuzz, ...settings, seed };
  profile.invariant = { ...profile.invariant, ...settings };
  const result: TaskResult = await hre.tasks
    .getTask(["test", "solidity"])
    .run({ testSummaryIndex: 1, noCompile: true, grep });
  const { suiteResults } = result.success ? result.value : result.error;
  return suiteResults.flatMap(({ id, testResults }) =>
    testResults.map(({ name, status, reason, kind }) => {
      const told = `seed ${seed}: ${status}, ${reason ?? "no reason"}`;
      const failure = status === "Success" ? {} : { failure: told };
      return { name: `${id.name}.${name}`, count: Number(kind[unit] ?? 0n), unit, ...failure };
    }),
  );
}

/** A round, in a process of its own: told its number, it sends `PropertyRun[]` to its parent. */
async function playRound(round: number): Promise<readonly PropertyRun[]> {
  const seedOf = (name: string) => keccak256(toUtf8Bytes(`hanpyo campaign round ${round} ${name}`));
  const runs = await part("^testFuzz_", { runs: FUZZ_RUNS }, seedOf("fuzz"), "runs");
  const sequences = round % LONG_EVERY === 0 ? LONG_SEQUENCES : SHORT_SEQUENCES;
  return runs.concat(await part("^invariant_", sequences, seedOf("invariant"), "calls"));
}

// Hardhat's runner of tests imports every file below test/.
if (import.meta.main) {
  const runs = await playRound(Number(process.argv[2]));
  process.send?.(runs, () => process.exit(0));
}
