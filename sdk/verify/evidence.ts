import type { Batch } from "../chain/ballotBox.ts";
import type { Constitution } from "../election/constitution.ts";
import type { SnapshotIndex } from "../election/snapshotIndex.ts";
import { sumOfBallots } from "../election/tally.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type ProofsVerifier, proofsHere } from "../proofs/manyProofs.ts";
import { type BoardKeys, boardKeys } from "./boardKeys.ts";
import type { Check } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { batchesFrom, constitutionFrom } from "./recordValues.ts";

/** The verification keys of the circuits that the election's contracts verify with. */
export type VerificationKeys = {
  readonly ballot: VerificationKey;
  readonly keyShare: VerificationKey;
  readonly enrolment: VerificationKey;
};

/** Where a long group of checks stands: what is checked, how many are done, of how many. */
export type Report = (what: string, checked: number, total: number) => void;

/** What somebody with a snapshot's files found in them: the index, and every condition on the files alone (P13.5). */
export type SnapshotFindings = { readonly index: SnapshotIndex; readonly checks: readonly Check[] };

/** Rebuilds a snapshot from its files, and checks every entry's proof with the key of enrolment.circom. */
export type SnapshotFiles = (key: VerificationKey, report: Report) => Promise<SnapshotFindings>;

/** The slots at the end of casting, and the sum of what they hold. */
export type BallotBox = {
  readonly slots: ReadonlyMap<bigint, readonly bigint[]>;
  /** Words of the sum. */
  readonly sum: readonly bigint[];
};

/** A record with what several of its parts derive from it; each is computed once, and throws where it cannot be. */
export type Evidence = {
  readonly record: ElectionRecord;
  readonly constitution: Constitution;
  readonly chainId: bigint;
  readonly keys: () => VerificationKeys;
  readonly boardKeys: () => BoardKeys;
  readonly batches: () => readonly Batch[];
  readonly box: () => BallotBox;
  readonly verify: ProofsVerifier;
  readonly report: Report;
  /** The files of the snapshot that the census is; undefined if there are none at hand. */
  readonly snapshot: SnapshotFiles | undefined;
};

/** Prepares a record for the checks; computes nothing yet. */
export function evidenceOf(
  record: ElectionRecord,
  keysFor: (ballotSize: number) => VerificationKeys,
  report: Report,
  {
    verify = proofsHere,
    snapshot,
  }: { readonly verify?: ProofsVerifier | undefined; readonly snapshot?: SnapshotFiles | undefined } = {},
): Evidence {
  const batches = once(() => batchesFrom(record));
  return {
    record,
    constitution: constitutionFrom(record),
    chainId: BigInt(record.chainId),
    keys: once(() => keysFor(record.constitution.ballotSize)),
    boardKeys: once(() => boardKeys(record)),
    batches,
    box: once(() => {
      const ballots = batches().flatMap((batch) => batch.ballots);
      const slots = new Map(ballots.map(({ nullifier, next }) => [nullifier, next] as const));
      return { slots, sum: sumOfBallots([...slots.values()], record.constitution.ballotSize) };
    }),
    verify,
    report,
    snapshot,
  };
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}
