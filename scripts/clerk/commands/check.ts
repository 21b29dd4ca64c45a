import type { Command } from "commander";
import { examine } from "../../electionFile/examine.ts";
import { error, type Finding, findingText } from "../../electionFile/finding.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { isTestNetwork, reasonsFor, saidReasons } from "../../electionFile/safety.ts";
import { example, withRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { chainFindings } from "../chainFindings.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, openFile, withChain } from "../session.ts";

type Checked = { readonly findings: readonly Finding[]; readonly test: readonly string[] };

export function addCheck(program: Command): void {
  const command = withRpc(program.command("check"))
    .description("check an election file: form, rules, dates, texts, board; with --rpc also contracts and roll")
    .argument("<file>", "the election file")
    .action((path: string, options: ClerkOptions) => guarded(() => check(path, options)));
  example(command, "check night-bus-2027.yaml", "check night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function check(path: string, options: ClerkOptions): Promise<void> {
  const { findings, test } = await checked(path, options);
  const { say, print, language } = clerkSpeaker(options);
  const errors = findings.filter(({ level }) => level === "error").length;
  if (options.json) console.log(JSON.stringify({ file: path, errors, findings, test }, null, 2));
  for (const finding of findings) print(findingText(path, finding, language));
  say("checked", { file: path, errors, warnings: findings.length - errors });
  process.exitCode = errors > 0 ? 1 : 0;
}

async function checked(path: string, options: ClerkOptions): Promise<Checked> {
  const speaker = clerkSpeaker(options);
  try {
    const opened = openFile(path, options);
    const { file, safety, lineOf } = opened;
    const test = saidReasons(file, reasonsFor(safety));
    sayTest(test, speaker);
    const english = test.map(({ en }) => en);
    const unsafe: Finding[] = (isTestNetwork(file.chain.id) ? [] : safety.dangers).map(({ en, ko }) => ({
      ...error("chain.id", "unsafe", { danger: en }, { danger: ko }),
      line: lineOf("chain.id"),
    }));
    const asked = options.rpc ?? process.env.HANPYO_RPC;
    if (asked === undefined) {
      return { findings: [...examine(opened, Math.floor(Date.now() / 1000)), ...unsafe], test: english };
    }
    return await withChain(options, file, async (rpc) => {
      const block = await rpc.provider.getBlock("latest");
      const time = block?.timestamp ?? 0;
      speaker.say("checkedChain", { chain: file.chain.id, block: block?.number ?? 0, time: koreanTime(time) });
      return { findings: [...examine(opened, time), ...unsafe, ...(await chainFindings(opened, rpc))], test: english };
    });
  } catch (thrown) {
    if (thrown instanceof ElectionFileInvalidError) return { findings: thrown.findings, test: [] };
    throw thrown;
  }
}
