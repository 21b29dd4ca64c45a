const DAY = 86_400;

/** Seconds from a template's publication to its first posting; none for a test's (P20.3). */
export function noticeOf(isTest: boolean): number {
  return isTest ? 0 : 14 * DAY;
}

/** From which time on nobody posts under a template, because another took over from it (P20.3); Unix seconds. */
export function supersededFrom(takenOverAt: number): number {
  return takenOverAt + DAY;
}
