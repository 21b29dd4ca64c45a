import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import type { LocalChain } from "../../scripts/rehearsal/localChain.ts";
import { NobodyToAskError } from "../../scripts/terminal/person.ts";
import { type Ran, testedProgram } from "../scripts/clerk/runCommand.ts";

/** What is taken back by another command, so that nobody is asked. */
const REVOCABLE: readonly string[] = ["proposal withdraw"];

/** What commands do that are not to do anything. */
export type DryRuns = {
  /** Commands that were run so, as `proposal settle`. */
  readonly tried: ReadonlySet<string>;
  /**
   * Runs a command with `--dry-run` and, where nothing takes it back, with nobody who could be asked: neither sends anything or writes a file.
   * Returns what the first said.
   */
  nothing(...words: readonly string[]): Promise<string>;
};

/** @param run Runs a command on the chain. */
export function dryRuns(
  run: (...words: readonly string[]) => Promise<Ran>,
  { chain, folder }: { readonly chain: LocalChain; readonly folder: string },
): DryRuns {
  const tried = new Set<string>();
  const state = async () => ({ block: await chain.provider.getBlockNumber(), files: filesOf(folder) });
  return {
    tried,
    nothing: async (...words) => {
      const [group, name] = words;
      tried.add(`${group} ${name}`);
      const before = await state();
      const dry = await run(...words, "--dry-run");
      expect(dry.error, words.join(" ")).to.equal(undefined);
      expect(dry.code, words.join(" ")).to.equal(0);
      expect(dry.out, words.join(" ")).to.include("Nothing was sent, as --dry-run asks");
      if (!REVOCABLE.includes(`${group} ${name}`)) await expectAsked(words);
      expect(await state(), words.join(" ")).to.deep.equal(before);
      return dry.out;
    },
  };

  async function expectAsked(words: readonly string[]): Promise<void> {
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    const unasked = await run(...words).finally(() => {
      process.stdin.isTTY = isTTY;
    });
    expect(unasked.error, words.join(" ")).to.be.instanceOf(NobodyToAskError);
  }
}

/** Every command of some groups that takes `--dry-run`. */
export async function dryCommands(...groups: readonly string[]): Promise<readonly string[]> {
  const named: string[] = [];
  for (const group of groups) {
    const commands = (await testedProgram(group)).commands.find((one) => one.name() === group)?.commands ?? [];
    named.push(...commands.filter(isDry).map((one) => `${group} ${one.name()}`));
  }
  return named;
}

function isDry({ options }: Command): boolean {
  return options.some(({ long }) => long === "--dry-run");
}

function filesOf(folder: string): readonly (readonly [string, number])[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => [name, statSync(join(folder, name)).mtimeMs] as const);
}
