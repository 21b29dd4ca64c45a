import { type Command, Option } from "commander";
import { PERSON_EVENTS } from "../../../services/registrar/roll/personEvents.ts";
import { example, LANG_OPTION, neededRpc, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress, rpcUrl, seenText } from "../../terminal/optionValues.ts";
import { withBook } from "../book.ts";
import { type ChangeOptions, changePerson } from "../roll/change.ts";
import { type CheckOptions, checkRoll } from "../roll/check.ts";
import { type CodesOptions, makeLetters } from "../roll/codes.ts";
import { type ExportOptions, exportCounts } from "../roll/export.ts";
import { type FilesOptions, filesCommand } from "../roll/files.ts";
import { type ImportOptions, importRegister } from "../roll/import.ts";
import { lastDay, withFile, withFileOrNone } from "../roll/registerFile.ts";
import { type RemovalsOptions, type RemoveOptions, removeCommand, signRemovalsCommand } from "../roll/removals.ts";
import { addRollSnapshot } from "./rollSnapshot.ts";

const DRY = ["--dry-run", "say what would be done, and do nothing"] as const;

export function addRoll(program: Command): void {
  const roll = program
    .command("roll")
    .description("an office's roll: check, import, codes, change, removals, remove, export, files, snapshot");
  addFileCommands(roll);
  addBookCommands(roll);
  addRemovalCommands(roll);
  addFilesCommand(roll);
  addRollSnapshot(roll);
  example(roll, "roll check register.csv --districts districts.csv --on 2027-06-01");
}

function addFileCommands(roll: Command): void {
  const check = withFileOrNone(withLanguage(roll.command("check")))
    .description(
      "check a register's CSV file: every bad row by line and reason, no personal data; or compare both offices' counts",
    )
    .argument("[file]", "CSV in UTF-8 or CP949 with the columns number, name, birth date, district (or in Korean)")
    .option("--registrar <url>", "instead of a file: where the registrar serves")
    .option("--approver <url>", "and where the approver does")
    .action((file: string | undefined, options: CheckOptions) => guarded(() => checkRoll(file, options)));
  example(
    check,
    "roll check register.csv --districts districts.csv --on 2027-06-01",
    "roll check --registrar https://registrar.example --approver https://approver.example",
  );
  const imports = withFile(withBook(roll.command("import")))
    .description("import the good rows of a register's file; the same command goes on after a crash")
    .argument("<file>", "as for `roll check`")
    .option("--complete", "the file is the whole register: who is not in it has moved out")
    .option("--most-new", "most of the file is new and most of the book is not in it, and that is meant")
    .option(...DRY)
    .action((file: string, options: ImportOptions) => guarded(async () => importRegister(file, options)));
  example(
    imports,
    "roll import register.csv --districts districts.csv --db registrar.db --key-file registrar.key.json",
  );
}

function addBookCommands(roll: Command): void {
  const codes = withBook(roll.command("codes"))
    .description("make one-time codes and print-ready letters for all who are eligible and hold none")
    .requiredOption("--out <folder>", "a new folder, readable by you alone")
    .requiredOption("--office <name>", "the office, as residents know it", seenText)
    .requiredOption("--page <url>", "where residents enrol")
    .requiredOption("--valid-until <day>", "last day of the codes, in Korea", (text: string) => lastDay(text))
    .option("--district <name>", "only this district")
    .option("--number <number>", "anew for this person: a lost letter, a lost device")
    .option(...DRY)
    .action((options: CodesOptions) => guarded(async () => makeLetters(options)));
  example(
    codes,
    'roll codes --db registrar.db --key-file registrar.key.json --out letters --office "별빛시" --page https://vote.example --valid-until 2027-05-01',
  );
  const change = withBook(roll.command("change"))
    .description("write into the book what happened to a person; no frozen census changes")
    .requiredOption("--number <number>", "the person number")
    .addOption(new Option("--event <event>", "what happened").choices(PERSON_EVENTS).makeOptionMandatory())
    .option("--district <name>", "moved-in: the new district")
    .option("--districts <file>", "moved-in: each district with the ids of its rolls")
    .option("--name <name>", "renamed: the new name")
    .option(...DRY)
    .action((options: ChangeOptions) => guarded(async () => changePerson(options)));
  example(change, "roll change --db registrar.db --key-file registrar.key.json --number A-0001 --event moved-out");
  const exports = withBook(roll.command("export"))
    .description("print counts per district and roll, and nothing of any person")
    .option("--population <file>", "CSV: each district with its official population")
    .option("--rpc <url>", "the chain, for what is enrolled; with --registry by default HANPYO_RPC", rpcUrl)
    .option("--registry <address>", "the registry on that chain", accountAddress)
    .addOption(new Option("--role <role>", "of this office").choices(["registrar", "approver"]).default("registrar"))
    .action((options: ExportOptions) => guarded(() => exportCounts(options)));
  example(exports, "roll export --db registrar.db --key-file registrar.key.json --population population.csv");
}

function addRemovalCommands(roll: Command): void {
  const removals = withBook(roll.command("removals"))
    .description("sign this office's half of a removal for all who may vote no more and are enrolled")
    .addOption(neededRpc())
    .requiredOption("--registry <address>", "the registry on that chain", accountAddress)
    .addOption(new Option("--role <role>", "of this office").choices(["registrar", "approver"]).makeOptionMandatory())
    .requiredOption(
      "--valid-until <day>",
      "last day of the removals, in Korea; the same at both offices",
      (text: string) => lastDay(text),
    )
    .requiredOption("--out <file>", "a new file, which names nobody")
    .option(...DRY)
    .action((options: RemovalsOptions) => guarded(() => signRemovalsCommand(options)));
  example(
    removals,
    "roll removals --db registrar.db --key-file registrar.key.json --rpc http://127.0.0.1:8545 --registry 0x... --role registrar --valid-until 2027-05-01 --out registrar.json",
  );
  const remove = withLanguage(roll.command("remove"))
    .description("send the removals that both offices signed; anybody may")
    .argument("<registrar>", "the registrar's file of `roll removals`")
    .argument("<approver>", "the approver's")
    .addOption(neededRpc())
    .requiredOption("--registry <address>", "the registry on that chain", accountAddress)
    .option("--key-file <file>", "the account that pays; by default as for `deploy`")
    .option(...DRY)
    .action((registrar: string, approver: string, options: RemoveOptions) =>
      guarded(() => removeCommand(registrar, approver, options)),
    );
  example(remove, "roll remove registrar.json approver.json --rpc http://127.0.0.1:8545 --registry 0x...");
}

function addFilesCommand(roll: Command): void {
  const files = roll
    .command("files")
    .description("write the roll that an election froze as files for the page, so that no device rebuilds it")
    .addOption(neededRpc())
    .requiredOption(
      "--election <address>",
      "an election over the registry's roll, after its census time",
      accountAddress,
    )
    .requiredOption(
      "--out <folder>",
      "served as the page's `rollFiles`; the roll's own folder in it is named by its root",
    )
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((options: FilesOptions) => guarded(() => filesCommand(options)));
  example(files, "roll files --rpc http://127.0.0.1:8545 --election 0x... --out rolls");
}
