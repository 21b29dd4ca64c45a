import { HanpyoError, told } from "../../../sdk/errors.ts";
import { type Person, PersonUnknownError, type RollStore } from "./rollStore.ts";

/** What can happen to a person on a roll; it changes only what the office signs next (P12.9). */
export const PERSON_EVENTS = ["moved-in", "moved-out", "died", "disputed", "settled", "renamed"] as const;
export type PersonEvent =
  | { readonly kind: "moved-in"; readonly district: string; readonly rollIds: readonly bigint[] }
  | { readonly kind: "moved-out" | "died" | "disputed" | "settled" }
  | { readonly kind: "renamed"; readonly name: string };

export class EventImpossibleError extends HanpyoError {
  constructor(event: string, state: string) {
    super(
      "EVENT_IMPOSSIBLE",
      told`A person whose state is ${{ state }} cannot be ${{ event }}`,
      "Look at the register: either the event or the state is another person's",
    );
  }
}

/** The states in which each event can happen. Death is not undone: a wrong entry is disputed and settled. */
const POSSIBLE: Readonly<Record<PersonEvent["kind"], readonly Person["state"][]>> = {
  "moved-in": ["eligible", "movedOut"],
  "moved-out": ["eligible", "disputed"],
  died: ["eligible", "movedOut", "disputed"],
  disputed: ["eligible", "movedOut", "died"],
  settled: ["disputed"],
  renamed: ["eligible", "movedOut", "disputed"],
};

/** A person after an event. Throws `EventImpossibleError`. */
export function personAfter(person: Person, event: PersonEvent): Person {
  if (!POSSIBLE[event.kind].includes(person.state)) throw new EventImpossibleError(event.kind, person.state);
  switch (event.kind) {
    case "moved-in":
      return { ...person, district: event.district, rollIds: event.rollIds, state: "eligible" };
    case "moved-out":
      return { ...person, state: "movedOut" };
    case "died":
      return { ...person, state: "died" };
    case "disputed":
      return { ...person, state: "disputed" };
    case "settled":
      return { ...person, state: "eligible" };
    case "renamed":
      return { ...person, name: event.name.normalize("NFC") };
  }
}

/** Writes an event into the book. Throws `PersonUnknownError` or `EventImpossibleError`. */
export function recordEvent(store: RollStore, number: string, event: PersonEvent): Person {
  const before = store.person(number);
  if (before === undefined) throw new PersonUnknownError();
  const after = personAfter(before, event);
  store.putPerson(after);
  return after;
}
