import { cutPieces } from "./jsonPieces.ts";

/** What stands in the place of a record whose file has a key twice: its form is wrong, whatever else it holds. */
export class DoubledKey {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}

/** A string of JSON, or a character that has a meaning between two of them. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

/**
 * The JSON value of a record's file, which comes in pieces and is never one text: records are longer than the longest
 * that there is. A `DoubledKey` where an object has two fields of one name, of which JSON.parse takes the last and another
 * reader the first. Throws `SyntaxError` for what is no JSON, `TypeError` for what is no UTF-8.
 */
export async function parseRecord(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<unknown> {
  const cut = cutPieces();
  const lists = new Map<string, unknown[]>();
  let doubled: string | undefined;
  const parsed = (text: string): unknown => {
    const value = JSON.parse(text) as unknown;
    doubled ??= doubledKeyIn(text);
    return value;
  };

  for await (const piece of pieces) {
    for (const { key, text } of cut.push(piece)) {
      const list = lists.get(key) ?? [];
      list.push(parsed(text));
      lists.set(key, list);
    }
  }
  const value = parsed(cut.rest());
  if (doubled !== undefined) return new DoubledKey(doubled);
  // As JSON.parse does it: a field named __proto__ is a field.
  for (const [key, list] of lists) Object.defineProperty(value, key, { ...FIELD, value: list });
  return value;
}

const FIELD = { configurable: true, enumerable: true, writable: true };

/** A key that an object of a JSON text has twice. */
function doubledKeyIn(text: string): string | undefined {
  /** The keys so far of every object that is open; nothing for an array. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token !== "," && isKey) {
      const [keys, key] = [open.at(-1), JSON.parse(token) as string];
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
    isKey = token === "{" || (token === "," && open.at(-1) !== undefined);
  }
  return undefined;
}
