import { tagged } from "../hash/tagged.ts";
import { type Claim, foldKey, refutedClaims } from "../pairing/groth16.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Enrolment, RollChange } from "../record/recordShape.ts";
import { emptyBook, enrol, enrolmentFaults, rollIn } from "../roll/registryBook.ts";
import { stateOf } from "../roll/registryRoll.ts";
import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

/** How many proofs are checked in one equation. */
const BATCH = 512;

/** A registry, rebuilt change by change (P1). */
export interface Registry {
  readonly apply: (change: RollChange, index: number) => void;
  /** The roll of the election at its census, once all changes are in; `undefined` if it has no checkpoint so early. */
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

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ name }, i) => {
      ledger.check("P1.3 proofs of enrolments", !faults.has(i), () => `${name}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  const checkProof = (enrolment: Enrolment, name: string): void => {
    const { identityCommitment, proof } = enrolment;
    const due = (identityCommitment === 0n) === (proof === null);
    ledger.check("P1.3 proofs of enrolments", due, () => `${name} has a proof exactly where it should not`);
    if (!proof) return;
    const live = [identityCommitment, enrolmentContext(chainId, registry, enrolment)];
    waiting.push({ name, claim: { proof: proofOf(proof), live } });
    if (waiting.length >= BATCH) proveWaiting();
  };

  const apply = ({ enrolments, checkpoints }: RollChange, index: number): void => {
    const changed = new Set<bigint>();
    enrolments.forEach((enrolment, place) => {
      const name = `enrolment ${place} of change ${index}`;
      const faults = enrolmentFaults(book, enrolment);
      ledger.check("P1.4 enrolments", faults.length === 0, () => `${name}: ${faults.join("; ")}`);
      checkProof(enrolment, name);
      for (const id of enrol(book, enrolment)) changed.add(id);
    });

    for (const { rollId: id, time, root, depth, activeMembers } of checkpoints) {
      const state = stateOf(rollIn(book, id));
      const same = state.root === root && state.depth === depth && state.activeMembers === activeMembers;
      const right = same && changed.delete(id) && time >= lastTime;
      ledger.check("P1.5 checkpoints", right, () => `roll ${id} after change ${index} has root ${state.root}`);
      lastTime = Math.max(lastTime, time);
      if (id === rollId && time <= schedule.censusTime) census = { time, root, depth, activeMembers };
    }
    const left = [...changed][0];
    ledger.check("P1.5 checkpoints", left === undefined, () => `change ${index} has none of roll ${left}`);
  };

  return {
    apply,
    census: () => {
      proveWaiting();
      return census;
    },
  };
};
