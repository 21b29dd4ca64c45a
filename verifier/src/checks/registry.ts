import { tagged } from "../hash/tagged.ts";
import { type Claim, type FoldedKey, foldKey, refutedClaims } from "../pairing/groth16.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Enrolment, RollChange } from "../record/recordShape.ts";
import { append, emptyRoll, type RegistryRoll, remove, stateOf } from "../roll/registryRoll.ts";
import type { Case } from "./case.ts";
import type { Census } from "./consents.ts";

const BATCH = 512;
const COMPANION = 1n << 255n;

/** A registry, rebuilt change by change (P1). */
export interface Registry {
  readonly apply: (change: RollChange, index: number) => void;
  /** The roll of the election at a time, once all changes are in; `undefined` if it has no checkpoint so early. */
  readonly census: () => Census | undefined;
}

/** What the registry knows of a resident (P1.10). */
type Resident = Pick<Enrolment, "approverPseudonym" | "sequence" | "identityCommitment" | "rollIds">;

const rising = (ids: readonly bigint[]): boolean => ids.every((id, i) => i === 0 || id > ids[i - 1]!);

/** An empty registry, that of an election over its own roll. */
export const openRegistry = (at: Case): Registry => {
  const { ledger } = at;
  const { chainId, constitution } = at.record;
  const { rolls: registry, rollId, schedule } = constitution;
  const key: FoldedKey = foldKey(at.keys.enrolment, 2, []);
  const residents = new Map<bigint, Resident>();
  const pseudonyms = new Map<bigint, bigint>();
  const used = new Set<bigint>();
  const rolls = new Map<bigint, RegistryRoll>();
  const waiting: { readonly name: string; readonly claim: Claim }[] = [];
  let census: Census | undefined;
  let lastTime = 0;

  const rollOf = (id: bigint): RegistryRoll => {
    const roll = rolls.get(id) ?? emptyRoll();
    rolls.set(id, roll);
    return roll;
  };

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ name }, i) => {
      ledger.check("P1.3 proofs of enrolments", !faults.has(i), () => `${name}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  const checkProof = (enrolment: Enrolment, name: string): void => {
    const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof } = enrolment;
    if (!proof) return;
    const context =
      tagged(
        "hanpyo.enrolment.v1",
        chainId,
        registry,
        registrarPseudonym,
        approverPseudonym,
        BigInt(sequence),
        identityCommitment,
      ) >> 8n;
    waiting.push({ name, claim: { proof: proofOf(proof), live: [identityCommitment, context] } });
    if (waiting.length >= BATCH) proveWaiting();
  };

  const checkEnrolment = (enrolment: Enrolment, name: string): void => {
    const { registrarPseudonym, approverPseudonym, sequence, identityCommitment, rollIds, proof } = enrolment;
    const check = (holds: boolean, told: string): boolean =>
      ledger.check("P1.4 enrolments", holds, () => `${name}: ${told}`);
    const before = residents.get(registrarPseudonym);
    const removal = identityCommitment === 0n;

    check(sequence === (before?.sequence ?? 0) + 1, `sequence ${sequence} after ${before?.sequence ?? 0}`);
    const pair = pseudonyms.get(approverPseudonym);
    const paired = before
      ? before.approverPseudonym === approverPseudonym && pair === registrarPseudonym
      : pair === undefined;
    check(paired, "pseudonyms of two residents");
    check(removal ? rollIds.length === 0 && proof === null : rollIds.length > 0 && proof !== null, "rolls and proof");
    check(rising(rollIds), "its rolls do not rise");
    const companions = rollIds.filter((id) => id >= COMPANION);
    check(companions.length === 0 || sequence === 1, "a companion group after the first enrolment");
    check(
      companions.every((id) => rollIds.includes(id - COMPANION)),
      "a companion group without its roll",
    );
    check(removal || !used.has(identityCommitment), "its commitment was used before");
  };

  const enrol = (enrolment: Enrolment, name: string, touched: Set<bigint>): void => {
    const { registrarPseudonym, approverPseudonym, identityCommitment, rollIds } = enrolment;
    checkEnrolment(enrolment, name);
    checkProof(enrolment, name);

    const before = residents.get(registrarPseudonym);
    for (const id of before?.rollIds ?? []) {
      remove(rollOf(id), before!.identityCommitment);
      touched.add(id);
    }
    for (const id of rollIds) {
      append(rollOf(id), identityCommitment);
      touched.add(id);
    }
    if (identityCommitment !== 0n) used.add(identityCommitment);
    residents.set(registrarPseudonym, enrolment);
    pseudonyms.set(approverPseudonym, registrarPseudonym);
  };

  const apply = ({ enrolments, checkpoints }: RollChange, index: number): void => {
    const touched = new Set<bigint>();
    enrolments.forEach((enrolment, place) => enrol(enrolment, `enrolment ${place} of change ${index}`, touched));

    for (const { rollId: id, time, root, depth, activeMembers } of checkpoints) {
      const state = stateOf(rollOf(id));
      const same = state.root === root && state.depth === depth && state.activeMembers === activeMembers;
      ledger.check(
        "P1.5 checkpoints",
        same && touched.delete(id),
        () => `roll ${id}, change ${index}: root ${state.root}`,
      );
      ledger.check("P1.5 checkpoints", time >= lastTime, () => `change ${index} goes back in time`);
      lastTime = Math.max(lastTime, time);
      if (id === rollId && time <= schedule.censusTime) census = { time, root, depth, activeMembers };
    }
    ledger.check("P1.5 checkpoints", touched.size === 0, () => `change ${index} has none of roll ${[...touched][0]}`);
  };

  return {
    apply,
    census: () => {
      proveWaiting();
      return census;
    },
  };
};
