import { type Command, CommanderError } from "commander";
import { endCommand } from "../terminal/endCommand.ts";
import { mistakeOf } from "./mistakes.ts";
import { CommandMissingError } from "./mistypedErrors.ts";

/** Lets a whole command line throw where commander would end the process, and leave it to us to say what was mistyped. */
export function throwMistakes(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const below of command.commands) throwMistakes(below);
}

/**
 * Ends what commander threw: help that was asked for, which it has printed, and what was mistyped, which ends as any
 * other error does. Gives back false for errors that are not commander's.
 */
export async function endMistake(error: unknown, words: readonly string[] = process.argv): Promise<boolean> {
  if (!(error instanceof CommanderError)) return false;
  if (error.code === "commander.help" && error.exitCode !== 0) {
    await endCommand(new CommandMissingError(groupOf(words)), undefined, {}, words);
  } else if (error.exitCode === 0) process.exitCode = 0;
  else await endCommand(mistakeOf(error) ?? error, undefined, {}, words);
  return true;
}

/** The words before the first option; the program's name where there are none. */
function groupOf([, , ...typed]: readonly string[]): string {
  const end = typed.findIndex((word) => word.startsWith("-"));
  return (end < 0 ? typed : typed.slice(0, end)).join(" ") || "hanpyo";
}
