import { pointsEqual } from "../crypto/babyjubjub.ts";
import { rollState } from "../election/roll.ts";
import { censusAt } from "../election/rollHistory.ts";
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import { type Check, equal, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { pointFrom, rollFrom } from "./recordValues.ts";

/** Counts stay below, so that two of them fit into one message (P4.2). */
const COUNT_LIMIT = 2 ** 24;

/** P4.2: the election opened in time, with enough consents, over the roll as it stood at the census time. */
export function openingChecks({ record, constitution, boardKeys }: Evidence): readonly Check[] {
  const { opening, consents } = record;
  if (opening === null) return [];
  const { rollId, minimumCensus, rules, schedule, consentsRequired } = constitution;
  const { opensAt, openGrace, censusTime } = schedule;
  const census = censusAt(rollFrom(record), rollId, censusTime);
  const state = rollState(census.leaves);
  const given = new Set(consents.filter(({ at }) => at.block <= opening.at.block).map(({ seat }) => seat)).size;
  return [
    holds(
      "P4.2 opened in time",
      opening.at.time >= opensAt && opening.at.time <= opensAt + openGrace,
      `${opensAt} to ${opensAt + openGrace}`,
      opening.at.time,
    ),
    holds("P4.2 consents before the opening", given >= consentsRequired, `at least ${consentsRequired}`, given),
    holds("P4.2 a roll at the census time", census.checkpoint !== undefined, "a checkpoint", census.checkpoint?.time),
    equal("P4.2 root of the census", state.root, opening.censusRoot),
    equal("P4.2 depth of the census", state.depth, opening.depth),
    equal("P4.2 residents in the census", state.activeMembers, opening.activeMembers),
    holds("P4.2 the census is not empty", state.root !== 0n, "a root other than 0", state.root),
    holds(
      "P4.2 the census fits the circuit",
      state.depth <= CENSUS_DEPTH,
      `depth at most ${CENSUS_DEPTH}`,
      `depth ${state.depth}`,
    ),
    holds(
      "P4.2 the census is large enough to hide in",
      state.activeMembers >= minimumCensus,
      `at least ${minimumCensus}`,
      state.activeMembers,
    ),
    holds(
      "P4.2 counts fit their messages",
      state.activeMembers * rules.maxPerOption < COUNT_LIMIT,
      `below ${COUNT_LIMIT}`,
      state.activeMembers * rules.maxPerOption,
    ),
    holds(
      "P4.2 the election key is the board's",
      pointsEqual(boardKeys().electionKey, pointFrom(opening.electionKey)),
      String(boardKeys().electionKey.x),
      opening.electionKey.x,
    ),
  ];
}
