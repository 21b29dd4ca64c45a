import { NotARecord, NotJson } from "../verifierError.ts";

/** The value of a JSON text. `NotJson` if it is none. */
export const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotJson(error instanceof Error ? error.message : String(error));
  }
};

/** Where the string that begins at a quotation mark ends: behind its closing one. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === "\\") before--;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
};

/** How many colons a JSON text has outside its strings. */
const colonsIn = (text: string): number => {
  let colons = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code === 0x3a) colons++;
    i = code === 0x22 ? endOfString(text, i) : i + 1;
  }
  return colons;
};

const membersIn = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0;
  let members = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) members += membersIn(member);
  return members;
};

/** The value of a JSON text in which no object has one name twice: then it has as many colons as members. */
export const parseOnce = (text: string): unknown => {
  const value = parseText(text);
  if (colonsIn(text) !== membersIn(value)) throw new NotARecord("a name stands twice in an object");
  return value;
};
