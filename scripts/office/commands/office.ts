import { type Command, Option } from "commander";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import type { OfficeRole } from "../../../sdk/enrolling/officeAnswers.ts";
import { readOfficeHealth } from "../../../sdk/enrolling/officeClient.ts";
import { listsOverHttp } from "../../../services/eid/trustedLists.ts";
import { startOffice } from "../../../services/registrar/office.ts";
import { profileFrom, readOfficeFile } from "../../../services/registrar/officeFile.ts";
import {
  newOfficeKeys,
  officeAccounts,
  readOfficeKeys,
  writeOfficeKeys,
} from "../../../services/registrar/officeKeys.ts";
import { openRollStore } from "../../../services/registrar/roll/rollStore.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { example, LANG_OPTION, neededRpcs } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { keepOutOfGit } from "../../terminal/keepOutOfGit.ts";
import { serviceUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { answerLine } from "../../terminal/serviceAnswer.ts";
import { isServing, statusWords } from "../../terminal/serviceStatus.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { acceptedTrust, withTrust } from "../../terminal/trustInput.ts";
import { withBook } from "../book.ts";
import { type AnswerOptions, answerObjection, type ListOptions, listObjections } from "../objections.ts";
import { officeLine } from "../phrases.ts";
import { askedRegister, warnOfOneRegister, warnOfRegister } from "../register.ts";
import { addOfficeChange } from "./officeChange.ts";
import { addOfficeRegister } from "./officeRegister.ts";

/** Milliseconds that an office may take to answer. */
const TIMEOUT = 20_000;

export function addOffice(program: Command): void {
  const office = program
    .command("office")
    .description("registrar or approver: key, start, status, objections, register, change")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- office key --out registrar.key.json");
  office
    .command("key")
    .description("make an office's keys: one signs, one makes pseudonyms, one keeps codes, one pays")
    .requiredOption("--out <file>", "where to keep them; readable by you alone")
    .option(...LANG_OPTION)
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- office key --out registrar.key.json")
    .action(({ out }: { readonly out: string }) => {
      const keys = newOfficeKeys(systemRandom);
      writeOfficeKeys(out, keys);
      keepOutOfGit(out);
      const { signer, account } = officeAccounts(keys);
      console.log(officeLine(`Signs vouchers; give it to the organizer for the election file: ${signer}`));
      console.log(officeLine(`Pays for enrolments, if this office submits them; fund it: ${account}`));
      console.log(officeLine("Keep a sealed copy: without the pseudonym key nobody can be re-issued or removed."));
    });
  withTrust(office.command("start"))
    .description("serve residents until stopped")
    .addOption(
      new Option("--role <role>", "which of the two offices this is")
        .choices(["registrar", "approver"])
        .makeOptionMandatory(),
    )
    .option(...LANG_OPTION)
    .requiredOption("--file <file>", "what the office offers (docs/offices.md)")
    .addOption(neededRpcs())
    .requiredOption("--db <file>", "the office's own roll, as `roll import` writes it; made if it is missing")
    .requiredOption("--key-file <file>", "the keys, as `office key` wrote them")
    .option("--submit", "also bring enrolments to the chain, from the account of the keys")
    .option("--host <address>", "where to listen; put a reverse proxy with TLS before it", "127.0.0.1")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 8660)
    .option("--behind-proxy", "take residents' addresses from X-Forwarded-For, which the proxy must set")
    .addHelpText(
      "after",
      "\nExample:\n  npm run hanpyo -- office start --role registrar --file examples/offices/registrar.yaml --rpc http://127.0.0.1:8545 --db registrar.db --key-file registrar.key.json --submit",
    )
    .action(start);
  office
    .command("status")
    .description("say how an office is: its key and the registry's, chain, queue")
    .argument("<url>", "the office's address", serviceUrl)
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- office status http://127.0.0.1:8660")
    .action(status);
  addObjections(office);
  addOfficeRegister(office);
  addOfficeChange(office);
}

