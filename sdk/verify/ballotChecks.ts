import type { BallotEvent } from "../chain/ballotBox.ts";
import { electionScope } from "../election/constitutionAbi.ts";
import { type BallotElection, ballotStatement, type SlotState } from "../proofs/ballotProof.ts";
import { type Check, every, holds } from "./check.ts";
import { everyProof } from "./everyProof.ts";
import type { Evidence } from "./evidence.ts";

/** A ballot beside its slot's state before it, as the record's order gives it. */
export type PlacedBallot = BallotEvent & { readonly slot: SlotState };

/** Versions have 32 bits, and the last one can have no successor (P7.1). */
const VERSION_LIMIT = 2n ** 32n - 1n;

const describe = ({ nullifier, version }: BallotEvent) => `nullifier ${nullifier}, version ${version}`;

/** P5 to P7: every ballot is well formed, follows its slot's last one, and its proof holds. */
export async function ballotChecks(evidence: Evidence): Promise<readonly Check[]> {
  const { record, constitution } = evidence;
  const ballots = placed(evidence.batches().flatMap((batch) => batch.ballots));
  const words = 2 * constitution.ballotSize;
  const members = record.opening?.activeMembers ?? 0;
  const slots = new Set(ballots.map(({ nullifier }) => nullifier)).size;
  return [
    await every(
      "P7.1 each ballot has the ciphertexts of its size",
      ballots,
      ({ next }) => next.length === words,
      (ballot) => `${describe(ballot)}: ${ballot.next.length} words, not ${words}`,
    ),
    await every(
      "P7.1 no ballot shows its choices (c1.x is never 0)",
      ballots,
      ({ next }) => next.every((word, m) => m % 4 !== 0 || word !== 0n),
      describe,
    ),
    await every("P7.1 each version has a successor", ballots, ({ version }) => version < VERSION_LIMIT, describe),
    await every(
      "P7.2 each ballot follows the last one of its slot",
      ballots,
      ({ version, slot }) => version === slot.version,
      describe,
    ),
    await every(
      "P7.2 votes changed only where that is allowed",
      ballots,
      ({ version }) => constitution.revoting || version === 0n,
      describe,
    ),
    holds("P7.3 no more voters than residents in the census", slots <= members, `at most ${members}`, slots),
    await ballotsProved(ballots, evidence),
  ];
}

/** P5.5, P6: the one check that takes long; a ballot out of place is not worth its pairing. */
function ballotsProved(ballots: readonly PlacedBallot[], evidence: Evidence): Promise<Check> {
  const { record, constitution, chainId, keys, boardKeys } = evidence;
  const scope = electionScope(chainId, record.election, record.constitutionHash);
  const censusRoot = BigInt(record.opening?.censusRoot ?? 0);
  const election = (): BallotElection => ({
    ...constitution,
    scope,
    censusRoot,
    electionKey: boardKeys().electionKey,
  });
  return everyProof(
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    {
      what: "ballots",
      items: ballots,
      key: () => keys().ballot,
      statementOf: (ballot) => {
        const { version, slot } = ballot;
        return version === slot.version && (ballotStatement(election(), { ...ballot, held: slot.held }) ?? false);
      },
      describe,
    },
    evidence,
  );
}

/** Puts each ballot beside what its slot held before it. */
export function placed(ballots: readonly BallotEvent[]): PlacedBallot[] {
  const slots = new Map<bigint, SlotState>();
  return ballots.map((ballot) => {
    const slot = slots.get(ballot.nullifier) ?? { version: 0n, held: [] };
    slots.set(ballot.nullifier, { version: slot.version + 1n, held: ballot.next });
    return { ...ballot, slot };
  });
}
