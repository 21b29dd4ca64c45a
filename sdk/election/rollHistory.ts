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
  const states = history.map(({ checkpoints }) => checkpoints.findLast((candidate) => candidate.rollId === rollId));
  const later = states.findIndex((state) => state !== undefined && state.time > time);
  const last = states.slice(0, later < 0 ? undefined : later).findLastIndex((state) => state !== undefined);

  const current = new Map<string, EnrolmentEvent>();
  const places = new Map<bigint, number>();
  const leaves: bigint[] = [];
  for (const enrolment of history.slice(0, last + 1).flatMap(({ enrolments }) => enrolments)) {
    const earlier = current.get(enrolment.registrarPseudonym);
    if (earlier?.rollIds.includes(rollId)) leaves[places.get(earlier.identityCommitment) as number] = 0n;
    if (enrolment.rollIds.includes(rollId)) {
      places.set(enrolment.identityCommitment, leaves.length);
      leaves.push(enrolment.identityCommitment);
    }
    current.set(enrolment.registrarPseudonym, enrolment);
  }
  return { leaves, checkpoint: states[last] };
}
