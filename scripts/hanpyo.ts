import { endProving } from "../sdk/proofs/groth16.ts";
import { ensureBuilt } from "./checkout/ensureBuilt.ts";
import { askedLanguage } from "./terminal/language.ts";

/**
 * The command line. Exit codes: 0 done, or nothing to do; 1 refused or failed; 2 could not check; 3 not yet, the same
 * command later; 130 interrupted.
 */

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
  const { throwMistakes } = await import("./program/endMistake.ts");
  throwMistakes(program);
  await program.parseAsync();
} catch (error) {
  const { endMistake } = await import("./program/endMistake.ts");
  const { endCommand } = await import("./terminal/endCommand.ts");
  if (!endMistake(error)) await endCommand(error);
}
await endProving();
process.exit();
