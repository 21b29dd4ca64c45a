import { HanpyoError } from "../sdk/errors.ts";
import { endProving } from "../sdk/proofs/groth16.ts";
import { ensureBuilt } from "./checkout/ensureBuilt.ts";
import { askedLanguage } from "./terminal/language.ts";
import { sayRefusal } from "./terminal/sayRefusal.ts";
import { shown, whyOf } from "./terminal/shown.ts";

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 could not check, 130 interrupted. */

// A reader that has seen enough, like `head`, is no error worth a stack.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? (process.exitCode ?? 0) : 1);
  });
}
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

try {
  await ensureBuilt((what) => console.error(`compiling ${what}`));
  const { hanpyoProgram } = await import("./program/program.ts");
  const program = await hanpyoProgram(process.argv[2]);
  if (askedLanguage() === "ko") (await import("./program/koreanHelp.ts")).speakKorean(program);
  await program.parseAsync();
} catch (error) {
  await sayRefusal(error, "refused", oneLine(error));
  process.exitCode = 1;
}
await endProving();
process.exit();

/** What happened and what to do; the first line alone of errors that are not ours. */
function oneLine(error: unknown): string {
  if (error instanceof HanpyoError) return shown(`${error.name}: ${error.message}`);
  return shown(whyOf(error).split("\n")[0] || "Failed, without a reason");
}
