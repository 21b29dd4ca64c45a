import { existsSync, renameSync, rmSync } from "node:fs";
import { CeremonyFileExistsError, CeremonyFileMissingError, CeremonyStepFailedError } from "./errors.ts";

/** What snarkjs takes for a logger. */
export type SnarkjsLogger = Readonly<Record<"info" | "warn" | "error" | "debug", (text: string) => void>>;

/** What a call said, and what it returned. */
export type Heard<T> = { readonly result: T; readonly said: readonly string[] };

/**
 * Runs a call of snarkjs and keeps what it says: to its logger, and to `console.log`, which it uses for broken
 * transcripts and which would spoil --json. Throws what the call throws.
 */
export async function listening<T>(call: (logger: SnarkjsLogger) => Promise<T>): Promise<Heard<T>> {
  const said: string[] = [];
  const say = (text: string) => {
    said.push(text);
  };
  const log = console.log;
  console.log = (...texts: unknown[]) => say(texts.join(" "));
  try {
    return { result: await call({ info: say, warn: say, error: say, debug: () => {} }), said };
  } finally {
    console.log = log;
  }
}

/**
 * Runs a step that writes a key, and gives the file its name only when the step has succeeded: snarkjs leaves half a
 * file behind when it fails, and tells of failures by -1, false or an exception.
 * Throws `CeremonyFileExistsError`, `CeremonyFileMissingError` or `CeremonyStepFailedError`.
 */
export async function writingStep(
  step: string,
  inputs: readonly string[],
  out: string,
  call: (part: string, logger: SnarkjsLogger) => Promise<unknown>,
): Promise<Uint8Array> {
  if (existsSync(out)) throw new CeremonyFileExistsError(out);
  for (const input of inputs) if (!existsSync(input)) throw new CeremonyFileMissingError(input);
  const part = `${out}.part`;
  const discard = () => rmSync(part, { force: true });
  // Also when the step is interrupted.
  process.once("exit", discard);
  try {
    const { result, said } = await listening((logger) => call(part, logger));
    if (!(result instanceof Uint8Array)) throw new CeremonyStepFailedError(step, said.at(-1) ?? String(result));
    if (existsSync(out)) throw new CeremonyFileExistsError(out);
    renameSync(part, out);
    return result;
  } catch (error) {
    discard();
    if (error instanceof CeremonyStepFailedError || error instanceof CeremonyFileExistsError) throw error;
    throw new CeremonyStepFailedError(step, error instanceof Error ? error.message : String(error));
  } finally {
    process.off("exit", discard);
  }
}
