import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { askedLanguage } from "./language.ts";

/** Where a person is asked; standard output stays free for data. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
};

export const terminal: Terminal = { input: process.stdin, output: process.stderr };

export class NobodyToAskError extends HanpyoError {
  constructor(question: string, option: string) {
    super(
      "NOBODY_TO_ASK",
      told`There is no terminal to ask "${{ question }}"`,
      told`Run it in a terminal, or give ${{ option }}`,
    );
  }
}

export class NotConfirmedError extends HanpyoError {
  constructor(question: string) {
    super("NOT_CONFIRMED", told`Not confirmed: "${{ question }}"`, "Nothing was done; find out first what differs");
  }
}

export class AnswerMissingError extends HanpyoError {
  constructor(question: string) {
    super("ANSWER_MISSING", told`There was no answer to "${{ question }}"`, "Nothing was done; start again and answer");
  }
}

/**
 * Asks for yes or no. Throws `NotConfirmedError` unless the answer is yes, `NobodyToAskError` without a terminal.
 * @param instead The option that answers where there is none.
 */
export async function confirm(
  question: string,
  { input, output }: Terminal = terminal,
  instead = "--yes",
): Promise<void> {
  if (!input.isTTY) throw new NobodyToAskError(question, instead);
  const choices = askedLanguage() === "ko" ? "예/아니요" : "yes/no";
  const answer = await ask(`${question} (${choices}) `, input, output, output);
  if (!/^(y|yes|예|네)$/i.test(answer.trim().normalize("NFC"))) throw new NotConfirmedError(question);
}

/** Asks for a passphrase without showing it. Throws `NobodyToAskError`. */
export async function askHidden(question: string, { input, output }: Terminal = terminal): Promise<string> {
  if (!input.isTTY) throw new NobodyToAskError(question, "--passphrase-file FILE");
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await ask(question, input, nowhere, output);
  output.write("\n");
  return answer;
}

/** @param echo Where the typed characters go. */
function ask(
  question: string,
  input: Terminal["input"],
  echo: NodeJS.WritableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  output.write(question);
  const reader = createInterface({ input, output: echo, terminal: true, historySize: 0 });
  return new Promise<string>((fulfil, fail) => {
    reader.once("close", () => fail(new AnswerMissingError(question.trim())));
    reader.question("", fulfil);
  }).finally(() => reader.close());
}

/** Text from outside, without the control characters that could rewrite what the terminal shows. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}
