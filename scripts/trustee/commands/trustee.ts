import type { Command } from "commander";
import { toJson } from "../../terminal/checkedFile.ts";
import { nodesOfEnvironment, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { newPassphrase, passphraseOf } from "../../terminal/passphrase.ts";
import { confirm } from "../../terminal/person.ts";
import { withTrust } from "../../terminal/trustInput.ts";
import type { Action, Made, Task } from "../action.ts";
import { consent } from "../consent.ts";
import { deal } from "../deal.ts";
import { actionExamples, HOW_TO_SPLIT, keyExample, mergeExample, showExample } from "../helpTexts.ts";
import { mergeKeyFiles } from "../journal.ts";
import { createKeyFile } from "../keyFile.ts";
import type { Options } from "../options.ts";
import { trusteeLine } from "../phrases.ts";
import { runAction } from "../run.ts";
import { share } from "../share.ts";
import { type ShowOptions, shownKey } from "../show.ts";

type KeyOptions = { readonly out: string; readonly passphraseFile?: string; readonly json?: boolean };

type MergeOptions = {
  readonly key: string;
  readonly with: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
};

export function addTrustee(program: Command): void {
  const trustee = program
    .command("trustee")
    .description("what a trustee does: key, show, merge, deal, consent, share")
    .addHelpText("after", keyExample);
  withLanguage(trustee.command("key"))
    .description("make a trustee's key and account, without a network")
    .requiredOption("--out <file>", "where to keep it, encrypted")
    .option("--passphrase-file <file>", "its first line is the passphrase; otherwise it is asked for, twice")
    .addHelpText("after", keyExample)
    .action(async ({ out, passphraseFile, json }: KeyOptions) => {
      const { account } = await createKeyFile(out, await newPassphrase(passphraseFile));
      if (json) console.log(toJson({ file: out, account }));
      else for (const line of keyAdvice(out, account)) console.log(trusteeLine(line));
    });
  withLanguage(trustee.command("show"))
    .description("print the account and public fingerprints of a key file, and nothing secret")
    .requiredOption("--key <file>", "the trustee's key file")
    .option("--passphrase-file <file>", "its first line is the passphrase; otherwise it is asked for")
    .option("--board <address>", "also the fingerprint of the key that it has on this board, with --chain")
    .option("--chain <id>", "the board's chain id")
    .addHelpText("after", showExample)
    .action(async (options: ShowOptions) => {
      const shown = await shownKey(options);
      if (options.json) console.log(toJson(shown));
      else for (const [name, value] of Object.entries(shown)) console.log(trusteeLine(`${name}: ${value}`));
    });
  withLanguage(trustee.command("merge"))
    .description("write the journal of another copy of a key file into this one")
    .requiredOption("--key <file>", "the trustee's key file")
    .requiredOption("--with <file>", "the other copy, which stays as it is")
    .option("--passphrase-file <file>", "its first line is the passphrase of both; otherwise they are asked for")
    .addHelpText("after", mergeExample)
    .action(async ({ key, with: copy, passphraseFile, json }: MergeOptions) => {
      const own = await passphraseOf(key, passphraseFile);
      const merged = await mergeKeyFiles(key, own, copy, await passphraseOf(copy, passphraseFile));
      if (json) console.log(toJson({ file: key, ...merged }));
      else console.log(trusteeLine(`${key} holds ${merged.entries} entries, ${merged.added} of them from ${copy}`));
    });
  addAction(trustee, deal, "do the round that the board is in: register, or deal");
  addAction(trustee, consent, "agree to an election over its census, and show that the share is held");
  addAction(trustee, share, "verify every ballot, and release one share of the sealed sum");
}

function addAction<T extends Task, M extends Made>(trustee: Command, action: Action<T, M>, description: string): void {
  const { name, target, anybodyPosts } = action;
  const command = withLanguage(trustee.command(name))
    .description(description)
    .option(`--${target} <address>`, `the ${target}`)
    .option(
      "--rpc <url>",
      "the chain; give it twice, with two nodes that do not belong together; by default HANPYO_RPC and HANPYO_OTHER_RPC",
      collect,
    )
    .option("--one-node", "go on without two independent nodes; the journal keeps it")
    .option("--key <file>", "the trustee's key file")
    .option("--passphrase-file <file>", "its first line is the passphrase; otherwise it is asked for")
    .option("--write-task <file>", "only read the chain, and write what the off-line machine needs")
    .option("--trustee <address>", "with --write-task: the trustee's account, as `trustee show` prints it")
    .option("--task <file>", "only make, without a network, what this task asks for")
    .option("--out <file>", "with --task: where to write what was made")
    .option("--post <file>", "only post what was made with --task");
  if (anybodyPosts)
    command.option("--account <file>", "with --post: who pays; a keystore (JSON) or a trustee's key file");
  withTrust(command);
  if (name !== "deal") {
    command
      .option("--without-trust", "go on without a trust file; the journal keeps it")
      .option("--journal <file>", "the journal of a key file of the first format, if it is not KEYFILE.journal")
      .option("--journal-lost", "go on although that journal is missing; the new one keeps it");
  }
  command
    .option("--fingerprint <text>", "do not ask, but compare with this fingerprint, which other trustees read to you")
    .addHelpText("after", `${actionExamples[name]}\n${HOW_TO_SPLIT}`)
    .action((options: Omit<Options, "rpc"> & Partial<Options>) =>
      // The machine with the key asks nobody, whatever its environment says.
      run(action, { rpc: (options.task === undefined ? nodesOfEnvironment() : undefined) ?? [], ...options }),
    );
}

/** Runs an action and prints its report; exit code 2 if a node could not be asked. */
async function run<T extends Task, M extends Made>(action: Action<T, M>, options: Options): Promise<void> {
  const clear = () => {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  };
  const voice = {
    print: (line: string) => {
      clear();
      if (options.json) console.error(trusteeLine(line));
      else console.log(trusteeLine(line));
    },
    say: (text: string) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${trusteeLine(text)}`);
    },
    confirm: (question: string, instead: string) => {
      clear();
      return confirm(trusteeLine(question), undefined, instead);
    },
  };
  await guarded(async () => {
    const report = await runAction(action, options, voice);
    clear();
    if (options.json) console.log(toJson(report));
  });
}

function collect(url: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, url];
}

function keyAdvice(file: string, account: string): readonly string[] {
  return [
    `Account for the board: ${account}`,
    `Keep ${file}, its passphrase and a copy of both apart from each other until the board's term ends; then destroy them.`,
    "The file also notes what you consent to and which sum you give a share of: replace older copies after each of these.",
  ];
}
