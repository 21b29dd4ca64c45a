import { styleText } from "node:util";
import { ensureBuilt } from "./checkout/ensureBuilt.ts";
import type { Town } from "./rehearsal/town.ts";
import { askedLanguage } from "./terminal/language.ts";
import { whyOf } from "./terminal/shown.ts";

/**
 * `npm start`: one whole election for a person to watch (see demoPlan.ts), then the page on the same chain with a second
 * one to vote in. `--once` ends with the first; `--tour` instead follows a resident's proposal to the end (scripts/tour).
 */
const once = process.argv.includes("--once");
const isTour = process.argv.includes("--tour");
await ensureBuilt((what) => console.log(`compiling ${what}`));
// The sdk imports what was just compiled: nothing above may import it.
const { endProving } = await import("../sdk/proofs/groth16.ts");
const { NOT_SHOWN_FACTS } = await import("../sdk/verify/notShown.ts");
const { startLocalChain } = await import("./rehearsal/localChain.ts");
const { electionSteps } = await import("./rehearsal/electionSteps.ts");
const { runSteps } = await import("./rehearsal/runSteps.ts");
const { demoPlan } = await import("./rehearsal/demoPlan.ts");
const { startPage } = await import("./rehearsal/startPage.ts");
const { runTour } = await import("./tour/tour.ts");

const chain = await startLocalChain();
if (isTour) {
  const holds = await runTour(chain, { lang: askedLanguage() }, process.stdout);
  await endProving();
  await chain.close();
  process.exit(holds ? 0 : 1);
}
console.log(`Hanpyo 한표 — a whole election on a local chain at ${chain.url}`);
console.log("Development proving keys: they protect nothing. Only this demonstration moves the chain's clock.\n");
let verified = false;
let town: Town | undefined;
let line = "Not verified: the election did not finish";
try {
  const { steps, done } = electionSteps({ ...demoPlan, offices: true, relayed: true }, chain);
  await runSteps(steps, process.stdout);
  const { election, checks, record, ...rehearsed } = done();
  const failing = checks.filter(({ ok }) => !ok);
  for (const { name, expected, found } of failing) console.log(`  ${name}: expected ${expected}, found ${found}`);
  verified = failing.length === 0 && record.result !== null;
  if (verified) town = rehearsed.town;
  const counts = demoPlan.content.options.map(({ title }, i) => `${title.en} ${record.result?.counts[i]}`);
  console.log(`\nNot shown by these checks:\n${NOT_SHOWN_FACTS.map((fact) => `  - ${fact}`).join("\n")}\n`);
  line = verified
    ? `Verified: ${checks.length} checks hold for election ${election}; ${counts.join(", ")}`
    : `Not verified: ${failing.length} of ${checks.length} checks fail for election ${election}`;
} catch (error) {
  console.error(styleText("red", whyOf(error)));
}

if (!once && town !== undefined) {
  console.log(line);
  console.log("\nA second election opens, and the page to vote in it is built and served ...");
  const page = await startPage(town, chain);
  await new Promise<void>((stop) => {
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
  await page.close();
} else {
  console.log(line);
}
await endProving();
await chain.close();
process.exit(verified ? 0 : 1);
