import type { SendingMemory } from "./sending.ts";

/**
 * Writes what the chain could tell again. A full disk must not keep from the chain what was acknowledged, so the work
 * goes on without.
 */
export function tryToWrite(memory: Pick<SendingMemory, "storageFailure">, write: () => void): void {
  try {
    write();
    memory.storageFailure = undefined;
  } catch {
    memory.storageFailure = "STORAGE_FAILED";
  }
}
