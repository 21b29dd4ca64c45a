import { pointsEqual } from "../crypto/babyjubjub.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import { censusOf, NO_CENSUS } from "./census.ts";
import { type Check, equal, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { pointFrom } from "./recordValues.ts";

/** Counts stay below, so that two of them fit into one message (P4.2). */
const COUNT_LIMIT = 2 ** 24;

/** P4.2: the election opened in time, with enough consents, over the roll as it stood at the census time. */
export function openingChecks({ record, constitution, boardKeys }: Evidence): readonly Check[] {
  const { opening, consents } = record;
  if (opening === null) return [];
  const { minimumCensus, minimumBallots, rules, schedule, consentsRequired } = constitution;
  const { opensAt, openGrace } = schedule;
  const census = censusOf(record);
  const { root, depth, activeMembers } = census ?? NO_CENSUS;
  const given = new Set(consents.filter(({ at }) => at.block <= opening.at.block).map(({ seat }) => seat)).size;
  return [
    holds(
      "P4.2 opened in time",
      opening.at.time >= opensAt && opening.at.time <= opensAt + openGrace,
      `${timeInKorea(opensAt)} to ${timeInKorea(opensAt + openGrace)}`,
      timeInKorea(opening.at.time),
    ),
    holds("P4.2 consents before the opening", given >= consentsRequired, `at least ${consentsRequired}`, given),
    holds(
      "P4.2 a roll at the census time",
      census !== undefined,
      `a state until ${timeInKorea(schedule.censusTime)}`,
      census === undefined ? "none" : `a state of ${timeInKorea(census.time)}`,
    ),
    equal("P4.2 root of the census", root, opening.censusRoot),
    equal("P4.2 depth of the census", depth, opening.depth),
    equal("P4.2 residents in the census", activeMembers, opening.activeMembers),
    holds("P4.2 the census is not empty", root !== 0n, "a root other than 0", root),
    holds("P4.2 the census fits the circuit", depth <= CENSUS_DEPTH, `depth at most ${CENSUS_DEPTH}`, `depth ${depth}`),
    holds(
      "P4.2 the census is large enough to hide in",
      activeMembers >= minimumCensus,
      `at least ${minimumCensus}`,
      activeMembers,
    ),
    holds(
      "P4.2 enough residents for the ballots that are needed",
      activeMembers >= minimumBallots,
      `at least ${minimumBallots}`,
      activeMembers,
    ),
    holds(
      "P4.2 counts fit their messages",
      activeMembers * rules.maxPerOption < COUNT_LIMIT,
      `below ${COUNT_LIMIT}`,
      activeMembers * rules.maxPerOption,
    ),
    holds(
      "P4.2 the election key is the board's",
      pointsEqual(boardKeys().electionKey, pointFrom(opening.electionKey)),
      String(boardKeys().electionKey.x),
      opening.electionKey.x,
    ),
  ];
}
