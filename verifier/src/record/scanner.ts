import { NotARecord, NotJson } from "../verifierError.ts";

/** An element of one of the long arrays, as it stands in the file. */
export interface Element {
  readonly key: string;
  readonly index: number;
  readonly text: string;
}

const LARGEST_PART = 64 * 1024 * 1024;
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [SPACE, TAB, LINE_FEED, RETURN] = [0x20, 0x09, 0x0a, 0x0d];

/** Bytes that grow. */
const createBuffer = () => {
  let bytes = new Uint8Array(1024);
  let length = 0;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  return {
    push: (byte: number): void => {
      if (length === bytes.length) {
        if (length >= LARGEST_PART) throw new NotARecord(`a part of it is longer than ${LARGEST_PART} bytes`);
        const larger = new Uint8Array(2 * length);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[length++] = byte;
    },
    length: (): number => length,
    text: (from = 0): string => {
      try {
        return decoder.decode(bytes.subarray(from, length));
      } catch {
        throw new NotJson("it is not in UTF-8");
      }
    },
    clear: (): void => {
      length = 0;
    },
  };
};

/** Takes a file apart while it is read. */
export interface Scanner {
  /** Takes the next bytes, and gives the elements that ended in them. */
  readonly push: (chunk: Uint8Array) => readonly Element[];
  /** What is left when the file has ended: its text without the elements of the long arrays. */
  readonly finish: () => string;
}

/**
 * Reads an object whose arrays `longKeys` may be longer than memory: their elements, objects all, are handed out one
 * by one, the rest is kept with these arrays empty. Whether it is JSON is left to `JSON.parse` of the parts.
 */
export const createScanner = (longKeys: ReadonlySet<string>): Scanner => {
  const rest = createBuffer();
  const element = createBuffer();
  const seen = new Set<string>();
  let depth = 0;
  let inString = false;
  let escaped = false;
  let keyStart = 0;
  let key = "";
  let long: string | undefined;
  let index = 0;
  let expected: "first" | "element" | "comma" = "first";

  const begin = (name: string): void => {
    if (seen.has(name)) throw new NotARecord(`"${name}" stands in it twice`);
    seen.add(name);
    long = name;
    index = 0;
    expected = "first";
  };

  const between = (byte: number): void => {
    if (byte === OPEN_OBJECT && expected !== "comma") {
      element.clear();
      element.push(byte);
      depth = 3;
    } else if (byte === COMMA && expected === "comma") {
      expected = "element";
    } else if (byte === CLOSE_ARRAY && expected !== "element") {
      rest.push(byte);
      depth = 1;
      long = undefined;
    } else {
      throw new NotARecord(`"${long}" is not a list of objects`);
    }
  };

  const structure = (byte: number): void => {
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth--;
    if (depth === 1 && byte === COLON) key = keyOf(rest.text(keyStart));
    if (depth === 2 && byte === OPEN_ARRAY && long === undefined && longKeys.has(key)) begin(key);
    if (depth === 1 && byte === COMMA) key = "";
    if (byte === QUOTE) {
      inString = true;
      if (depth === 1) keyStart = rest.length() - 1;
    }
  };

  /** The name in the text from its first quotation mark to the colon behind it. */
  const keyOf = (text: string): string => {
    const value = parse(text.slice(0, -1));
    return typeof value === "string" ? value : "";
  };

  const push = (chunk: Uint8Array): readonly Element[] => {
    const ended: Element[] = [];
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (inString) {
        (long === undefined ? rest : element).push(byte);
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (long !== undefined && depth === 2) {
        if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) between(byte);
        continue;
      }

      (long === undefined ? rest : element).push(byte);
      structure(byte);
      if (long !== undefined && depth === 2 && byte !== OPEN_ARRAY) {
        ended.push({ key: long, index: index++, text: element.text() });
        expected = "comma";
      }
    }
    return ended;
  };

  return {
    push,
    finish: () => {
      if (depth !== 0 || inString) throw new NotJson("it ends too early");
      return rest.text();
    },
  };
};

const parse = (text: string): unknown => {
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
  const value = parse(text);
  const colons = text.replace(STRINGS, "").split(":").length - 1;
  if (colons !== membersIn(value)) throw new NotARecord("a name stands twice in an object");
  return value;
};
