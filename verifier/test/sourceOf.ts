import type { RecordSource } from "../src/record/source.ts";

/** A record in memory, read in pieces of so many bytes. */
export const sourceOf = (text: string | Uint8Array, piece = 4096): RecordSource => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return {
    name: "record.json",
    size: bytes.length,
    read: async function* () {
      for (let i = 0; i < bytes.length; i += piece) yield bytes.subarray(i, i + piece);
    },
  };
};

/** Unforeseeable bytes. */
export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
