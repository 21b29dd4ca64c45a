/**
 * The one text of a JSON value: keys sorted by UTF-16 code units, no blanks, nothing but `JSON.stringify`'s escapes, and
 * fields that are undefined left out (P3.1, P11.7).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
}

/** `canonicalJson` of a value; of an object in pieces, none longer than an element of one of its arrays. */
export function* canonicalPieces(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    yield canonicalJson(value);
    return;
  }
  const fields = new Map(Object.entries(value).filter(([, entry]) => entry !== undefined));
  let before = "{";
  for (const key of [...fields.keys()].sort()) {
    const entry: unknown = fields.get(key);
    yield `${before}${JSON.stringify(key)}:`;
    if (Array.isArray(entry)) yield* canonicalElements(entry);
    else yield canonicalJson(entry);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

function* canonicalElements(elements: readonly unknown[]): Generator<string> {
  let before = "[";
  for (const element of elements) {
    yield before + canonicalJson(element);
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}
