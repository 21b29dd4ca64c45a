import { poseidon2 } from "poseidon-lite";
import type { ShownFault } from "../../../sdk/chain/challengeSnapshot.ts";
import { ENTRY_BYTES, WORD, wordAt } from "../../../sdk/election/snapshotEntry.ts";
import { depthOf, word } from "../../../sdk/election/snapshotTree.ts";
import { firstTwins } from "../../../sdk/election/snapshotTwins.ts";
import { isPossible } from "../../../sdk/verify/snapshotChecks.ts";
import { type OpenedSnapshot, openingAt, shownEntry, stepsFrom } from "./openedSnapshot.ts";

/** A fault with the words for where it is. */
export type FoundFault = { readonly place: string; readonly shown: ShownFault };

/**
 * The first thing of a snapshot that the contract would void it for, but for its proofs (P13.3): more or fewer entries
 * than active members, an impossible entry, twins, a node that is not the hash of its children.
 */
export function firstFault(opened: OpenedSnapshot, activeMembers: number): FoundFault | undefined {
  if (opened.count !== activeMembers) return wrongKind(opened, activeMembers);
  return impossible(opened) ?? twins(opened) ?? wrongNode(opened);
}

/** That an entry is none, or that its proof does not hold. */
export function invalidEntry(opened: OpenedSnapshot, place: number): FoundFault {
  return { place: `entry ${place}`, shown: { fault: "EntryInvalid", entry: shownEntry(opened, place) } };
}

function impossible(opened: OpenedSnapshot): FoundFault | undefined {
  for (let place = 0; place < opened.count; place++) {
    const entry = opened.entries.subarray(place * ENTRY_BYTES, (place + 1) * ENTRY_BYTES);
    if (!isPossible(entry)) return invalidEntry(opened, place);
  }
  return undefined;
}

/** One word of every entry. */
function columnOf({ entries, count }: OpenedSnapshot, column: number): Buffer {
  const words = Buffer.alloc(count * WORD);
  for (let place = 0; place < count; place++) {
    const at = place * ENTRY_BYTES + column * WORD;
    words.set(entries.subarray(at, at + WORD), place * WORD);
  }
  return words;
}

function twins(opened: OpenedSnapshot): FoundFault | undefined {
  for (const column of [0, 1, 3]) {
    const found = firstTwins(columnOf(opened, column));
    if (found === undefined) continue;
    const [first, second] = [shownEntry(opened, found[0]), shownEntry(opened, found[1])];
    return { place: `entries ${found[0]} and ${found[1]}`, shown: { fault: "EntriesAlike", first, second } };
  }
  return undefined;
}

function wrongNode(opened: OpenedSnapshot): FoundFault | undefined {
  const { values } = opened.tree;
  // A leaf's value is its entry's commitment, whatever a file of leaves says.
  let below = columnOf(opened, 3);
  for (let level = 1; level < values.length; level++) {
    const own = values[level] as Uint8Array;
    const standing = Buffer.alloc(own.length);
    for (let index = 0; index * WORD < own.length; index++) {
      const isPair = (2 * index + 1) * WORD < below.length;
      if (isPair && poseidon2([wordAt(below, 2 * index), wordAt(below, 2 * index + 1)]) !== wordAt(own, index)) {
        return nodeFault(opened, level, index);
      }
      standing.set(isPair ? word(own, index) : word(below, 2 * index), index * WORD);
    }
    below = standing;
  }
  return undefined;
}

function nodeFault(opened: OpenedSnapshot, level: number, index: number): FoundFault {
  const left = openingAt(opened, level - 1, 2 * index);
  const right = openingAt(opened, level - 1, 2 * index + 1);
  const openings = [openingAt(opened, level, index), left, right] as const;
  const path = stepsFrom(opened, level, index);
  return { place: `node ${index} of level ${level}`, shown: { fault: "NodeWrong", level, index, path, openings } };
}

/** A place in a tree of that many leaves. */
type Place = { readonly level: number; readonly index: number; readonly leaves: number };

/**
 * Where an entry stands in the place of a node, or a node in that of an entry. Both trees are walked down from the top
 * by the side on which the numbers of leaves differ: as many leaves are always the same shape.
 */
function wrongKind(opened: OpenedSnapshot, activeMembers: number): FoundFault {
  let claimed = own({ level: depthOf(activeMembers), index: 0, leaves: activeMembers });
  let actual = own({ level: depthOf(opened.count), index: 0, leaves: opened.count });
  while (claimed.level > 0 && actual.level > 0) {
    const side = below(child(claimed, 0)) === below(child(actual, 0)) ? 1 : 0;
    [claimed, actual] = [child(claimed, side), child(actual, side)];
  }
  const { level, index } = claimed;
  const opening = openingAt(opened, actual.level, actual.index);
  const path = stepsFrom(opened, actual.level, actual.index);
  const shown: ShownFault = { fault: "NodeWrong", level, index, path, openings: [opening, opening, opening] };
  return { place: `place ${index} of level ${level}: ${opened.count} entries`, shown };
}

function child({ level, index, leaves }: Place, side: 0 | 1): Place {
  return own({ level: level - 1, index: 2 * index + side, leaves });
}

/** The place whose digest stands here: a node without a right child is its left child. */
function own({ level, index, leaves }: Place): Place {
  let [at, place] = [level, index];
  while (at > 0 && (2 * place + 1) * 2 ** (at - 1) >= leaves) [at, place] = [at - 1, 2 * place];
  return { level: at, index: place, leaves };
}

/** Leaves below a place. */
function below({ level, index, leaves }: Place): number {
  return Math.min(leaves, (index + 1) * 2 ** level) - index * 2 ** level;
}
