import { PHASES } from "../election/phase.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { BOARD_STAGES } from "./boardStages.ts";

/** Values of the contracts' errors that are times, in Unix seconds. */
const TIMES = /^(blockTime|time|until|censusTime|\w+At)$/;

/** A value of a contract's error as people read it: times as they are in Korea, phases and stages by name. */
export function readableValue(name: string, value: string): string {
  if (name === "phase") return PHASES[Number(value)] ?? value;
  if (name === "stage") return BOARD_STAGES[Number(value)] ?? value;
  return TIMES.test(name) && Number(value) < 2 ** 48 ? timeInKorea(Number(value)) : value;
}
