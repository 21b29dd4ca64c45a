import { getBytes } from "ethers";
import { constitutionHash } from "../election/constitutionAbi.ts";
import { contentHash, parseContent } from "../election/content.ts";
import { type Check, equal, group } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { constitutionFrom } from "./recordValues.ts";

/** P3: the content is the one that the constitution names, and the constitution the one that ballots are bound to. */
export function constitutionChecks(record: ElectionRecord): Promise<readonly Check[]> {
  return group("P3 constitution", async () => {
    const content = getBytes(record.content);
    const constitution = constitutionFrom(record);
    return [
      equal("P3.1 content hash", constitution.contentHash, contentHash(content)),
      equal(
        "P3.1 options shown are the options counted",
        constitution.rules.optionCount,
        parseContent(content).options.length,
      ),
      equal("P3.2 constitution hash", record.constitutionHash, constitutionHash(constitution)),
    ];
  });
}
