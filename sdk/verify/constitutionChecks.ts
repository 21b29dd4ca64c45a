import { getBytes } from "ethers";
import { constitutionHash } from "../election/constitutionAbi.ts";
import { fieldAgainstBoard, fieldAgainstTime, invalidField } from "../election/constitutionRules.ts";
import { contentHash } from "../election/content.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { readElectionContent } from "../proposals/electionContent.ts";
import { type Check, equal, group, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { originChecks } from "./originChecks.ts";

/**
 * P3: the content is the one that the constitution names, the constitution is one that the factory takes, and it is
 * the one that ballots are bound to; one that came of a proposal follows from that.
 */
export async function constitutionChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record, constitution } = evidence;
  const { board, created } = record;
  const { rules, schedule } = constitution;
  const content = getBytes(record.content);
  const facts = { trustees: board.trustees.length, threshold: board.threshold, termEndsAt: board.termEndsAt };
  const lastDealt = Math.max(0, ...board.dealings.map(({ at }) => at.block));
  return [
    equal("P3.1 the text shown is the one that was frozen", constitution.contentHash, contentHash(content)),
    ...(await group("P3.1 options shown are the options counted", () => [
      equal(
        "P3.1 options shown are the options counted",
        rules.optionCount,
        readElectionContent(content).options.length,
      ),
    ])),
    ...(await group("P3.4 reasons for a test only where it is one", () => [
      holds(
        "P3.4 reasons for a test only where it is one",
        constitution.isTest || readElectionContent(content).test === undefined,
        "no reasons, for the constitution marks no test",
        "reasons for a test",
      ),
    ])),
    equal("P3.1 fields out of range", "none", invalidField(constitution) ?? "none"),
    equal("P3.1 fields against the board", "none", fieldAgainstBoard(constitution, facts) ?? "none"),
    holds(
      "P3.1 the board was ready when the election was created",
      created.block >= lastDealt,
      `from block ${lastDealt} on`,
      `block ${created.block}`,
    ),
    holds(
      "P3.1 the election was created in time before it could open",
      fieldAgainstTime(constitution, created.time) === undefined,
      `${constitution.isTest ? "" : "a day "}before ${timeInKorea(schedule.opensAt)}`,
      timeInKorea(created.time),
    ),
    equal("P3.2 hash of the constitution", record.constitutionHash, constitutionHash(constitution)),
    ...(await originChecks(evidence)),
  ];
}
