import { existsSync, statSync } from "node:fs";
import type { Command } from "commander";
import { HanpyoError } from "../../sdk/errors.ts";
import { shellWord } from "../../sdk/words/shellWord.ts";
import { EMPTY, FileUnreadableError } from "./checkedFile.ts";
import { FILE_KINDS, type FileKind, kindOfFile } from "./fileKinds.ts";
import { asFileTrouble, FileTroubleError, fileTrouble, shortened } from "./fileTrouble.ts";
import { clean } from "./shown.ts";

/** A file of another kind than the option or the argument takes. */
export class FileKindError extends HanpyoError {
  readonly reasonInKorean: string;

  /** @param instead The command that takes such a file. */
  constructor(named: string, found: FileKind, taken: readonly FileKind[], instead?: string) {
    const of = (language: "en" | "ko") => taken.map((kind) => FILE_KINDS[kind][language]);
    const remedy = `It takes ${of("en").join(", or ")}`;
    super(
      "FILE_KIND",
      `${named} is ${FILE_KINDS[found].en}`,
      instead === undefined ? `${remedy}: check which file is meant` : `${remedy}; for this one run \`${instead}\``,
    );
    const meant = instead === undefined ? "" : ` 이 파일은 \`${instead}\`로 쓰세요.`;
    this.reasonInKorean = `${named}: ${FILE_KINDS[found].ko}입니다. 여기에 줄 것: ${of("ko").join(" 또는 ")}.${meant}`;
  }
}

/** What a file that is given has to be; none where that cannot be told from its beginning (CSV, passphrases, keys of snarkjs). */
type Takes = readonly FileKind[];

/**
 * Every option and argument of the command line that names a file to be read, by `COMMAND --option` or `COMMAND <argument>`;
 * the first row that fits counts.
 */
const GIVEN: readonly (readonly [of: RegExp, takes: Takes])[] = [
  [/^(check|plan|deploy|open|status|watch|tally|archive|page start|page write|rehearse) <file>$/, ["election"]],
  [/^rehearse --pb$/, ["pabulib"]],
  [/^template (plan|publish) <file>$/, ["template"]],
  [/^round (check|publish|status|open|box|tally|pause|resume|settle|take-over) <file>$/, ["round"]],
  [/^round from <file>$/, ["pabulib"]],
  [/^round combine <record>$/, ["record"]],
  [/^round combine --scores$/, ["scores"]],
  [/^proposal post <file>$/, ["proposal-draft"]],
  [/^proposal (post|support|withdraw) --identity$/, ["recovery"]],
  [
    /^(proposal (convert|offer|show|support)|notice (hide|name|withdraw|restore)|round insert) --text$/,
    ["proposal-text"],
  ],
  [/^proposal answer --text$|^round assess --text$|^notice (stage|milestone) --evidence$/, []],
  [/^verify --record$/, ["record", "proposal"]],
  [/^verify --archive$/, ["archive", "proposal-archive"]],
  [/^trust publish --deployment$/, ["deployment"]],
  [/ --trust$|^trust add <trust>$/, ["trust"]],
  [/ --anchor$/, ["gazette"]],
  [/^trust add <lines>$/, ["trust-line"]],
  [/^trust \w+ --key$/, ["office", "trustee-key", "keystore", "privateKey"]],
  [/^trustee \w+ (--key|--with)$/, ["trustee-key"]],
  [/^trustee (consent|share) --account$/, ["keystore", "trustee-key"]],
  [/^trustee deal --task$/, ["trustee-deal-task"]],
  [/^trustee deal --post$/, ["trustee-deal"]],
  [/^trustee consent --task$/, ["trustee-consent-task"]],
  [/^trustee consent --post$/, ["trustee-consent"]],
  [/^trustee share --task$/, ["trustee-share-task"]],
  [/^trustee share --post$/, ["trustee-share"]],
  [/^relayer (start|submit) --key-file$/, ["relayer"]],
  [/^relayer submit --package$/, ["ballot", "act"]],
  [/^relayer evidence --file$/, ["omission"]],
  [
    /^office start --file$|^office objections list --file$|^office register (check|ask) --file$|^office register evidence --fetch$/,
    ["officeFile"],
  ],
  [/^office change (sign|send) <papers?>$/, ["office-change"]],
  [
    /^office change (send|carry-out) --key-file$|^roll (remove|snapshot (publish|challenge)) --key-file$/,
    ["privateKey"],
  ],
  [/^(office|roll) .*--key-file$/, ["office"]],
  [/^roll remove <(registrar|approver)>$/, ["removals"]],
  [/^roll snapshot publish <(registrar|approver)>$/, ["snapshot-signature"]],
  [/ --key-file$/, ["privateKey"]],
  [/^roll (check|import) <file>$|^roll \w+ (--districts|--population)$/, []],
  [/^roll snapshot (take <entries>|build --entries)$/, []],
  [
    /^office objections answer --text-file$|^office register \w+ --person-file$| --passphrase-file$|^ceremony \w+ (--ptau|--in|--key)$/,
    [],
  ],
];

