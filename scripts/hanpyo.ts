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
  await ensureBuilt((what) =>
    console.error(askedLanguage() === "ko" ? `만드는 중: ${koreanPart(what)}` : `compiling ${what}`),
  );
  // After the build: what the commands stand on imports what the compilers write.
  const { runWords } = await import("./program/runWords.ts");
  await runWords();
} catch (error) {
  const { endCommand } = await import("./terminal/endCommand.ts");
  await endCommand(error);
}
await endProving();
process.exit();

/** What is compiled, in Korean. */
function koreanPart(what: string): string {
  return what.replace(/^contracts$/, "계약").replace(/^circuit /, "회로 ");
}
