import { judge, type Verdict } from "./judge.ts";
import { mutationPlan, type PlannedMutant } from "./mutationPlan.ts";

// Leaves out every constraint of our own circuits, one at a time, and shows for each a forged witness that the mutant
// accepts and the original refuses, or names the reason why there is none. Arguments: parts of keys or file names, to
// run only the mutants that contain one of them.

/** Compilations at the same time. */
const WORKERS = 2;

/** Runs the mutants whose file or key contains one of the filters, or all. Returns whether none survived. */
async function circuitMutants(filters: readonly string[]): Promise<boolean> {
  const { mutants, unpaired } = mutationPlan();
  const chosen = mutants.filter(({ file, site }) => {
    return filters.length === 0 || filters.some((filter) => `${file} ${site.key}`.includes(filter));
  });
  const queue = [...chosen];
  const surviving: string[] = [];
  let [noticed, equivalent] = [0, 0];

  async function run({ file, site, entry }: PlannedMutant): Promise<void> {
    if ("equivalent" in entry) {
      equivalent++;
      console.log(`equivalent  ${site.key}\n            ${entry.equivalent}`);
      return;
    }
    const verdict = await judge(file, site, entry).catch((error: Error): Verdict => {
      return { noticed: false, why: error.message };
    });
    if (verdict.noticed) noticed++;
    else surviving.push(`${site.key}: ${verdict.why}`);
    const word = verdict.noticed ? "noticed   " : "SURVIVING ";
    console.log(`${word}  ${site.key}\n            ${entry.breaks}: ${verdict.why}`);
  }

  async function worker(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next);
  }

  await Promise.all(Array.from({ length: WORKERS }, worker));
  for (const line of [...unpaired, ...surviving]) console.log(line);
  const counts = `mutants ${chosen.length}, noticed ${noticed}, equivalent ${equivalent}, surviving ${surviving.length}`;
  console.log(unpaired.length > 0 ? `${counts}, unpaired ${unpaired.length}` : counts);
  return chosen.length > 0 && surviving.length + unpaired.length === 0;
}

// Hardhat imports every file under test/.
if (import.meta.main) process.exit((await circuitMutants(process.argv.slice(2))) ? 0 : 1);
