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
 * The JSON value of a record's file; a `DoubledKey` where an object has two fields of one name, of which JSON.parse takes
 * the last and another reader the first. Throws `SyntaxError` for what is no JSON, `TypeError` for what is no UTF-8.
 */
export function parseRecord(bytes: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = JSON.parse(text) as unknown;
  /** The keys so far of every object that is open; nothing for an array. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token !== "," && isKey) {
      const [keys, key] = [open.at(-1), JSON.parse(token) as string];
      if (keys?.has(key)) return new DoubledKey(key);
      keys?.add(key);
    }
    isKey = token === "{" || (token === "," && open.at(-1) !== undefined);
  }
  return value;
}
