import type { Command } from "commander";
import { throwMistakes } from "../../../scripts/program/endMistake.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";

/** What a command printed and how it ended; `error` is what it threw, which the command line turns into code 1. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string; readonly error?: unknown };

/** The command line with one command, which throws where it would exit. */
export async function testedProgram(asked = ""): Promise<Command> {
  const program = await hanpyoProgram(asked);
  throwMistakes(program);
  return program;
}

const terminal = { log: console.log, error: console.error };
let running = 0;

/** Runs a command in this process, as the command line does. Of commands that overlap the last one to end gives the terminal back. */
export async function runCommand(...args: readonly string[]): Promise<Ran> {
  const { log, error: complain } = console;
  running++;
  const earlier = process.exitCode;
  const [out, err]: [string[], string[]] = [[], []];
  console.log = (...parts: unknown[]) => out.push(parts.join(" "));
  console.error = (...parts: unknown[]) => err.push(parts.join(" "));
  process.exitCode = undefined;
  let thrown: { readonly error: unknown } | undefined;
  try {
    await (await testedProgram(args[0])).parseAsync(args, { from: "user" });
  } catch (error) {
    thrown = { error };
  }
  const code = thrown === undefined ? Number(process.exitCode ?? 0) : 1;
  process.exitCode = earlier;
  Object.assign(console, --running === 0 ? terminal : { log, error: complain });
  return { code, out: out.join("\n"), err: err.join("\n"), ...thrown };
}
