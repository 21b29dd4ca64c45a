/**
 * What a JSON Pointer (RFC 6901) leads to; nothing where it leads nowhere.
 * @param pointer Empty for the whole, otherwise with a slash before each part.
 */
export function atPointer(value: unknown, pointer: string): unknown {
  let here = value;
  for (const part of pointerParts(pointer)) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    // "length" of an array is its own, and no place.
    if (Array.isArray(here) && !/^(0|[1-9][0-9]*)$/.test(part)) return undefined;
    here = (here as Record<string, unknown>)[part];
  }
  return here;
}

/** A pointer's parts, decoded. */
export function pointerParts(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Of a text that is a JSON Pointer. */
export const POINTER = /^(\/([^~/]|~[01])*)*$/;
