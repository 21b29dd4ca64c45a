/**
 * Answers the questions of the conformance runner: one JSON value in a line on standard input, one in a line back
 * (conformance/README.md). `node scripts/conformance/run.ts -- node verifier/test/conformance/answers.ts`.
 */
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { snapshotFolder } from "../../src/nodeFile.ts";
import { NotARecord, OtherFormat } from "../../src/verifierError.ts";
import { verifyFile } from "../../src/verifyFile.ts";
import { random, sourceOf } from "../sourceOf.ts";
import { lines } from "./lines.ts";
import { OPERATIONS } from "./operations.ts";

interface Question {
  readonly operation?: string;
  readonly in?: unknown;
  readonly record?: unknown;
  readonly snapshot?: string | null;
}

const keys = verifyingKeys();
const HELD = { holds: true, fails: false, "not made": null } as const;

const checksOf = async ({ record, snapshot }: Question): Promise<unknown> => {
  const folder = snapshot ? snapshotFolder(snapshot) : undefined;
  const means = { keys, random, batch: 512, snapshot: folder, onProgress: () => undefined };
  try {
    const { findings } = await verifyFile(sourceOf(JSON.stringify(record), 1 << 20), means);
    return { checks: findings.map(({ check, state }) => ({ name: check, held: HELD[state] })) };
  } catch (error) {
    if (error instanceof NotARecord || error instanceof OtherFormat)
      return { checks: [{ name: error.check, held: false }] };
    throw error;
  }
};

const answer = async (question: Question): Promise<unknown> => {
  if ("record" in question) return checksOf(question);
  const operation = OPERATIONS[question.operation ?? ""];
  return operation ? operation(question.in) : { unsupported: true };
};

for await (const line of lines(process.stdin)) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Question))}\n`);
}