/** Files that a command reads itself, and goes on after: it says of each what is wrong with it. */
const SAID_BY_THEMSELVES = /^(migrate <file>|challenge check --opening|trustee \w+ --journal)$/;
/** Files that a command writes, or makes where they are missing. */
const WRITTEN = /(--out|--save|--sheet|--key-out|--write-task|--db)$|^rehearse --record$|^(round )?init <file>$/;

/** What of a command line names a file: to be read, what it has to be; null what is written or said by the command itself. */
export function takesOf(named: string): Takes | null | undefined {
  if (SAID_BY_THEMSELVES.test(named) || WRITTEN.test(named)) return null;
  return GIVEN.find(([of]) => of.test(named))?.[1];
}

/** The words of a command below the program's. */
export function pathOf(command: Command): string {
  const above = command.parent === null || command.parent === undefined ? "" : pathOf(command.parent);
  return command.parent === null ? "" : `${above} ${command.name()}`.trim();
}

/**
 * Looks at every file that a command was given before it runs: each is there, is no folder, can be read, is not empty and is
 * not one of another kind. Throws `FileUnreadableError` or `FileKindError` with the option and the path.
 */
export function requireGivenFiles(command: Command): void {
  const path = pathOf(command);
  for (const [i, argument] of command.registeredArguments.entries()) {
    const takes = takesOf(`${path} <${argument.name()}>`);
    if (takes) for (const file of filesIn(command.processedArgs[i])) requireFile(file, file, takes, path);
  }
  for (const option of command.options) {
    const flag = option.long ?? "";
    const takes = takesOf(`${path} ${flag}`);
    if (!takes) continue;
    const given = filesIn(command.getOptionValue(option.attributeName()));
    // One file of several stops nobody from running the others.
    const isAlone = flag !== "--pb" || given.length === 1;
    for (const file of given) {
      if (isLine(file, takes)) continue;
      if (isAlone || existsSync(file)) requireFile(file, `${flag} ${file}`, takes, path);
    }
  }
}

function filesIn(value: unknown): readonly string[] {
  return [value].flat().filter((one): one is string => typeof one === "string");
}

/** The gazette's line may be typed in the place of a file. */
function isLine(text: string, takes: Takes): boolean {
  return takes.includes("gazette") && text.includes("|");
}

function requireFile(file: string, given: string, takes: Takes, path: string): void {
  const named = clean(shortened(given));
  let found: FileKind | undefined;
  try {
    const about = statSync(file);
    if (about.isFile() && about.size === 0) throw new FileUnreadableError(named, EMPTY);
    found = kindOfFile(file);
  } catch (error) {
    if (error instanceof FileUnreadableError || !(asFileTrouble(error) instanceof FileTroubleError)) throw error;
    throw new FileUnreadableError(named, fileTrouble(error));
  }
  if (found === undefined || takes.length === 0 || takes.includes(found)) return;
  const isElection = takes.includes("election");
  throw new FileKindError(named, found, takes, insteadOf(found, isElection, path, file));
}

/** The command that takes what was given to another one, where people mix the two up. */
function insteadOf(found: FileKind, isElection: boolean, path: string, file: string): string | undefined {
  const run = (words: string) => `npm run hanpyo -- ${words} ${shellWord(clean(file))}`;
  if (path === "rehearse" && found === "pabulib") return run("rehearse --pb");
  if (path === "rehearse" && found === "election") return run("rehearse");
  return found === "record" && isElection ? run("verify --record") : undefined;
}
