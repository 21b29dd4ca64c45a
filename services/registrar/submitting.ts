import {
  type EntryWithoutEarlier,
  leavesOfRollsLeft,
  type RollTrees,
  withEarlier,
} from "../../sdk/chain/earlierEnrolment.ts";
import { enrolmentEntries } from "../../sdk/chain/offices.ts";
import { registryInterface } from "../../sdk/chain/townContracts.ts";
import type { Code } from "../../sdk/codes.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { readBalance } from "../sending/account.ts";
import { type Cargo, sendDue } from "../sending/sender.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { jointBatch, jointCall } from "./jointBatch.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import { isOvertaken, placeEnrolments, undecided } from "./placing.ts";
import type { RegistryView } from "./registryBook.ts";
import { rollTrees } from "./rollTrees.ts";
import type { Submitting } from "./works.ts";

/** Every enrolment costs more: a proof's pairing, a hash of the tree, and words that are written for the first time. */
const LEAST_GAS = 60_000n;

/** Refusals that say that the book's records, sequences or siblings are not the chain's. */
const BOOK_WRONG = [
  "REFUSED_RESIDENT_RECORD_DIFFERS",
  "REFUSED_SEQUENCE_NOT_NEXT",
  "REFUSED_SIBLINGS_MISSING",
  "REFUSED_WRONG_SIBLING_NODES",
] satisfies readonly Code[] as readonly string[];

/** Milliseconds that the book is kept at the least after it was forgotten. */
const BOOK_KEPT = 60_000;

/**
 * One round of an office that submits: places what is on the chain, then sends what waits.
 * Throws ethers' errors where the node fails.
 */
export async function submitDue(works: Submitting, view: RegistryView): Promise<void> {
  placeEnrolments(works, view);
  await readBalance(works.sending);
  await sendDue(works.sending, enrolmentCargo(works, view), view.head);
}

/** Acknowledged enrolments as what is sent: the next of each resident. */
function enrolmentCargo(works: Submitting, view: RegistryView): Cargo<StoredEnrolment> {
  let trees: RollTrees = new Map();
  return {
    leastGasOf: () => LEAST_GAS,
    waiting: () => undecided(works, view).filter((one) => isMissing(one, view)),
    keyOf: enrolmentKey,
    async ready(waiting, size) {
      const batch = await jointBatch(works, view, nextOfEach(waiting), size);
      trees = await rollTrees(leavesOfRollsLeft(view.history(), entriesOf(batch)));
      return batch;
    },
    callOf: (batch) => ({ to: works.registry.registry, data: jointCall(works, batch) ?? enrol(batch, view, trees) }),
    refused: (one, code) => noteRefusal(works, one, code),
  };
}

/** Names an enrolment as long as it waits. */
export function enrolmentKey({ identityCommitment }: Pick<StoredEnrolment, "identityCommitment">): string {
  return String(identityCommitment);
}

function isMissing(stored: StoredEnrolment, view: RegistryView): boolean {
  return view.blockOf(stored.identityCommitment) === undefined && !isOvertaken(stored, view);
}

/** Of each resident the lowest sequence: the chain takes a later one only after it. */
function nextOfEach(waiting: readonly StoredEnrolment[]): readonly StoredEnrolment[] {
  const byResident = Map.groupBy(waiting, ({ file }) => file.registrar.pseudonym);
  return [...byResident.values()].map((all) => all.reduce((a, b) => (b.file.sequence < a.file.sequence ? b : a)));
}

function enrol(batch: readonly StoredEnrolment[], view: RegistryView, trees: RollTrees): string {
  const entries = withEarlier(view.history(), entriesOf(batch), trees);
  return registryInterface.encodeFunctionData("enrol", [enrolmentEntries(entries)]);
}

function entriesOf(batch: readonly StoredEnrolment[]): readonly EntryWithoutEarlier[] {
  return batch.map(({ file }) => entryOf(file));
}

/** What the contract itself refuses is said to whoever asks, and tried again later; of anything else the node may err. */
function noteRefusal(works: Submitting, one: StoredEnrolment, code: string | undefined): void {
  if (code !== undefined && BOOK_WRONG.includes(code)) forgetBook(works);
  if (code === undefined || code === one.refusal) return;
  tryToWrite(works.sending.memory, () => works.store.putEnrolment({ ...one, state: "refused", refusal: code }));
  works.reached("round.refused");
}

/** A book that was deceived or is behind is read anew, though not for each of many refusals. */
function forgetBook({ book, memory, clock }: Submitting): void {
  if (memory.forgottenAt !== undefined && clock() - memory.forgottenAt < BOOK_KEPT) return;
  memory.forgottenAt = clock();
  book.forget();
}
