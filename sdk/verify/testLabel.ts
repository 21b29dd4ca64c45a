import { getBytes } from "ethers";
import { parseContent, type Text, testReasons } from "../election/content.ts";
import { inBoth } from "../election/contentText.ts";
import type { ElectionRecord } from "./record.ts";

/** Why the election of a record is only a test; empty for one that counts, and where the content cannot be read. */
export function recordTestReasons({ content }: Pick<ElectionRecord, "content">): readonly Text[] {
  try {
    const shown = parseContent(getBytes(content));
    return testReasons(shown).map((reason) => inBoth(reason, shown));
  } catch {
    return [];
  }
}
