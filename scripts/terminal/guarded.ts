import { endCommand } from "./endCommand.ts";
import { endingOf } from "./ending.ts";

/** Runs a command; exit code 2, with a line on standard error, if a node, an office or a relayer could not be asked. */
export async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (endingOf(error) !== "unchecked") throw error;
    await endCommand(error);
  }
}
