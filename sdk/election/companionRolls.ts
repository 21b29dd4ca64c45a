/** Ids from here on are companions of the rolls below (P1.9). */
const COMPANION = 1n << 255n;

/** The companion group of a roll: its first identities. Throws `RangeError` for what is a companion itself. */
export function companionOf(rollId: bigint): bigint {
  if (isCompanion(rollId)) throw new RangeError(`${rollId} is a companion group itself`);
  return rollId + COMPANION;
}

export function isCompanion(rollId: bigint): boolean {
  return rollId >= COMPANION;
}

/** Whether an enrolment names companions rightly: at sequence 1 only, each with its roll. */
export function companionsHold(rollIds: readonly bigint[], sequence: number): boolean {
  return rollIds.every((rollId) => !isCompanion(rollId) || (sequence === 1 && rollIds.includes(rollId - COMPANION)));
}
