import type { VerificationKey } from "../proofs/groth16.ts";
import { ballotChecks } from "./ballotChecks.ts";
import { type BoardKeys, boardKeys, ceremonyChecks } from "./ceremonyChecks.ts";
import { type Check, group } from "./check.ts";
import { consentChecks } from "./consentChecks.ts";
import { constitutionChecks } from "./constitutionChecks.ts";
import { type ElectionRecord, recordSchema } from "./record.ts";
import { rollChecks } from "./rollChecks.ts";
import { tallyChecks } from "./tallyChecks.ts";

/** The verification keys of the circuits that the election's contracts verify with. */
export type VerificationKeys = {
  readonly ballot: VerificationKey;
  readonly keyShare: VerificationKey;
  readonly enrolment: VerificationKey;
};

export type VerifyOptions = {
  readonly keys: VerificationKeys;
  /** Called after each ballot. */
  readonly report?: (checked: number, total: number) => void;
};

/** What no record can show. */
export const NOT_SHOWN =
  "Not shown by these checks: that every member of the roll is one real resident, that no device or page changed a vote, that nobody was coerced, that fewer than k trustees worked together, that the proving keys come from an honest ceremony, and that the record is the one on the chain (compare it with --rpc).";

/**
 * Recomputes everything in an election's record (P11) and names every condition. Never throws on a malformed record:
 * that is a failed check. The record is verified when every check is ok.
 */
export async function verifyElection(
  record: unknown,
  { keys, report = () => {} }: VerifyOptions,
): Promise<readonly Check[]> {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const found = `${issue?.path.join(".")}: ${issue?.message}`;
    return [{ name: "P11 format", ok: false, expected: "a record of the format hanpyo-record-1", found }];
  }
  const { data } = parsed;
  return [
    { name: "P11 format", ok: true, expected: "hanpyo-record-1", found: data.format },
    ...(await constitutionChecks(data)),
    ...(await rollChecks(data, keys.enrolment)),
    ...(await checksUnderKeys(data, keys, report)),
  ];
}

function checksUnderKeys(
  record: ElectionRecord,
  keys: VerificationKeys,
  report: (checked: number, total: number) => void,
): Promise<readonly Check[]> {
  return group("P2.3 keys of the board", async () => {
    const board: BoardKeys = boardKeys(record);
    return [
      ...(await group("P2 ceremony", () => ceremonyChecks(record, board, keys.keyShare))),
      ...(await group("P4 consents", () => consentChecks(record, board))),
      ...(await group("P7 ballots", () => ballotChecks(record, board, keys.ballot, report))),
      ...(await group("P10 tally", () => tallyChecks(record, board))),
    ];
  });
}
