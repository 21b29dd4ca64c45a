import type { RollChange, Snapshot } from "../record/recordShape.ts";
import { arrayAt, type ChainEvent, eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import type { Ask } from "./rpc.ts";

type Enrolment = RollChange["enrolments"][number];
type Checkpoint = RollChange["checkpoints"][number];

/** Blocks from and to which a chain is read, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const enrolmentOf = (event: ChainEvent): Enrolment => {
  const [sequence, identityCommitment] = event.words;
  return {
    registrarPseudonym: event.indexed[0]!,
    approverPseudonym: event.indexed[1]!,
    sequence: Number(sequence),
    identityCommitment: identityCommitment!,
    rollIds: arrayAt(event, 2, 1).flat(),
    proof: identityCommitment === 0n ? null : event.words.slice(3, 11),
  };
};

const checkpointOf = ({ indexed, words }: ChainEvent): Checkpoint => {
  const [time, depth, activeMembers, root] = words;
  return {
    rollId: indexed[0]!,
    time: Number(time),
    depth: Number(depth),
    activeMembers: Number(activeMembers),
    root: root!,
  };
};

/** What each transaction changed in a registry's rolls, in order; of one roll's checkpoints in it the last. */
export async function* changesOnChain(ask: Ask, registry: bigint, { from, to }: Range): AsyncGenerator<RollChange> {
  let transaction = "";
  let enrolments: Enrolment[] = [];
  let checkpoints = new Map<bigint, Checkpoint>();

  for await (const log of logsOf(ask, registry, from, to)) {
    const event = eventOf(log);
    if (event?.name !== "ResidentEnrolled" && event?.name !== "CheckpointWritten") continue;
    if (log.transaction !== transaction) {
      if (enrolments.length + checkpoints.size > 0) yield { enrolments, checkpoints: [...checkpoints.values()] };
      transaction = log.transaction;
      enrolments = [];
      checkpoints = new Map();
    }
    if (event.name === "ResidentEnrolled") enrolments.push(enrolmentOf(event));
    else checkpoints.set(event.indexed[0]!, checkpointOf(event));
  }
  if (enrolments.length + checkpoints.size > 0) yield { enrolments, checkpoints: [...checkpoints.values()] };
}

const FAULTS = ["EntryInvalid", "EntriesAlike", "NodeWrong"] as const;

/** Every snapshot of one published roll, in order, with what became of it. */
export const snapshotsOnChain = async (
  ask: Ask,
  rolls: bigint,
  rollId: bigint,
  { from, to }: Range,
  timeOf: (block: number) => Promise<number>,
): Promise<readonly Snapshot[]> => {
  const snapshots: Snapshot[] = [];
  const fell = (sequence: bigint, fallen: Snapshot["fallen"]): void => {
    const place = snapshots.findIndex((snapshot) => snapshot.sequence === sequence);
    if (place >= 0) snapshots[place] = { ...snapshots[place]!, fallen };
  };

  for await (const log of logsOf(ask, rolls, from, to)) {
    const event = eventOf(log);
    if (!event?.name.startsWith("Snapshot") || event.indexed[0] !== rollId) continue;
    const at = { block: log.block, time: await timeOf(log.block) };
    const [sequence, second, contentRoot, members, depth, finalAt] = event.words;
    if (event.name === "SnapshotVoided") fell(sequence!, { at, fault: FAULTS[Number(second)]! });
    else if (event.name === "SnapshotWithdrawn") fell(sequence!, { at, withdrawnBy: second! });
    else {
      snapshots.push({
        at,
        sequence: sequence!,
        root: second!,
        contentRoot: contentRoot!,
        activeMembers: Number(members),
        depth: Number(depth),
        finalAt: Number(finalAt),
        fallen: null,
      });
    }
  }
  return snapshots;
};
