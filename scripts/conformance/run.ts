import { spawn } from "node:child_process";
import { projectRoot } from "../checkout/projectRoot.ts";
import { faultOf, isUnsupported } from "./judge.ts";
import { linesOf } from "./lines.ts";
import type { Json } from "./operation.ts";
import { type Asked, recordQuestions, tamperedQuestions, vectorQuestions } from "./questions.ts";

/**
 * Shows whether an implementation agrees: `node scripts/conformance/run.ts [vectors] [records] [tampered] -- COMMAND
 * ARGS`. The command is started once, in the project's root; it reads a question in each line and answers each with a
 * line (conformance/README.md). Exit code 1 where an answer is another than expected, or the command ends early.
 */
const KINDS: Readonly<Record<string, () => readonly Asked[]>> = {
  vectors: vectorQuestions,
  records: recordQuestions,
  tampered: tamperedQuestions,
};

async function run(): Promise<number> {
  const given = process.argv.slice(2);
  const divided = given.indexOf("--");
  const [command, ...args] = divided < 0 ? [] : given.slice(divided + 1);
  const kinds = divided <= 0 ? Object.keys(KINDS) : given.slice(0, divided);
  if (command === undefined || kinds.some((kind) => !(kind in KINDS))) {
    console.error("Usage: node scripts/conformance/run.ts [vectors] [records] [tampered] -- COMMAND ARGS");
    return 2;
  }
  const child = spawn(command, args, { cwd: projectRoot, stdio: ["pipe", "pipe", "inherit"] });
  const lines = linesOf(child.stdout);
  let faults = 0;
  for (const kind of kinds) {
    const asked = KINDS[kind]?.() ?? [];
    const count = { agreed: 0, leftOut: 0 };
    for (const { called, ask, expects } of asked) {
      child.stdin.write(`${JSON.stringify(ask())}\n`);
      const { value, done } = await lines.next();
      if (done) {
        console.log(`${kind}: the command ended before it answered ${called}`);
        return 1;
      }
      const answer = parsed(value);
      const fault = faultOf(expects, answer);
      if (fault !== undefined) console.log(`${called}: ${fault}`);
      if (fault !== undefined) faults++;
      else if (isUnsupported(answer)) count.leftOut++;
      else count.agreed++;
    }
    console.log(`${kind}: ${count.agreed} of ${asked.length} agree, ${count.leftOut} left out`);
  }
  child.stdin.end();
  return faults === 0 ? 0 : 1;
}

function parsed(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return line;
  }
}

process.exit(await run());
