/** What the registry said of one resident (P1.4). */
export type EnrolmentEvent = {
  readonly registrarPseudonym: string;
  readonly approverPseudonym: string;
  readonly sequence: number;
  /** 0 for a removal. */
  readonly identityCommitment: bigint;
  readonly rollIds: readonly bigint[];
  readonly proof: readonly bigint[];
};

/** A dated state of a roll (P1.5). */
export type Checkpoint = {
  readonly time: number;
  readonly depth: number;
  readonly activeMembers: number;
  readonly root: bigint;
};

/** What one transaction changed: enrolments in order, and the checkpoints of the rolls after them. */
export type RollTransaction = {
  readonly enrolments: readonly EnrolmentEvent[];
  readonly checkpoints: readonly (Checkpoint & { readonly rollId: bigint })[];
};

/** A roll as it stood at its last checkpoint at or before a time. */
export type Census = {
  /** Identity commitments in order of enrolment, 0 for a removed one. */
  readonly leaves: readonly bigint[];
  readonly checkpoint: Checkpoint | undefined;
};

/** Rebuilds a roll at `time` (Unix seconds) from the registry's history (P1.4, P4.2). */
export function censusAt(history: readonly RollTransaction[], rollId: bigint, time: number): Census {
  const current = new Map<string, EnrolmentEvent>();
  const leaves: bigint[] = [];
  let census: Census = { leaves: [], checkpoint: undefined };
  for (const { enrolments, checkpoints } of history) {
    for (const enrolment of enrolments) {
      const earlier = current.get(enrolment.registrarPseudonym);
      if (earlier?.rollIds.includes(rollId)) leaves[leaves.indexOf(earlier.identityCommitment)] = 0n;
      if (enrolment.rollIds.includes(rollId)) leaves.push(enrolment.identityCommitment);
      current.set(enrolment.registrarPseudonym, enrolment);
    }
    const checkpoint = checkpoints.findLast((candidate) => candidate.rollId === rollId);
    if (checkpoint !== undefined && checkpoint.time > time) break;
    if (checkpoint !== undefined) census = { leaves: [...leaves], checkpoint };
  }
  return census;
}
