/** What is kept of the measures against a leaf, as in `LeafNotice` of contracts/types; Unix seconds, 0 for none. */
export type LeafNotice = {
  readonly aloneUntil: number;
  readonly jointAt: number;
  readonly restoredFrom: number;
};

const DAY = 86_400;
/** From the second name to the day on which conversions follow a joint measure. */
const BINDING_DELAY = 7 * DAY;

/** Whether mirrors and pages show a leaf to nobody at a time: hidden alone, or jointly until restored (P26.5). */
export function isHidden({ aloneUntil, jointAt, restoredFrom }: LeafNotice, time: number): boolean {
  return time < aloneUntil || (jointAt !== 0 && !isRestored(restoredFrom, time));
}

/** Whether a conversion at a time leaves a paragraph out (P26.3). */
export function isLeftOut({ jointAt, restoredFrom }: LeafNotice, time: number): boolean {
  return jointAt !== 0 && time >= jointAt + BINDING_DELAY && !isRestored(restoredFrom, time);
}

function isRestored(restoredFrom: number, time: number): boolean {
  return restoredFrom !== 0 && time >= restoredFrom;
}
