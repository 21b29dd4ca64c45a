import type { Command } from "commander";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { withBook } from "../book.ts";
import {
  type AskOptions,
  askRegister,
  type CheckOptions,
  checkRegister,
  type EvidenceOptions,
  registerEvidence,
} from "../register.ts";

const PERSON_FILE = "a file with the person number alone, which no command line shall hold";

/** `office register`: what an office's population register is asked by hand (P28). */
export function addOfficeRegister(office: Command): void {
  const register = office.command("register").description("the office's population register: check, ask, evidence");
  example(register, "office register check --file examples/offices/registrar-xroad.yaml");
  const check = withLanguage(register.command("check"))
    .description("say whether the register's service is there, may be called, and has the fields of the office's file")
    .requiredOption("--file <file>", "what the office offers (docs/offices.md)")
    .action((options: CheckOptions) => guarded(() => checkRegister(options)));
  example(check, "office register check --file examples/offices/registrar-xroad.yaml");
  const ask = withBook(register.command("ask"))
    .description("ask the register for one person, and keep under which message it answered")
    .requiredOption("--file <file>", "what the office offers (docs/offices.md)")
    .requiredOption("--person-file <file>", PERSON_FILE)
    .option("--clerk <code>", "who asks, with the country's two letters; by default the office's account")
    .option("--show-values", "also what the register says, on a terminal alone")
    .action((options: AskOptions) => guarded(() => askRegister(options, process.stdout.isTTY === true)));
  example(
    ask,
    "office register ask --person-file person.txt --file registrar.yaml --db registrar.db --key-file registrar.key.json",
  );
  const evidence = withBook(register.command("evidence"))
    .description("say under which messages the register was asked for one person")
    .requiredOption("--person-file <file>", PERSON_FILE)
    .option("--fetch <file>", "also get their signed containers from the Security Server of this office's file")
    .option("--force", "with --fetch: have missing time-stamps made now")
    .option("--save <folder>", "write the containers that are kept to files, which hold what the register said")
    .action((options: EvidenceOptions) => guarded(() => registerEvidence(options)));
  example(
    evidence,
    "office register evidence --person-file person.txt --db registrar.db --key-file registrar.key.json",
  );
}
