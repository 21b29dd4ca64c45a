import { formatTracker } from "./tracker.ts";

/** The first 128 bits of a hash as people read it to one another, in the notation of trackers (P5.6). */
export function fingerprintOf(hash: string): string {
  return formatTracker(BigInt(hash) >> 128n);
}
