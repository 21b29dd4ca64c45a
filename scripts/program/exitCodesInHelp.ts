import type { EventEmitter } from "node:events";
import type { Command } from "commander";

/** What every command's exit code says (docs/operations.md), where its own help says it in no words of its own. */
const EXIT_CODES =
  "Exit codes: 0 done, or nothing to do; 1 refused or failed; 2 could not check, as where nobody answered; 3 not yet: run the same command later.";

/** Says below the help of every command that does something what its exit codes mean. */
export function withExitCodes(command: Command): void {
  for (const below of command.commands) withExitCodes(below);
  const isGroup = command.commands.length > 0 && command.name() !== "bench";
  if (!isGroup && !/xit codes/.test(textAfter(command))) command.addHelpText("after", `\n${EXIT_CODES}`);
}

function textAfter(command: Command): string {
  let text = "";
  const write = (part: string) => (text += part);
  // Its types leave out that a command is an emitter of events.
  (command as unknown as EventEmitter).emit("afterHelp", { error: false, command, write });
  return text;
}
