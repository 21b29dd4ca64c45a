import { type Command, CommanderError, InvalidArgumentError } from "commander";

/** Lets a whole command line throw where commander would end the process, so that mistakes end as other errors do. */
export function throwMistakes(command: Command): void {
  command.exitOverride();
  for (const below of command.commands) throwMistakes(below);
}

/**
 * Ends what commander has said already: help, or what was mistyped; as JSON too where that was asked for. Gives back
 * false for any other error.
 */
export function endMistake(error: unknown, words: readonly string[] = process.argv): boolean {
  if (!(error instanceof CommanderError) || error instanceof InvalidArgumentError) return false;
  const { code, exitCode, message } = error;
  process.exitCode = exitCode;
  const [what = "", ...hints] = message.replace(/^error: /, "").split("\n");
  const remedy = [...hints, "Add --help to see what it takes"].join(" ");
  if (exitCode !== 0 && words.includes("--json")) {
    console.log(JSON.stringify({ code, ending: "refused", exitCode, error: message, what, remedy }, null, 2));
  }
  return true;
}
