import { SCALAR_FIELD } from "../field/primes.ts";
import { addressInAnyCase, bytes32, decimal, integer, list, type Of, object, pattern, word } from "./shape.ts";

const number = decimal(1n << 256n);
const file = object({ file: pattern(/^[a-z]+(-[0-9]{5})?\.bin$/), sha256: pattern(/^[0-9a-f]{64}$/) });

/** `index.json` of a snapshot's folder (docs/record.md, section 8). */
export const snapshotIndexShape = object({
  format: word("hanpyo-roll-snapshot-1"),
  chainId: number,
  rolls: addressInAnyCase,
  rollId: number,
  sequence: number,
  activeMembers: integer(2, 2 ** 32 - 1),
  depth: integer(1, 32),
  root: decimal(SCALAR_FIELD),
  contentRoot: bytes32,
  children: list(bytes32, 2, 2),
  crown: file,
  shards: list(file),
  entries: list(file),
});

export type SnapshotIndex = Of<typeof snapshotIndexShape>;
