import { setImmediate as nextTurn } from "node:timers/promises";
import { isSignedBy } from "../../sdk/chain/accountSignature.ts";
import {
  type BatchSignatures,
  newcomerBatchArgument,
  newcomerBatchDigest,
  newcomerBatchOf,
  signNewcomerBatch,
} from "../../sdk/chain/newcomerBatch.ts";
import { isVoucherOfKey } from "../../sdk/chain/offices.ts";
import { registryInterface } from "../../sdk/chain/townContracts.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { requestBatchSignature } from "../../sdk/enrolling/officeClient.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import type { RegistryView } from "./registryBook.ts";
import { now, type SignedBatch, type Submitting } from "./works.ts";

/** Milliseconds that the other office may take to sign, and for which it is not asked again if it did not. */
const PATIENCE = 5_000;
const SILENCE = 60_000;

/** Seconds that a voucher must still be valid to share a transaction: one that ended takes all others with it. */
const LASTING = 300;

/**
 * Of what waits, what one transaction shall bring (P12.13): newcomers of the same rolls, once the other office has signed
 * them as a whole; or, where there is none to ask or it does not sign, whatever waits, with its own vouchers. Those who
 * join no batch have every second transaction, so that no number of newcomers keeps them waiting. Whose voucher ends
 * soon goes alone, the first to end first, in every second transaction too.
 * @param waiting One enrolment of each resident.
 */
export async function jointBatch(
  works: Submitting,
  view: RegistryView,
  waiting: readonly StoredEnrolment[],
  size: number,
): Promise<readonly StoredEnrolment[]> {
  const { memory, partnerUrl, clock } = works;
  // The later of both clocks: a chain without blocks stands still.
  const soon = Math.max(view.head.timestamp, now(works)) + LASTING;
  const lasting = waiting.filter(({ file }) => file.expiresAt >= soon);
  const [first] = waiting
    .filter(({ file }) => file.expiresAt < soon)
    .sort((a, b) => a.file.expiresAt - b.file.expiresAt);
  memory.endingWent = first !== undefined && (lasting.length === 0 || memory.endingWent !== true);
  if (first !== undefined && memory.endingWent) return [first];
  const alone = lasting.slice(0, size);
  if (partnerUrl === undefined || clock() < (memory.partnerSilentUntil ?? 0)) return alone;
  const together = largestBatch(lasting);
  const { batch, unfit } = await fittingBatch(works, view, together, size);
  if (batch.length < 2) return alone;
  const others = lasting.filter((one) => !together.includes(one) || unfit.includes(one));
  if (others.length > 0 && memory.newcomersWent === true) {
    memory.newcomersWent = false;
    return others.slice(0, size);
  }
  memory.batch = await signedByBoth(works, view, batch, partnerUrl);
  memory.newcomersWent = memory.batch !== undefined;
  if (memory.newcomersWent) return batch;
  memory.partnerSilentUntil = clock() + SILENCE;
  return alone;
}

/** The first newcomers whom both offices of now gave their halves, each once: for one other the partner signs nobody. */
async function fittingBatch(
  { registry }: Submitting,
  { offices }: RegistryView,
  newcomers: readonly StoredEnrolment[],
  size: number,
): Promise<{ readonly batch: readonly StoredEnrolment[]; readonly unfit: readonly StoredEnrolment[] }> {
  const batch = new Map<string, StoredEnrolment>();
  const unfit: StoredEnrolment[] = [];
  for (const one of newcomers) {
    if (batch.size === size) break;
    const entry = entryOf(one.file);
    const isOf = (role: OfficeRole) => isVoucherOfKey(offices[role], entry[role], entry, registry);
    const fits = !batch.has(entry.approver.pseudonym) && isOf("registrar") && isOf("approver");
    if (fits) batch.set(entry.approver.pseudonym, one);
    else unfit.push(one);
    await nextTurn();
  }
  return { batch: [...batch.values()], unfit };
}

/** The call that enrols exactly these under both offices' signatures; nothing where these were not signed as a whole. */
export function jointCall({ memory, registry }: Submitting, items: readonly StoredEnrolment[]): string | undefined {
  if (memory.batch === undefined || items.length < 2 || !items.every(isNewcomer)) return undefined;
  if (new Set(items.map(rollsOf)).size > 1) return undefined;
  const batch = newcomerBatchOf(items.map(({ file }) => entryOf(file)));
  if (newcomerBatchDigest(batch, registry) !== memory.batch.digest) return undefined;
  return registryInterface.encodeFunctionData("enrolNewcomers", [
    newcomerBatchArgument(batch, memory.batch.signatures),
  ]);
}

function largestBatch(waiting: readonly StoredEnrolment[]): readonly StoredEnrolment[] {
  const byRolls = Map.groupBy(waiting.filter(isNewcomer), rollsOf);
  return [...byRolls.values()].reduce<readonly StoredEnrolment[]>((a, b) => (b.length > a.length ? b : a), []);
}

function isNewcomer({ file }: StoredEnrolment): boolean {
  return file.sequence === 1;
}

function rollsOf({ file }: StoredEnrolment): string {
  return String(file.rollIds);
}

/** Nothing where the other office gives no signature that the registry would take. */
async function signedByBoth(
  { role, keys, registry, sending }: Submitting,
  { offices }: RegistryView,
  items: readonly StoredEnrolment[],
  partnerUrl: string,
): Promise<SignedBatch | undefined> {
  const batch = newcomerBatchOf(items.map(({ file }) => entryOf(file)));
  const digest = newcomerBatchDigest(batch, registry);
  const partner = role === "registrar" ? "approver" : "registrar";
  const newcomers = items.map(({ file: { registrar, approver, identityCommitment, expiresAt, [partner]: half } }) => ({
    registrarPseudonym: registrar.pseudonym,
    approverPseudonym: approver.pseudonym,
    identityCommitment,
    expiresAt,
    signature: half.signature,
  }));
  const own = await signNewcomerBatch(keys, batch, registry);
  const request = { rollIds: batch.rollIds.map(String), newcomers, partnerSignature: own };
  try {
    const { signature } = await requestBatchSignature(partnerUrl, request, { timeout: PATIENCE, fetch });
    if (!(await isSignedBy(offices[partner], digest, signature, sending.chain.provider))) return undefined;
    return { digest, signatures: { [role]: own, [partner]: signature } as BatchSignatures };
  } catch (error) {
    if (error instanceof HanpyoError) return undefined;
    throw error;
  }
}
