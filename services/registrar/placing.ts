import { tryToWrite } from "../sending/tryToWrite.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import type { RegistryView } from "./registryBook.ts";
import type { Submitting } from "./works.ts";

/** Places every enrolment where the chain has it now; a reorganisation sends it back to waiting. */
export function placeEnrolments(works: Submitting, view: RegistryView): void {
  for (const stored of undecided(works, view)) {
    const placed = { ...stored, ...placeOf(stored, view) };
    const { state, block, refusal } = placed;
    if (state === stored.state && block === stored.block && refusal === stored.refusal) continue;
    tryToWrite(works.sending.memory, () => works.store.putEnrolment(placed));
    works.reached("round.placed");
  }
}

/** Enrolments that may still come to stand elsewhere. What the contract refused may be taken until its voucher ends. */
export function undecided({ store }: Submitting, { head }: RegistryView): readonly StoredEnrolment[] {
  return [...store.unsettled(), ...store.refusedUntil(head.timestamp)];
}

/** Whether the resident has another enrolment of this sequence, or a later one. */
export function isOvertaken({ file: { sequence, registrar } }: StoredEnrolment, view: RegistryView): boolean {
  return (view.standing("registrar", registrar.pseudonym)?.sequence ?? 0) >= sequence;
}

function placeOf(stored: StoredEnrolment, view: RegistryView): Pick<StoredEnrolment, "state" | "block" | "refusal"> {
  const block = view.blockOf(stored.identityCommitment);
  if (block !== undefined) {
    return { state: block <= view.final ? "final" : "included", block, refusal: null };
  }
  if (isOvertaken(stored, view)) return { state: "refused", block: null, refusal: "SEQUENCE_MOVED" };
  // The contract would say so: nothing is sent for it.
  const isOver = stored.state === "waiting" && view.head.timestamp >= stored.file.expiresAt;
  if (isOver) return { state: "refused", block: null, refusal: "REFUSED_VOUCHER_EXPIRED" };
  if (stored.state === "included") return { state: "waiting", block: null, refusal: null };
  return stored;
}
