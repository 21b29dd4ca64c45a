import type { ProofWords } from "../election/ballot.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { changeMessage, signalOf, supportScope } from "../proposals/actions.ts";
import { closesAtOf } from "../proposals/closesAt.ts";
import { countSupports } from "../proposals/supportCount.ts";
import { weeklyCut } from "../proposals/weeklyCut.ts";
import { type Check, equal, every, upTo } from "./check.ts";
import { everyProof } from "./everyProof.ts";
import type { ProposalEvidence } from "./proposalEvidence.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

type Change = ProposalRecord["changes"][number];

const WEEK = 604_800;

/** P21.5 to P21.8: every support and withdrawal, what they come to, and the quota. */
export async function supportChecks(evidence: ProposalEvidence): Promise<readonly Check[]> {
  const { record, template, place, key } = evidence;
  const { changes, newcomers, posting, supporters, reached } = record;
  const id = BigInt(record.id);
  const counted = countSupports(
    changes.map(({ nullifier, version }) => ({ nullifier: BigInt(nullifier), version })),
    template.quota,
  );
  const scope = signalOf(supportScope(place, id));
  const messages = new Map<number, bigint>();
  const messageOf = (version: number) => {
    const found = messages.get(version) ?? signalOf(changeMessage(id, version));
    messages.set(version, found);
    return found;
  };
  const roots = new Map(newcomers.map(({ cut, root }) => [cut, root] as const));
  const rootOf = ({ newcomersCut }: Change) =>
    BigInt(newcomersCut === 0 ? posting.censusRoot : (roots.get(newcomersCut) ?? "none"));
  const firstShown = new Map(newcomers.toReversed().map((one) => [one.cut, one] as const));
  const isAsShownBefore = ({ cut, root, activeMembers }: ProposalRecord["newcomers"][number]) => {
    const first = firstShown.get(cut);
    return first?.root === root && first.activeMembers === activeMembers;
  };
  const closesAt = closesAtOf(template, posting.at.time);
  const latch = counted.reachedBy === undefined ? undefined : changes[counted.reachedBy];
  const describe = ({ nullifier, version }: Change) => `version ${version} of ${nullifier.slice(0, 12)}...`;
  return [
    await every(
      "P21.6 newcomers' groups were shown when their cut was past",
      newcomers,
      (one) =>
        one.cut % WEEK === 0 &&
        one.cut <= weeklyCut(one.at.time) &&
        one.activeMembers >= template.leastMembers &&
        isAsShownBefore(one),
      ({ cut }) => `the group of ${timeInKorea(cut)}`,
    ),
    await every(
      "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census",
      changes.filter(({ newcomersCut }) => newcomersCut !== 0),
      ({ newcomersCut, at }) =>
        newcomersCut >= posting.cut && newcomers.some((one) => one.cut === newcomersCut && one.at.block <= at.block),
      describe,
    ),
    await everyProof(
      "P21.5 every support's and withdrawal's proof holds",
      {
        what: "supports",
        items: changes,
        key,
        statementOf: (change) => ({
          proof: change.proof.map(BigInt) as unknown as ProofWords,
          publicSignals: [rootOf(change), BigInt(change.nullifier), messageOf(change.version), scope],
        }),
        describe,
      },
      evidence,
    ),
    upTo("P21.5 versions of each resident follow one another, none after the quota", changes, counted.wrong, describe),
    await every(
      "P21.7 every change came while the proposal was open",
      changes,
      ({ at }) => at.block >= posting.at.block && at.time < closesAt,
      describe,
    ),
    equal("P21.5 supporters are the residents with an odd number of changes", counted.supporters, supporters),
    equal(
      "P21.8 the quota was reached by the support that made it full, or not at all",
      latch === undefined ? "not reached" : `block ${latch.at.block} at ${timeInKorea(latch.at.time)}`,
      reached === null ? "not reached" : `block ${reached.block} at ${timeInKorea(reached.time)}`,
    ),
  ];
}
