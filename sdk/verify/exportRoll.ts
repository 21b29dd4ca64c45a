import type { Provider } from "ethers";
import { read } from "../chain/contracts.ts";
import {
  challengePeriodOf,
  isPublishedRolls,
  type PlacedSnapshot,
  publishedRollsAt,
  readSnapshots,
  type SnapshotFall,
} from "../chain/publishedRolls.ts";
import { type PlacedTransaction, readRollHistory } from "../chain/roll.ts";
import type { Constitution } from "../election/constitution.ts";
import type { PublishedRecord } from "./record.ts";

type Moment = PublishedRecord["created"];
type Placed = { readonly blockNumber: number };

/** Where an election's roll comes from, with its history; `events` are those that the record dates. */
export type RollSource =
  | { readonly kind: "registry"; readonly history: readonly PlacedTransaction[]; readonly events: readonly Placed[] }
  | PublishedSource;

type PublishedSource = {
  readonly kind: "published";
  readonly registry: string;
  readonly challengePeriod: number;
  readonly snapshots: readonly PlacedSnapshot[];
  readonly events: readonly Placed[];
};

/** Reads the history of what a constitution names as its rolls (P1, P13), from one block to another. */
export async function readRollSource(
  { rolls, rollId }: Pick<Constitution, "rolls" | "rollId">,
  provider: Provider,
  lastBlock: number,
  firstBlock?: number,
): Promise<RollSource> {
  if (!(await isPublishedRolls(rolls, provider))) {
    return { kind: "registry", history: await readRollHistory(rolls, provider, lastBlock, firstBlock), events: [] };
  }
  const registry = await read<string>(publishedRollsAt(rolls, provider), "registry");
  const challengePeriod = await challengePeriodOf(rolls, provider);
  const snapshots = await readSnapshots(rolls, rollId, provider, lastBlock, firstBlock);
  const events = snapshots.flatMap((snapshot) => (snapshot.fallen ? [snapshot, snapshot.fallen] : [snapshot]));
  return { kind: "published", registry, challengePeriod, snapshots, events };
}

/** Published snapshots as a record spells them. */
export function publishedJson(
  { registry, challengePeriod, snapshots }: PublishedSource,
  at: (event: Placed) => Moment,
): PublishedRecord["published"] {
  return {
    registry,
    challengePeriod,
    snapshots: snapshots.map(({ blockNumber, sequence, root, contentRoot, fallen, ...counts }) => ({
      at: at({ blockNumber }),
      sequence: String(sequence),
      root: String(root),
      contentRoot,
      ...counts,
      fallen: fallen === undefined ? null : fallJson(fallen, at),
    })),
  };
}

function fallJson({ blockNumber, ...reason }: SnapshotFall, at: (event: Placed) => Moment) {
  return { at: at({ blockNumber }), ...reason };
}
