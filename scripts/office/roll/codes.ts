import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { comparable } from "../../../sdk/election/plainText.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { issueCodes, peopleWithoutCode } from "../../../services/registrar/roll/codeIssue.ts";
import { EventImpossibleError } from "../../../services/registrar/roll/personEvents.ts";
import { type Person, PersonUnknownError, type RollStore } from "../../../services/registrar/roll/rollStore.ts";
import { endOfKoreanDay } from "../../terminal/calendar.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { lettersHtml } from "./letters.ts";

export type CodesOptions = BookOptions & {
  readonly out: string;
  readonly office: string;
  readonly page: string;
  readonly validUntil: string;
  readonly district?: string;
  /** A re-issue for one person, whatever code that person holds. */
  readonly number?: string;
  readonly dryRun?: boolean;
};

export class DistrictNotInBookError extends HanpyoError {
  constructor() {
    super("DISTRICT_NOT_IN_BOOK", "Nobody in the book lives in this district", "Write it as `roll export` does");
  }
}

/** Letters in one file: a size that every printer takes. */
const LETTERS = 500;

/** Makes codes and letters for all who are eligible and hold none that works, or anew for one person. */
export function makeLetters(options: CodesOptions): void {
  const { say } = officeSpeaker(options);
  const store = openBook(options);
  try {
    const now = Math.floor(Date.now() / 1000);
    const people =
      options.number === undefined
        ? peopleWithoutCode(store, now, districtInBook(store, options.district))
        : [eligible(store, options.number)];
    if (options.dryRun) say("dryRun");
    else if (people.length > 0) writeLetters(store, people, options);
    if (people.length === 0) say("noLetters");
    else say("letters", { count: people.length, folder: options.out });
    if (options.json) console.log(JSON.stringify({ letters: people.length, folder: options.out }, null, 2));
  } finally {
    store.close();
  }
}

/** Codes work to the end of the last day in Korea. */
function writeLetters(store: RollStore, people: readonly Person[], options: CodesOptions): void {
  const { out, office, page, validUntil } = options;
  const expiresAt = endOfKoreanDay(validUntil);
  requireAbsent(out);
  mkdirSync(out, { mode: 0o700 });
  for (let start = 0; start < people.length; start += LETTERS) {
    issueCodes(store, people.slice(start, start + LETTERS), expiresAt, systemRandom, (issued) => {
      const letters = issued.map(({ person: { name, district }, code }) => ({ name, district, code }));
      const file = join(out, `letters-${String(start / LETTERS + 1).padStart(4, "0")}.html`);
      writeFileSync(file, lettersHtml(letters, { office, page, validUntil }), { mode: 0o600, flag: "wx", flush: true });
    });
  }
}

/** A district as the book writes it. Throws `DistrictNotInBookError`: a misspelt one would have no letters to make. */
function districtInBook({ database }: RollStore, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const stored = database.prepare("SELECT DISTINCT district FROM people").all();
  const found = stored.map(({ district }) => String(district)).find((one) => comparable(one) === comparable(name));
  if (found === undefined) throw new DistrictNotInBookError();
  return found;
}

function eligible(store: RollStore, number: string): Person {
  const person = store.person(number);
  if (person === undefined) throw new PersonUnknownError();
  if (person.state !== "eligible") throw new EventImpossibleError("reissued", person.state);
  return person;
}
