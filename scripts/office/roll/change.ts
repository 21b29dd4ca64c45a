import { comparable, hiddenCharacter, isVisible } from "../../../sdk/election/plainText.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { type PERSON_EVENTS, type PersonEvent, recordEvent } from "../../../services/registrar/roll/personEvents.ts";
import { readBytes } from "../../terminal/checkedFile.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { readDistricts } from "./csv/districts.ts";

export type ChangeOptions = BookOptions & {
  readonly number: string;
  readonly event: (typeof PERSON_EVENTS)[number];
  readonly district?: string;
  readonly districts?: string;
  readonly name?: string;
  readonly dryRun?: boolean;
};

export class EventNeedsError extends HanpyoError {
  constructor(event: string, needs: string) {
    super("EVENT_NEEDS", told`The event ${{ event }} needs ${{ needed: needs }}`, "Give it");
  }
}

export class DistrictUnknownError extends HanpyoError {
  constructor(file: string) {
    super(
      "DISTRICT_UNKNOWN",
      told`${{ file }} does not have this district`,
      "Write it as the file does, or add it there",
    );
  }
}

export class NameUnreadableError extends HanpyoError {
  constructor() {
    super("NAME_UNREADABLE", "The name has a character that nobody sees, or nothing to see", "Type it anew");
  }
}

/** Writes an event into the book; says no personal data. */
export function changePerson(options: ChangeOptions): void {
  const { say } = officeSpeaker(options);
  const event = eventOf(options);
  const store = openBook(options);
  try {
    // A dry run writes and takes back, so that it refuses what the real one would.
    store.database.exec("BEGIN IMMEDIATE");
    const { state } = recordEvent(store, options.number, event);
    store.database.exec(options.dryRun ? "ROLLBACK" : "COMMIT");
    say("changed", { event: event.kind, state });
    if (options.dryRun) say("dryRun");
    if (options.json) console.log(JSON.stringify({ event: event.kind, state }, null, 2));
  } finally {
    store.close();
  }
}

function eventOf({ event, district, districts, name }: ChangeOptions): PersonEvent {
  if (event === "renamed") {
    if (!name) throw new EventNeedsError(event, "--name");
    if (hiddenCharacter(name) !== undefined || !isVisible(name)) throw new NameUnreadableError();
    return { kind: event, name };
  }
  if (event !== "moved-in") return { kind: event };
  if (!district || !districts) throw new EventNeedsError(event, "--district and --districts");
  const found = readDistricts(readBytes(districts), districts).get(comparable(district));
  if (found === undefined) throw new DistrictUnknownError(districts);
  return { kind: event, district: found.name, rollIds: found.rollIds };
}
