import { nodesError, nodesWords } from "../../sdk/chain/nodesError.ts";
import { failureCode } from "./failureCode.ts";

/** A service's work in the background, round after round. */
export type Rounds = {
  /** One round; while one runs, the end of that one. Never throws. */
  work(): Promise<void>;
  /** Goes on by itself, every so many milliseconds; 0 for only when told. */
  repeat(interval: number): void;
  /** Resolves when the last round has ended. */
  stop(): Promise<void>;
};

/** What is known of the last round. */
export type RoundMemory = {
  /** Code of its failure; nothing if it went well. */
  failure?: string | undefined;
  /** What the node said then, in its own words, if it said anything. */
  said?: string | undefined;
  /** When one last went well, or the service began; milliseconds of its clock. */
  roundEndedAt?: number;
};

/** Rounds of an action. What it throws is remembered as a code, and told. */
export function roundsOf(
  action: () => Promise<void>,
  memory: RoundMemory,
  say: (line: string) => void = () => {},
  clock: () => number = Date.now,
): Rounds {
  memory.roundEndedAt ??= clock();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    try {
      await action();
      [memory.failure, memory.said, memory.roundEndedAt] = [undefined, undefined, clock()];
    } catch (error) {
      memory.failure = failureCode(error);
      memory.said = nodesError(error) === undefined ? undefined : nodesWords(error);
      say(`This round failed: ${memory.failure}${memory.said === undefined ? "" : `; the node says: ${memory.said}`}`);
    }
  }

  function work(): Promise<void> {
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    work,
    repeat(interval) {
      if (interval > 0) timer = setInterval(work, interval);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
