import { constitutionHash } from "../election/constitutionAbi.ts";
import { type BoxResult, jointSettlement } from "../election/jointOutcome.ts";
import { type JointTerms, jointConstitutions, jointHashOf, requireJointForm } from "../election/jointTerms.ts";
import { phaseOf } from "../election/phase.ts";
import { censusAt } from "../election/rollHistory.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { censusOf } from "./census.ts";
import { type Check, equal, group, holds, notChecked, upTo } from "./check.ts";
import { recordContentHash } from "./contentHash.ts";
import { turnoutOf } from "./electionStatus.ts";
import { type JointRecord, jointTermsFrom } from "./jointRecord.ts";
import type { ElectionRecord } from "./record.ts";
import { constitutionFrom, rollFrom } from "./recordValues.ts";

/** Where the sums that are compared come from. */
type Sums = { readonly expected: object; readonly found: object };

/**
 * What a joint's record and its members' records show of the whole (P27). Whether each member's record is true,
 * `verifyElection` says.
 * @param members Their records, in the order of the boxes.
 */
export async function jointChecks(joint: JointRecord, members: readonly ElectionRecord[]): Promise<readonly Check[]> {
  const terms = jointTermsFrom(joint);
  return [
    ...formChecks(joint, terms),
    ...memberChecks(joint, terms, members),
    ...(await group(RESIDENCE, () => [residenceCheck(members)])),
    ...(await group("P27.5 settlement", () => settlementChecks(joint, terms, members))),
  ];
}

const RESIDENCE = "P27.9 nobody is on the rolls of two members";

function formChecks({ jointHash, convened }: JointRecord, terms: JointTerms): readonly Check[] {
  const { opensAt } = terms.common.schedule;
  return [
    equal("P27.1 form of the terms", "as the contract takes them", formOf(terms)),
    equal("P27.1 hash of the terms", jointHash, jointHashOf(terms)),
    holds(
      "P27.3 the members were named before the vote opened",
      convened.time < opensAt,
      `before ${timeInKorea(opensAt)}`,
      timeInKorea(convened.time),
    ),
  ];
}

function formOf(terms: JointTerms): string {
  try {
    requireJointForm(terms);
    return "as the contract takes them";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function memberChecks(joint: JointRecord, terms: JointTerms, members: readonly ElectionRecord[]): readonly Check[] {
  const derived = jointConstitutions(terms).map(constitutionHash);
  const wrong = (isWrong: (record: ElectionRecord, place: number) => boolean) => {
    const found = members.findIndex(isWrong);
    return found < 0 ? undefined : found;
  };
  const named = (record: ElectionRecord) => record.election;
  return [
    equal("P27.2 one election and one record for each box", terms.boxes.length, sameLength(joint, members)),
    upTo(
      "P27.10 each member's record is the one that is named",
      members,
      wrong((record, place) => recordContentHash(record) !== joint.members[place]?.record),
      named,
    ),
    upTo(
      "P27.2 each member is the election of its box, with the constitution that the terms give it",
      members,
      wrong(
        (record, place) =>
          record.election !== joint.members[place]?.election ||
          record.chainId !== joint.chainId ||
          constitutionHash(constitutionFrom(record)) !== derived[place],
      ),
      named,
    ),
    upTo(
      "P27.3 each member was created before it was named",
      members,
      wrong(({ created }) => created.block > joint.convened.block),
      named,
    ),
  ];
}

function sameLength(joint: JointRecord, members: readonly ElectionRecord[]): number | string {
  const counts = new Set([joint.members.length, members.length]);
  return counts.size === 1 ? members.length : `${joint.members.length} elections and ${members.length} records`;
}

/** By commitment: within one registry a person has one (P1.2). Entries of a published roll are in its files. */
function residenceCheck(members: readonly ElectionRecord[]): Check {
  const expected = "no commitment in two censuses";
  const seen = new Map<bigint, string>();
  for (const record of members) {
    if (record.rollSource === "published") continue;
    const { rollId, schedule } = constitutionFrom(record);
    for (const commitment of censusAt(rollFrom(record), rollId, schedule.censusTime).leaves) {
      if (commitment === 0n) continue;
      const other = seen.get(commitment);
      if (other !== undefined) {
        return holds(RESIDENCE, false, expected, `${commitment} in those of ${other} and ${record.election}`);
      }
      seen.set(commitment, record.election);
    }
  }
  return members.some(({ rollSource }) => rollSource === "published")
    ? notChecked(RESIDENCE, expected, "entries of published rolls are in their files, which were not compared")
    : holds(RESIDENCE, true, expected, `${seen.size} commitments, each in one`);
}

function settlementChecks(
  { settlement: settled }: JointRecord,
  terms: JointTerms,
  members: readonly ElectionRecord[],
): readonly Check[] {
  if (settled === null) return [];
  const { at, ...found } = settled;
  const expected = jointSettlement(
    terms,
    members.map((record) => resultAt(record, at)),
  );
  const compared = (name: string, part: (one: typeof expected) => object) => {
    const sums: Sums = { expected: part(expected), found: part(found) };
    return equal(name, JSON.stringify(sums.expected), JSON.stringify(sums.found));
  };
  return [
    compared("P27.5 boxes that are left out", ({ voidBoxes, tooFewBoxes, isCounted }) => ({
      ...{ voidBoxes, tooFewBoxes, isCounted },
    })),
    compared("P27.6 base of the turnout", ({ base }) => ({ base })),
    compared("P27.7 totals and ballots", ({ totals, ballots }) => ({ totals, ballots })),
    compared("P27.7 outcome of the whole", ({ outcome: { quorumReached, verdict, selected, tied } }) => ({
      ...{ quorumReached, verdict, selected, tied },
    })),
  ];
}

/** What a member came to as of a block. */
function resultAt(record: ElectionRecord, at: JointRecord["convened"]): BoxResult {
  const turnout = turnoutOf(record);
  const isDecided = record.result !== null && record.result.at.block <= at.block;
  const phase = phaseOf(record.constitution, { turnout, isSealed: record.seal !== null, isDecided }, at.time);
  return {
    phase,
    members: turnout?.activeMembers ?? censusOf(record)?.activeMembers ?? 0,
    ballots: turnout?.ballots ?? 0,
    counts: phase === "decided" ? (record.result?.counts ?? []).map(Number) : [],
  };
}
