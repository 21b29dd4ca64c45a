import { createInterface } from "node:readline";
import { ourAnswer } from "./ourAnswer.ts";
import type { Question } from "./questions.ts";

/** This software as an implementation that the runner asks: a question in each line, an answer in each. */
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await ourAnswer(JSON.parse(line) as Question)));
}
// snarkjs leaves workers running.
process.exit(0);
