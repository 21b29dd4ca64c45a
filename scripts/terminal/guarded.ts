import { OfficeUnreachableError } from "../../sdk/enrolling/officeClient.ts";
import { isUnreachable } from "./rpc.ts";
import { sayRefusal } from "./sayRefusal.ts";
import { whyOf } from "./shown.ts";

/** Runs a command; exit code 2, with a line on standard error, if a node or an office could not be asked. */
export async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isUnreachable(error) && !(error instanceof OfficeUnreachableError)) throw error;
    await sayRefusal(error, "unchecked", `Could not check: ${whyOf(error)}`);
    process.exitCode = 2;
  }
}
