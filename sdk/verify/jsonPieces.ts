/** An element of an array that is a field of the outermost object, as its text stands in the file. */
export type CutElement = { readonly key: string; readonly text: string };

/** Takes a JSON text apart while it is read. */
export type PieceCutter = {
  /** The elements that ended in these bytes. Throws `SyntaxError`, or `TypeError` for what is no UTF-8. */
  readonly push: (bytes: Uint8Array) => readonly CutElement[];
  /** After the last bytes: the text with those arrays empty. Throws as `push`. */
  readonly rest: () => string;
};

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const BLANK = /^[ \t\n\r]*$/;
const NONE: readonly CutElement[] = [];

/**
 * Cuts the elements of the outermost object's arrays out of a JSON text, so that neither the text nor its longest array
 * need be one string. What the parts are, JSON.parse of each decides; here the text's brackets alone are followed.
 */
export function cutPieces(): PieceCutter {
  const rest = byteText();
  const element = byteText();
  /** Opening brackets of what is open. */
  const open: number[] = [];
  let [isString, isEscaped, isCut] = [false, false, false];
  let [keyStart, key] = [0, ""];
  let commas = 0;

  const isBetween = () => isCut && open.length === 2;

  /** An element's end, at a comma or the array's end; an array without elements has none. */
  const ended = (isLast: boolean): readonly CutElement[] => {
    const text = element.text();
    element.clear();
    if (isLast && commas === 0 && BLANK.test(text)) return NONE;
    return [{ key, text }];
  };

  const structure = (byte: number): readonly CutElement[] => {
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      open.push(byte);
      if (open.length === 2 && byte === OPEN_ARRAY && open[0] === OPEN_OBJECT) {
        rest.push(byte);
        [isCut, commas] = [true, 0];
        return NONE;
      }
    }
    if (byte === COMMA && isBetween()) {
      const cut = ended(false);
      commas++;
      return cut;
    }
    if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      const cut = isBetween() ? ended(true) : NONE;
      if (open.pop() !== (byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY))
        throw new SyntaxError("a bracket is wrong");
      if (open.length === 1) isCut = false;
      (isCut ? element : rest).push(byte);
      return cut;
    }
    if (byte === QUOTE) {
      isString = true;
      if (open.length === 1) keyStart = rest.length();
    }
    if (byte === COLON && open.length === 1) key = keyOf(rest.text(keyStart));
    (isCut ? element : rest).push(byte);
    return NONE;
  };

  return {
    push: (bytes) => {
      const cut: CutElement[] = [];
      for (let at = 0; at < bytes.length; at++) {
        if (!isString) {
          for (const one of structure(bytes[at] as number)) cut.push(one);
          continue;
        }
        const from = at;
        for (; at < bytes.length && isString; at++) {
          const byte = bytes[at];
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) isString = false;
        }
        (isCut ? element : rest).add(bytes.subarray(from, at--));
      }
      return cut;
    },
    rest: () => {
      if (open.length > 0 || isString) throw new SyntaxError("it ends too early");
      return rest.text();
    },
  };
}

/** The key in a text from a quotation mark on; of what is none, JSON.parse of the whole tells. */
function keyOf(text: string): string {
  const key = JSON.parse(text) as unknown;
  if (typeof key !== "string") throw new SyntaxError("a key is no string");
  return key;
}

/** Bytes that grow, and their text. */
function byteText() {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let bytes = new Uint8Array(4096);
  let length = 0;
  const grow = (by: number): void => {
    const larger = new Uint8Array(2 * (length + by));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  return {
    push: (byte: number): void => {
      if (length === bytes.length) grow(1);
      bytes[length++] = byte;
    },
    add: (more: Uint8Array): void => {
      if (length + more.length > bytes.length) grow(more.length);
      bytes.set(more, length);
      length += more.length;
    },
    length: () => length,
    text: (from = 0) => decoder.decode(bytes.subarray(from, length)),
    clear: (): void => {
      length = 0;
    },
  };
}
