import { linesOf } from "./lines.ts";
import { ourAnswer } from "./ourAnswer.ts";
import type { Question } from "./questions.ts";

/** This software as an implementation that the runner asks: a question in each line, an answer in each. */
for await (const line of linesOf(process.stdin)) {
  console.log(JSON.stringify(await ourAnswer(JSON.parse(line) as Question)));
}
// snarkjs leaves workers running.
process.exit(0);
