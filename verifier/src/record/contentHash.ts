import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { byCodeUnits, canonicalJson } from "../rules/canonicalJson.ts";
import { type FirstReading, LONG_LISTS } from "./firstReading.ts";
import { parseOnce } from "./jsonText.ts";
import { createScanner } from "./scanner.ts";
import type { RecordSource } from "./source.ts";

/** The canonical texts of one long list's elements, in order. */
async function* elementsOf(source: RecordSource, key: string): AsyncGenerator<string> {
  const scanner = createScanner(LONG_LISTS);
  for await (const chunk of source.read()) {
    for (const element of scanner.push(chunk)) {
      if (element.key === key) yield canonicalJson(parseOnce(element.text));
    }
  }
}

/**
 * A record's content hash (protocol, P11.7): SHA-256 of its canonical text, in hexadecimal digits. The same for every
 * file of the same record, whatever its blanks and the order of its fields. One reading of the file for each long list.
 */
export const contentHash = async (source: RecordSource, { raw }: Pick<FirstReading, "raw">): Promise<string> => {
  const hash = sha256.create();
  const write = (text: string): void => {
    hash.update(utf8ToBytes(text));
  };

  write("{");
  for (const [place, key] of Object.keys(raw).sort(byCodeUnits).entries()) {
    write(`${place > 0 ? "," : ""}${JSON.stringify(key)}:`);
    if (!LONG_LISTS.has(key)) {
      write(canonicalJson(raw[key]));
      continue;
    }
    let before = "[";
    for await (const element of elementsOf(source, key)) {
      write(before + element);
      before = ",";
    }
    write(before === "[" ? "[]" : "]");
  }
  write("}");
  return bytesToHex(hash.digest());
};
