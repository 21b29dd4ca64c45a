import { Command } from "commander";
import { addAccount } from "../../../scripts/commands/account.ts";
import { addArchive } from "../../../scripts/commands/archive.ts";
import { addCheck } from "../../../scripts/commands/check.ts";
import { addDeploy } from "../../../scripts/commands/deploy.ts";
import { addDoctor } from "../../../scripts/commands/doctor.ts";
import { addInit } from "../../../scripts/commands/init.ts";
import { addOpen } from "../../../scripts/commands/open.ts";
import { addPlan } from "../../../scripts/commands/plan.ts";
import { addStatus } from "../../../scripts/commands/status.ts";
import { addTally } from "../../../scripts/commands/tally.ts";
import { addTrustee } from "../../../scripts/commands/trustee.ts";
import { addVerify } from "../../../scripts/commands/verify.ts";
import { addWatch } from "../../../scripts/commands/watch.ts";

/** What a command printed and how it ended; `error` is what it threw, which the command line turns into code 1. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string; readonly error?: unknown };

const adders = [
  ...[addAccount, addArchive, addCheck, addDeploy, addDoctor, addInit, addOpen],
  ...[addPlan, addStatus, addTally, addTrustee, addVerify, addWatch],
];

/** The command line's commands that a clerk meets in docs/operations.md. */
export function clerkProgram(): Command {
  const program = new Command("hanpyo").exitOverride();
  for (const add of adders) add(program);
  return program;
}

/** Runs a command in this process, as the command line does. */
export async function runCommand(...args: readonly string[]): Promise<Ran> {
  const { log, error: complain } = console;
  const earlier = process.exitCode;
  const [out, err]: [string[], string[]] = [[], []];
  console.log = (...parts: unknown[]) => out.push(parts.join(" "));
  console.error = (...parts: unknown[]) => err.push(parts.join(" "));
  process.exitCode = undefined;
  let thrown: { readonly error: unknown } | undefined;
  try {
    await clerkProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    thrown = { error };
  }
  const code = thrown === undefined ? Number(process.exitCode ?? 0) : 1;
  process.exitCode = earlier;
  Object.assign(console, { log, error: complain });
  return { code, out: out.join("\n"), err: err.join("\n"), ...thrown };
}
