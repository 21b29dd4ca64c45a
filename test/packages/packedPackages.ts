import { packAll } from "../../scripts/packages/pack.ts";

let packed: ReturnType<typeof packAll> | undefined;

/** The packages, staged and packed once for all test files of a process. */
export function packedPackages(): ReturnType<typeof packAll> {
  packed ??= packAll();
  return packed;
}
