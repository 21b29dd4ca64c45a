const JOINT_BINDS_AFTER = 7 * 86_400;

/** What the log says of one leaf; a time is 0 for what did not happen. */
export interface Measures {
  readonly aloneUntil: number;
  readonly jointAt: number;
  readonly restoredFrom: number;
}

const isJointAt = ({ jointAt, restoredFrom }: Measures, time: number): boolean =>
  jointAt !== 0 && (restoredFrom === 0 || time < restoredFrom);

/** Whether readers are not shown a leaf at a time (P26.5). */
export const notShown = (of: Measures, time: number): boolean => time < of.aloneUntil || isJointAt(of, time);

/** Whether a conversion at a time leaves a leaf out (P26.3). */
export const leftOut = (of: Measures, time: number): boolean =>
  isJointAt(of, time) && time >= of.jointAt + JOINT_BINDS_AFTER;
