import { HanpyoError } from "../../sdk/errors.ts";
import { asCalled } from "./asCalled.ts";
import { type Ending, EXIT_CODES, endingOf } from "./ending.ts";
import { asFileTrouble } from "./fileTrouble.ts";
import { sayRefusal } from "./sayRefusal.ts";
import { clean, shown, whyOf } from "./shown.ts";

/** The first words of the English line, by how a command ends. */
const HEADS: Readonly<Record<Exclude<Ending, "refused">, string>> = {
  nothing: "Nothing to do",
  unchecked: "Could not check",
  waiting: "Not yet",
};

/**
 * Ends a command for an error: says on standard error why, and what to do, prints it as JSON on standard output where
 * JSON was asked for, and sets the exit code.
 * @param more Fields of a report for programs that keep their place when there is none.
 */
export async function endCommand(
  caught: unknown,
  ending: Ending = endingOf(caught),
  more: Readonly<Record<string, unknown>> = {},
  words: readonly string[] = process.argv,
): Promise<void> {
  const error = asFileTrouble(caught);
  process.exitCode = EXIT_CODES[ending];
  await sayRefusal(error, ending, englishLine(error, ending));
  if (words.includes("--json")) {
    console.log(asCalled(JSON.stringify({ ...more, ...failureJson(error, ending) }, null, 2)));
  }
}

/** What happened and what to do, in one line; of errors that are not ours their first line. */
function englishLine(error: unknown, ending: Ending): string {
  if (ending !== "refused") return `${HEADS[ending]}: ${sentences(error)}`;
  return error instanceof HanpyoError ? `${error.name}: ${sentences(error)}` : sentences(error);
}

/** Foreign text may be long, and is cut; the remedy is ours, and stands whole. */
function sentences(error: unknown): string {
  if (error instanceof HanpyoError) return `${shown(error.what)}. ${clean(error.remedy)}.`;
  return shown(whyOf(error).split("\n")[0] || "Failed, without a reason");
}

/** The same for programs. */
function failureJson(error: unknown, ending: Ending): Readonly<Record<string, unknown>> {
  const { code, refusal, args, given } = Object(error) as Readonly<Record<string, unknown>>;
  const isOurs = error instanceof HanpyoError;
  return {
    code: typeof code === "string" ? code : null,
    ending,
    exitCode: EXIT_CODES[ending],
    error: isOurs ? error.message : sentences(error),
    what: isOurs ? error.what : sentences(error),
    remedy: isOurs ? error.remedy : null,
    ...(refusal === undefined ? {} : { refusal }),
    // Of a contract, or of a service.
    ...((args ?? given) === undefined ? {} : { values: args ?? given }),
  };
}
