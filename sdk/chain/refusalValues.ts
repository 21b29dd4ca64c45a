import { PHASES } from "../election/phase.ts";
import { BOARD_STAGES } from "./boardStages.ts";

/** Values of the contracts' errors that are times, in Unix seconds. */
const TIMES = /^(blockTime|time|until|censusTime|\w+At)$/;
/** Korea has one zone, and no summer time. */
const KOREA = 9 * 3600;

/** A value of a contract's error as people read it: times as they are in Korea, phases and stages by name. */
export function readableValue(name: string, value: string): string {
  if (name === "phase") return PHASES[Number(value)] ?? value;
  if (name === "stage") return BOARD_STAGES[Number(value)] ?? value;
  const time = new Date((Number(value) + KOREA) * 1000);
  if (!TIMES.test(name) || Number.isNaN(time.getTime())) return value;
  return `${time.toISOString().slice(0, 19).replace("T", " ")} KST`;
}
