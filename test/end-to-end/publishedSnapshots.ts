import type { Identity } from "@semaphore-protocol/core";
import type { Signer } from "ethers";
import { provingFiles } from "../../scripts/checkout/circuitFiles.ts";
import type { Offices } from "../../scripts/rehearsal/enrolment.ts";
import { read, send } from "../../sdk/chain/contracts.ts";
import { enrolmentContext, pseudonymOf } from "../../sdk/chain/offices.ts";
import {
  type PublishedRollsId,
  publishedRollsAt,
  publishSnapshot,
  type SignedSnapshot,
  signSnapshot,
  signWithdrawal,
  withdrawSnapshot,
} from "../../sdk/chain/publishedRolls.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import { entryToBytes } from "../../sdk/election/snapshotEntry.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { childrenOf, entryOf, filed, shown, snapshotOf } from "../contracts/registry/publishedFixture.ts";

/** Who publishes where, and who pays. */
export type Publishing = {
  readonly offices: Offices;
  readonly id: PublishedRollsId;
  /** Whose offices publish. */
  readonly registry: string;
  readonly sender: Signer;
  /** Unix seconds. */
  readonly expiresAt: number;
};

/** The entries of residents, with their proofs of knowledge for one contract of published rolls. */
export async function provedEntries(identities: readonly Identity[], { offices, id }: Publishing) {
  const entries: Uint8Array[] = [];
  for (const [number, identity] of identities.entries()) {
    const [registrarPseudonym, approverPseudonym] = [offices.registrar, offices.approver].map((office) =>
      pseudonymOf(office, `resident ${number}`),
    ) as [string, string];
    const facts = { sequence: 1, identityCommitment: identity.commitment };
    const bound = { chainId: id.chainId, registry: id.rolls };
    const context = enrolmentContext(bound, registrarPseudonym, approverPseudonym, facts);
    const { proof } = await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context);
    entries.push(entryToBytes({ ...facts, registrarPseudonym, approverPseudonym, proof }));
  }
  return Buffer.concat(entries);
}

/** Publishes a snapshot that both offices sign. */
export async function publishSigned(
  snapshot: SignedSnapshot,
  [left, right]: readonly [string, string],
  { offices, id, sender }: Publishing,
): Promise<void> {
  const registrar = await signSnapshot(offices.registrar, snapshot, id);
  const approver = await signSnapshot(offices.approver, snapshot, id);
  await publishSnapshot(id.rolls, snapshot, { left, right }, { registrar, approver }, sender);
}

/** Publishes snapshot 1, which holds two entries of one resident, and shows them; and snapshot 2, which is withdrawn. */
export async function publishAndFall(rollId: bigint, publishing: Publishing): Promise<void> {
  const { offices, id, registry, sender, expiresAt } = publishing;
  const { registrarPseudonym } = entryOf(1);
  const twice = filed([entryOf(0), entryOf(1), entryOf(2, { registrarPseudonym })]);
  const snapshot = snapshotOf(twice.tree, 3, { rollId, expiresAt });
  await publishSigned(snapshot, childrenOf(twice.tree), publishing);
  await send(publishedRollsAt(id.rolls, sender), "challengePair", rollId, shown(twice, 1), shown(twice, 2));

  await publishSigned({ ...snapshot, sequence: 2n }, childrenOf(twice.tree), publishing);
  const signature = await signWithdrawal(offices.registrar, { rollId, sequence: 2n }, id);
  const office = await read<string>(registryAt(registry, sender), "registrar");
  await withdrawSnapshot(id.rolls, rollId, { office, signature }, sender);
}
