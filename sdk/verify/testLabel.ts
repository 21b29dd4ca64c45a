import { getBytes } from "ethers";

import type { Content, Text } from "../election/content.ts";
import { inBoth } from "../election/contentText.ts";
import { testReasons } from "../election/testLabel.ts";
import { readElectionContent } from "../proposals/electionContent.ts";

import type { ElectionRecord } from "./record.ts";

/** Why the election of a record is only a test; empty exactly for one that counts. */
export function recordTestReasons({ constitution, content }: TestedRecord): readonly Text[] {
  const read = contentOf(content);
  return testReasons(constitution, read).map((reason) => inBoth(reason, read ?? { language: "ko" }));
}

type TestedRecord = {
  readonly constitution: Pick<ElectionRecord["constitution"], "isTest">;
  readonly content: string;
};

function contentOf(bytes: string): Content | undefined {
  try {
    return readElectionContent(getBytes(bytes));
  } catch {
    return undefined;
  }
}
