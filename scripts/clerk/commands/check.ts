import type { Command } from "commander";
import { error, type Finding, findingText } from "../../electionFile/finding.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { isTestNetwork } from "../../electionFile/safety.ts";
import { readAttachmentFolder } from "../../page/attachmentFolder.ts";
import { example, withElection, withRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { attachmentFindings, lineOf, unnamedFiles } from "../attachmentFindings.ts";
import { chainFindings } from "../chainFindings.ts";
import { type ClerkSpeaker, clerkSpeaker } from "../clerkSpeaker.ts";
import { fileFindings } from "../fileFindings.ts";
import { placed } from "../placedElection.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, type Opened, openFile, testReasonsOf, withChain } from "../session.ts";

type CheckOptions = ClerkOptions & { readonly files?: string };
type Checked = { readonly findings: readonly Finding[]; readonly test: readonly string[] };

export function addCheck(program: Command): void {
  const command = withElection(withRpc(program.command("check")))
    .description("check an election file: form, rules, dates, texts, board; with --rpc also contracts and roll")
    .argument("<file>", "the election file")
    .option("--files <folder>", "pictures and papers that options name; those that none names are printed as it would")
    .action((path: string, options: CheckOptions) => guarded(() => check(path, options)));
  example(command, "check night-bus-2027.yaml", "check night-bus-2027.yaml --rpc http://127.0.0.1:8545");
}

async function check(path: string, options: CheckOptions): Promise<void> {
  const { findings, test } = await checked(path, options);
  const { say, print, language } = clerkSpeaker(options);
  const errors = findings.filter(({ level }) => level === "error").length;
  if (options.json) console.log(JSON.stringify({ file: path, errors, findings, test }, null, 2));
  for (const finding of findings) print(findingText(path, finding, language));
  say("checked", { file: path, errors, warnings: findings.length - errors });
  process.exitCode = errors > 0 ? 1 : 0;
}

async function checked(path: string, options: CheckOptions): Promise<Checked> {
  const speaker = clerkSpeaker(options);
  try {
    const opened = openFile(path, options);
    const { file, dangers, lineOf } = opened;
    const test = testReasonsOf(opened);
    sayTest(test, speaker);
    const english = test.map(({ en }) => en);
    // On a test network it is not yet what it will be: `deploy` would refuse it there.
    const level = isTestNetwork(file.chain.id) ? "warning" : "error";
    const unsafe: Finding[] = (file.test ? [] : dangers).map(({ en, ko }) => ({
      ...error("chain.id", "unsafe", { danger: en }, { danger: ko }),
      level,
      line: lineOf("chain.id"),
    }));
    const ofFolder = folderFindings(opened, options, speaker);
    const asked = options.rpc ?? process.env.HANPYO_RPC;
    if (asked === undefined && options.election === undefined) {
      const findings = [...fileFindings(opened, Math.floor(Date.now() / 1000)), ...ofFolder, ...unsafe];
      return { findings, test: english };
    }
    return await withChain(options, file, async (rpc) => {
      const block = await rpc.provider.getBlock("latest");
      const time = block?.timestamp ?? 0;
      speaker.say("checkedChain", { chain: file.chain.id, block: block?.number ?? 0, time: koreanTime(time) });
      const here = await placed(opened, options, rpc);
      return {
        findings: [...fileFindings(here, time), ...ofFolder, ...unsafe, ...(await chainFindings(here, rpc))],
        test: english,
      };
    });
  } catch (thrown) {
    if (thrown instanceof ElectionFileInvalidError) return { findings: thrown.findings, test: [] };
    throw thrown;
  }
}

/** What the file names and the folder has otherwise; what only the folder has is said as an option would name it. */
function folderFindings(
  { file, lineOf: at }: Opened,
  { files }: CheckOptions,
  { say }: ClerkSpeaker,
): readonly Finding[] {
  if (files === undefined) return [];
  const folder = readAttachmentFolder(files);
  for (const found of unnamedFiles(file, folder)) {
    if (found.type === undefined) say("fileUnsuited", { name: found.name });
    else say("fileUnnamed", { name: found.name, line: lineOf(found) });
  }
  return attachmentFindings(file, folder).map((finding) => ({ ...finding, line: at(finding.path) }));
}
