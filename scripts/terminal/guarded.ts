import { isUnreachable } from "./rpc.ts";
import { sayRefusal } from "./sayRefusal.ts";
import { whyOf } from "./shown.ts";

/** Runs a command; exit code 2, with a line on standard error, if a node could not be asked. */
export async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    await sayRefusal(error, "unchecked", `Could not check: ${whyOf(error)}`);
    process.exitCode = 2;
  }
}
