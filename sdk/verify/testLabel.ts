import { getBytes } from "ethers";
import { parseContent, type Text, testReasons } from "../election/content.ts";
import { recordSchema } from "./record.ts";

/** Why the election of a record is only a test; empty for one that counts, and for a record that cannot be read. */
export function recordTestReasons(record: unknown): readonly Text[] {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) return [];
  try {
    return testReasons(parseContent(getBytes(parsed.data.content)));
  } catch {
    return [];
  }
}