function addObjections(office: Command): void {
  const objections = office.command("objections").description("what residents wrote against a roll: list, answer");
  example(objections, "office objections list --db registrar.db --key-file registrar.key.json");
  const list = withBook(objections.command("list"))
    .description("list the open objections by name, roll and date, with nothing of any person")
    .option("--file <file>", "the office's file, for the last day of objections")
    .option("--all", "those that are answered too")
    .option("--show-values", "also who wrote what, on a terminal alone")
    .option("--out <file>", "write everything into a new file that you alone can read")
    .action((options: ListOptions) => guarded(async () => listObjections(options, process.stdout.isTTY === true)));
  example(list, "office objections list --db registrar.db --key-file registrar.key.json --file registrar.yaml");
  const answer = withBook(objections.command("answer"))
    .description("answer an objection; the person reads the answer at the next question to the office")
    .argument("<objection>", "its name, as `list` says it")
    .requiredOption("--text-file <file>", "the answer, up to 2,000 characters")
    .option("--replace", "in the place of an answer that was given")
    .option("--dry-run", "say what would be done, and do nothing")
    .action((objection: string, options: AnswerOptions) => guarded(async () => answerObjection(objection, options)));
  example(
    answer,
    "office objections answer 0123456789abcdef --db registrar.db --key-file registrar.key.json --text-file answer.txt",
  );
}

type StartOptions = LanguageOptions & {
  readonly role: OfficeRole;
  readonly file: string;
  readonly rpc: readonly string[];
  readonly trust?: string;
  readonly anchor?: string;
  readonly db: string;
  readonly keyFile: string;
  readonly submit?: boolean;
  readonly host: string;
  readonly port: number;
  readonly behindProxy?: boolean;
};

async function start(options: StartOptions): Promise<void> {
  const { role, file, rpc, db, keyFile, submit, host, port, behindProxy } = options;
  const settings = readOfficeFile(file);
  const keys = readOfficeKeys(keyFile);
  const roll = openRollStore(db, keys.codeKey);
  const say = (line: string) => console.error(line);
  const register = askedRegister(file, settings.register, keys, say);
  warnOfRegister(settings.register, options);
  const office = await startOffice({
    role,
    rpc,
    registry: settings.registry,
    isTest: settings.isTest === true,
    keys,
    roll,
    host,
    port,
    pageUrl: settings.page,
    ...(settings.publishedRolls === undefined ? {} : { publishedRolls: settings.publishedRolls }),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    ...(settings.partnerUrl === undefined ? {} : { partnerUrl: settings.partnerUrl }),
    profile: profileFrom(settings, roll, listsOverHttp()),
    proofKey: verificationKey("enrolment"),
    submits: submit === true,
    behindProxy: behindProxy === true,
    limits: { finality: acceptedTrust(options)?.anchored.finality ?? 0 },
    ...(register === undefined ? {} : { register }),
    say,
  });
  const { status: condition, head, waiting } = office.health();
  console.log(officeLine(`Office (${role}) ${office.signer}@${office.url}`));
  console.log(officeLine(`Block ${head ?? "unknown"}, ${waiting} enrolments waiting`));
  console.log(officeLine(`status: ${statusWords(condition)}`));
  if (register !== undefined) await warnOfOneRegister(register.asked.identity, settings.partnerUrl, options);
  await new Promise<void>((stop) => {
    // The command line itself would end at once; here what is under way is finished first.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await office.close();
  roll.close();
}

async function status(url: string, { json }: { readonly json?: boolean }): Promise<void> {
  const health = await readOfficeHealth(url, { timeout: TIMEOUT, fetch });
  if (json) console.log(JSON.stringify(health, null, 2));
  else for (const [name, value] of Object.entries(health)) console.log(answerLine(name, value));
  process.exitCode = isServing(health.status) ? 0 : 1;
}
