import { endCommand } from "../terminal/endCommand.ts";
import { askedLanguage } from "../terminal/language.ts";
import { endMistake, throwMistakes } from "./endMistake.ts";
import { hanpyoProgram } from "./program.ts";

/**
 * Runs one command to its end, whichever that is: what it threw is said, in the language that was asked for, and the
 * exit code is set (`EXIT_CODES`).
 * @param words Those of the process: the program, its file, and what was typed.
 */
export async function runWords(words: readonly string[] = process.argv): Promise<void> {
  try {
    const program = await hanpyoProgram(words[2]);
    if (askedLanguage(words) === "ko") (await import("./koreanHelp.ts")).speakKorean(program);
    throwMistakes(program);
    await program.parseAsync([...words]);
  } catch (error) {
    if (!(await endMistake(error, words))) await endCommand(error, undefined, {}, words);
  }
}
