import { HanpyoError, told } from "../../sdk/errors.ts";
import { type ObjectionStore, objectionStore, type StoredObjection } from "../../services/registrar/objectionStore.ts";
import { readOfficeFile } from "../../services/registrar/officeFile.ts";
import { readText, requireAbsent, writeNew } from "../terminal/checkedFile.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { shown } from "../terminal/shown.ts";
import { type BookOptions, openBook } from "./book.ts";
import { officeSpeaker } from "./officeSpeaker.ts";

export type ListOptions = BookOptions & {
  readonly file?: string;
  readonly all?: boolean;
  readonly showValues?: boolean;
  readonly out?: string;
};

export type AnswerOptions = BookOptions & {
  readonly textFile: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
};

/** Most characters of an answer, as of an objection. */
const LONGEST = 2_000;

export class ValuesNotOnTerminalError extends HanpyoError {
  constructor() {
    super(
      "VALUES_NOT_ON_TERMINAL",
      "Standard output is no terminal, and what persons wrote would end in a file or a log",
      "Run the command in a terminal and without --json, or give --out FILE",
    );
  }
}

export class ObjectionUnknownError extends HanpyoError {
  constructor(objection: string) {
    super(
      "OBJECTION_UNKNOWN",
      told`There is no objection ${{ objection: shown(objection) }}`,
      "Run `office objections list --all`",
    );
  }
}

export class ObjectionAnsweredError extends HanpyoError {
  constructor(objection: string) {
    super(
      "OBJECTION_ANSWERED",
      told`Objection ${{ objection }} has an answer, which the person may have read`,
      "Give --replace to put this one in its place",
    );
  }
}

export class AnswerLengthError extends HanpyoError {
  constructor(length: number) {
    super("ANSWER_LENGTH", told`The answer has ${{ length }} characters`, told`Give 1 to ${{ most: LONGEST }}`);
  }
}

/**
 * Lists objections by name, roll, date and last day of objecting, and nothing of any person. What persons wrote is shown
 * on a terminal alone, when asked for, or written into a new file that its owner alone can read.
 * Throws `ValuesNotOnTerminalError` or `FileExistsError`.
 */
export function listObjections(options: ListOptions, isTerminal: boolean): void {
  const { showValues, out, json, file } = options;
  if (showValues && (json || !isTerminal)) throw new ValuesNotOnTerminalError();
  if (out !== undefined) requireAbsent(out);
  const { say, print } = officeSpeaker(options);
  const rolls = file === undefined ? [] : readOfficeFile(file).rolls;
  const untilOf = (rollId: bigint) => rolls.find(({ id }) => id === String(rollId))?.objectionsUntil ?? null;
  const found = withObjections(options, (store) =>
    store.allObjections().filter(({ answer }) => options.all === true || answer === null),
  );
  if (found.length === 0) say("noObjections");
  for (const one of found) {
    say("objection", lineOf(one, untilOf(one.rollId), options));
    if (!showValues) continue;
    say("objectionBy", { number: shown(one.number) });
    for (const line of linesOf(one.text)) print(`    ${line}`);
    for (const line of linesOf(one.answer ?? "")) print(`    > ${line}`);
  }
  if (out !== undefined) {
    writeNew(out, { objections: found }, 0o600);
    say("objectionsWritten", { count: found.length, file: out });
  }
  if (json) {
    const objections = found.map(({ objection, rollId, receivedAt, answer }) => ({
      objection,
      rollId: String(rollId),
      receivedAt,
      objectionsUntil: untilOf(rollId),
      answered: answer !== null,
    }));
    console.log(JSON.stringify({ objections }, null, 2));
  }
}

/**
 * Answers an objection with a file's text. The person reads it in the answer to the next `ask` (P12.10).
 * Throws `ObjectionUnknownError`, `ObjectionAnsweredError`, `AnswerLengthError` or `FileUnreadableError`.
 */
export function answerObjection(objection: string, options: AnswerOptions): void {
  const { say } = officeSpeaker(options);
  const text = readText(options.textFile).trim();
  if (text.length < 1 || text.length > LONGEST) throw new AnswerLengthError(text.length);
  withObjections(options, (store) => {
    const found = store.objection(objection);
    if (found === undefined) throw new ObjectionUnknownError(objection);
    if (found.answer !== null && options.replace !== true) throw new ObjectionAnsweredError(objection);
    if (!options.dryRun) store.answerObjection(objection, text);
  });
  if (options.dryRun) {
    say("dryRun");
    say("answerable", { objection, length: text.length });
  } else say("answered", { objection });
  if (options.json) console.log(JSON.stringify({ objection, answered: options.dryRun !== true }, null, 2));
}

function withObjections<T>(options: BookOptions, work: (store: ObjectionStore) => T): T {
  const book = openBook(options);
  try {
    return work(objectionStore(book.database));
  } finally {
    book.close();
  }
}

function lineOf(
  { objection, rollId, receivedAt, answer }: StoredObjection,
  until: number | null,
  options: ListOptions,
) {
  const { text } = officeSpeaker(options);
  return {
    objection,
    roll: String(rollId),
    received: koreanTime(receivedAt),
    until: until === null ? text("objectionsUntilUnknown") : text("objectionsUntil", { time: koreanTime(until) }),
    state: text(answer === null ? "objectionOpen" : "objectionAnswered"),
  };
}

/** Foreign text line by line, in pieces that a terminal shows whole. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => line.match(/.{1,200}/gsu) ?? [])
    .map(shown);
}
