import { type Command, Option } from "commander";
import { example, LANG_OPTION, neededRpc, rpcOption, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress, wholeNumber } from "../../terminal/optionValues.ts";
import { withBook } from "../book.ts";
import { lastDay } from "../roll/registerFile.ts";
import { type BuildOptions, buildCommand, type VerifyOptions, verifyCommand } from "../snapshot/buildAndVerify.ts";
import { type ChallengeOptions, challengeCommand } from "../snapshot/challenge.ts";
import { type EntriesOptions, entriesCommand } from "../snapshot/entries.ts";
import { type PublishOptions, publishCommand } from "../snapshot/publish.ts";
import { type SignOptions, signCommand } from "../snapshot/sign.ts";
import { type StatusOptions, statusCommand } from "../snapshot/status.ts";
import { type TakeOptions, takeCommand } from "../snapshot/take.ts";
import { type WithdrawOptions, withdrawCommand } from "../snapshot/withdraw.ts";

const DRY = ["--dry-run", "say what would be done, and do nothing"] as const;
const PAYS = ["--key-file <file>", "the account that pays; by default as for `deploy`"] as const;

export function addRollSnapshot(roll: Command): void {
  const snapshot = roll
    .command("snapshot")
    .description(
      "a roll published as a file: entries, take, build, sign, publish, status, verify, challenge, withdraw",
    );
  example(snapshot, "roll snapshot verify snapshot");
  addOfficeCommands(snapshot);
  addPublicCommands(snapshot);
}

/** What an office does with its book or its keys. */
function addOfficeCommands(snapshot: Command): void {
  const entries = withBook(snapshot.command("entries"))
    .description("write the file of this office's entries of a roll: pseudonyms, commitments and proofs")
    .requiredOption("--chain <id>", "the chain", wholeNumber(1, 2 ** 31))
    .requiredOption("--rolls <address>", "the contract of published rolls", accountAddress)
    .requiredOption("--roll <id>", "the roll", wholeNumber(0, 1e15))
    .requiredOption("--out <file>", "a new file, which names nobody")
    .option(...DRY)
    .action((options: EntriesOptions) => guarded(async () => entriesCommand(options)));
  example(
    entries,
    "roll snapshot entries --db registrar.db --key-file registrar.key.json --chain 1 --rolls 0x... --roll 41110 --out entries.bin",
  );
  const take = withBook(snapshot.command("take"))
    .description("file the other office's entries that were never handed in here; only those it gave its half for")
    .argument("<entries>", "the other office's file of `roll snapshot entries`")
    .addOption(neededRpc())
    .requiredOption("--rolls <address>", "the contract of published rolls", accountAddress)
    .option(...DRY)
    .action((file: string, options: TakeOptions) => guarded(() => takeCommand(file, options)));
  example(
    take,
    "roll snapshot take entries.bin --db registrar.db --key-file registrar.key.json --rpc http://127.0.0.1:8545 --rolls 0x...",
  );
  const build = snapshot
    .command("build")
    .description("build a roll's snapshot from the file of its entries")
    .requiredOption("--entries <file>", "entries of 384 bytes each, as `roll snapshot entries` writes them")
    .requiredOption("--out <folder>", "a new folder")
    .requiredOption("--chain <id>", "the chain", wholeNumber(1, 2 ** 31))
    .requiredOption("--rolls <address>", "the contract of published rolls", accountAddress)
    .requiredOption("--roll <id>", "the roll", wholeNumber(0, 1e15))
    .requiredOption("--sequence <number>", "of the snapshot", wholeNumber(1, 1e9))
    .option("--without-proofs", "for a rehearsal: let entries pass that carry no proof, which `verify` refuses")
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .option(...DRY)
    .action((options: BuildOptions) => guarded(() => buildCommand(options)));
  example(
    build,
    "roll snapshot build --entries entries.bin --out snapshot --chain 1 --rolls 0x... --roll 41110 --sequence 1",
  );
  const sign = withBook(snapshot.command("sign"))
    .description("build the snapshot again from this office's own book, and sign it if it is the same")
    .argument("<folder>", "the snapshot")
    .addOption(neededRpc())
    .requiredOption(
      "--valid-until <day>",
      "last day of the signature, in Korea; the same at both offices",
      (text: string) => lastDay(text),
    )
    .requiredOption("--out <file>", "a new file, for whoever publishes")
    .option(...DRY)
    .action((folder: string, options: SignOptions) => guarded(() => signCommand(folder, options)));
  example(
    sign,
    "roll snapshot sign snapshot --db registrar.db --key-file registrar.key.json --rpc http://127.0.0.1:8545 --valid-until 2027-05-01 --out registrar.json",
  );
  const withdraw = withLanguage(snapshot.command("withdraw"))
    .description("take the pending snapshot back, on the word of this office alone")
    .requiredOption("--key-file <file>", "the office's keys, as `office key` wrote them; their account pays")
    .addOption(neededRpc())
    .requiredOption("--rolls <address>", "the contract of published rolls", accountAddress)
    .requiredOption("--roll <id>", "the roll", wholeNumber(0, 1e15))
    .option(...DRY)
    .action((options: WithdrawOptions) => guarded(() => withdrawCommand(options)));
  example(
    withdraw,
    "roll snapshot withdraw --key-file registrar.key.json --rpc http://127.0.0.1:8545 --rolls 0x... --roll 41110",
  );
}

/** What anybody may do. */
function addPublicCommands(snapshot: Command): void {
  const publish = withLanguage(snapshot.command("publish"))
    .description("send a snapshot that both offices signed; anybody may")
    .argument("<folder>", "the snapshot")
    .argument("<registrar>", "the registrar's file of `roll snapshot sign`")
    .argument("<approver>", "the approver's")
    .addOption(neededRpc())
    .option(...PAYS)
    .option(...DRY)
    .action((folder: string, registrar: string, approver: string, options: PublishOptions) =>
      guarded(() => publishCommand(folder, registrar, approver, options)),
    );
  example(publish, "roll snapshot publish snapshot registrar.json approver.json --rpc http://127.0.0.1:8545");
  const status = withLanguage(snapshot.command("status"))
    .description("say which snapshots of a roll were published, and what became of each")
    .addOption(neededRpc())
    .requiredOption("--rolls <address>", "the contract of published rolls", accountAddress)
    .requiredOption("--roll <id>", "the roll", wholeNumber(0, 1e15))
    .action((options: StatusOptions) => guarded(() => statusCommand(options)));
  example(status, "roll snapshot status --rpc http://127.0.0.1:8545 --rolls 0x... --roll 41110");
  const verify = snapshot
    .command("verify")
    .description("rebuild a snapshot from its entries and compare everything; exit code 2 if something was left out")
    .argument("<folder>", "the snapshot")
    .addOption(rpcOption("the chain, to compare with what was published"))
    .addOption(new Option("--proofs <which>", "all, in batches; or none").choices(["all", "none"]).default("all"))
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((folder: string, options: VerifyOptions) => guarded(() => verifyCommand(folder, options)));
  example(verify, "roll snapshot verify snapshot --rpc http://127.0.0.1:8545");
  const challenge = withLanguage(snapshot.command("challenge"))
    .description("look for what the contract voids a pending snapshot for, and send the first that is found")
    .argument("<folder>", "the snapshot")
    .addOption(neededRpc())
    .option(...PAYS)
    .option(...DRY)
    .action((folder: string, options: ChallengeOptions) => guarded(() => challengeCommand(folder, options)));
  example(challenge, "roll snapshot challenge snapshot --rpc http://127.0.0.1:8545");
}
