import { tagged } from "../hash/tagged.ts";
import { type Claim, foldKey } from "../pairing/groth16.ts";
import { refutedClaims } from "../pairing/groth16Batch.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Enrolment, RollChange } from "../record/recordShape.ts";
import type { CheckName } from "../report/checkNames.ts";
import { inKorea } from "../report/inKorea.ts";
import { type EnrolmentFault, emptyBook, enrol, enrolmentFaults, rollIn } from "../roll/registryBook.ts";
import { stateOf } from "../roll/registryRoll.ts";
import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

const PROOFS = "P1.3 each resident proved to know its identity's secret";
const CHECKPOINTS = "P1.5 each checkpoint is its roll as the enrolments give it";

const FAULTS: readonly (readonly [EnrolmentFault, CheckName])[] = [
  ["sequence", "P1.4 each resident's vouchers follow one another"],
  ["pairing", "P1.4 both offices' pseudonyms of a resident stay paired"],
  ["rolls", "P1.4 rolls are named in order, none by a removal"],
  ["companions", "P1.9 companion groups take first identities alone, each beside its roll"],
  ["commitment", "P1.4 no identity commitment is used twice"],
];

/** A registry, rebuilt change by change (P1). */
export interface Registry {
  readonly apply: (change: RollChange, index: number) => void;
  /** The time of the latest checkpoint, and the roll of the election at its census, once all changes are in; `undefined` if it has no checkpoint so early. */
  readonly lastTime: () => number;
  readonly census: () => Census | undefined;
}

/** `H("hanpyo.enrolment.v1", ...) >> 8` (P1.3), `registry` being the contract that enrols. */
export const enrolmentContext = (
  chainId: bigint,
  registry: bigint,
  { registrarPseudonym, approverPseudonym, sequence, identityCommitment }: Omit<Enrolment, "proof" | "rollIds">,
): bigint => {
  const words = [registrarPseudonym, approverPseudonym, BigInt(sequence), identityCommitment];
  return tagged("hanpyo.enrolment.v1", chainId, registry, ...words) >> 8n;
};

/** An empty registry, that of an election over its own roll. */
export const openRegistry = (at: Case): Registry => {
  const { ledger } = at;
  const { chainId, constitution } = at.record;
  const { rolls: registry, rollId, schedule } = constitution;
  const key = foldKey(at.keys.enrolment, 2, []);
  const book = emptyBook();
  const waiting: { readonly name: string; readonly claim: Claim }[] = [];
  let census: Census | undefined;
  let lastTime = 0;

  ledger.present((check) => check.startsWith("P1."));

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ name }, i) => {
      ledger.check(PROOFS, !faults.has(i), () => `${name}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  const checkProof = (enrolment: Enrolment, name: string): void => {
    const { identityCommitment, proof } = enrolment;
    const due = (identityCommitment === 0n) === (proof === null);
    if (!due) ledger.check(PROOFS, false, () => `${name} has a proof exactly where it should not`);
    if (!proof || !due) return;
    const live = [identityCommitment, enrolmentContext(chainId, registry, enrolment)];
    waiting.push({ name, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= at.batch) proveWaiting();
  };

  const apply = ({ enrolments, checkpoints }: RollChange, index: number): void => {
    const changed = new Set<bigint>();
    enrolments.forEach((enrolment, place) => {
      const name = `enrolment ${place} of entry ${index}`;
      const faults = enrolmentFaults(book, enrolment);
      for (const [fault, check] of FAULTS) ledger.check(check, !faults.includes(fault), () => name);
      checkProof(enrolment, name);
      for (const id of enrol(book, enrolment)) changed.add(id);
    });

    for (const { rollId: id, time, root, depth, activeMembers } of checkpoints) {
      const state = stateOf(rollIn(book, id));
      const same = state.root === root && state.depth === depth && state.activeMembers === activeMembers;
      ledger.check(CHECKPOINTS, same && changed.delete(id), () => `roll ${id} after entry ${index}`);
      ledger.check(
        "P1.5 checkpoints follow one another in time",
        time >= lastTime,
        () => `entry ${index} at ${inKorea(time)}`,
      );
      lastTime = Math.max(lastTime, time);
      if (id === rollId && time <= schedule.censusTime) census = { time, root, depth, activeMembers };
    }
    ledger.check(CHECKPOINTS, changed.size === 0, () => `entry ${index} has none of a roll that it changed`);
  };

  return {
    apply,
    lastTime: () => lastTime,
    census: () => {
      proveWaiting();
      return census;
    },
  };
};
