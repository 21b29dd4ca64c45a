import { NotARecord, NotJson } from "../verifierError.ts";

/** The value of a JSON text. `NotJson` if it is none. */
export const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotJson(error instanceof Error ? error.message : String(error));
  }
};

const STRINGS = /"(?:[^"\\]|\\.)*"/g;

const membersIn = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0;
  let members = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) members += membersIn(member);
  return members;
};

/** The value of a JSON text in which no object has one name twice: then it has as many colons as members. */
export const parseOnce = (text: string): unknown => {
  const value = parseText(text);
  const colons = text.replace(STRINGS, "").split(":").length - 1;
  if (colons !== membersIn(value)) throw new NotARecord("a name stands twice in an object");
  return value;
};
