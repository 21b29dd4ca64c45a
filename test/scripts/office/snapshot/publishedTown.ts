import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Identity } from "@semaphore-protocol/core";
import { Wallet } from "ethers";
import { provingFiles, verificationKey } from "../../../../scripts/checkout/circuitFiles.ts";
import { newFileText } from "../../../../scripts/electionFile/newFile.ts";
import { newTrustees, type Trustee } from "../../../../scripts/rehearsal/ceremony.ts";
import { type LocalChain, startLocalChain } from "../../../../scripts/rehearsal/localChain.ts";
import type { RegistryId } from "../../../../sdk/chain/offices.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { enrolWithOffices } from "../../../../sdk/enrolling/enrolWithOffices.ts";
import type { OfficeRole } from "../../../../sdk/enrolling/officeAnswers.ts";
import { newCode } from "../../../../sdk/enrolling/oneTimeCode.ts";
import { fileAtOffices } from "../../../../sdk/enrolling/submission.ts";
import { proveEnrolment } from "../../../../sdk/proofs/enrolmentProof.ts";
import { endProving } from "../../../../sdk/proofs/groth16.ts";
import { listsOverHttp } from "../../../../services/eid/trustedLists.ts";
import { type OfficeService, startOffice } from "../../../../services/registrar/office.ts";
import { profileFrom } from "../../../../services/registrar/officeFile.ts";
import {
  newOfficeKeys,
  type OfficeKeys,
  officeAccounts,
  writeOfficeKeys,
} from "../../../../services/registrar/officeKeys.ts";
import { openRollStore } from "../../../../services/registrar/roll/rollStore.ts";
import { filledIn } from "../../clerk/filledFile.ts";
import { exampleText } from "../../electionFile/exampleFile.ts";

export const ROLES = ["registrar", "approver"] as const;
export const ROLL = 41_110n;
const REACH = { timeout: 30_000, fetch };
const NAME = { ko: "기관", en: "Office" };

/** A chain, two offices with key files and books, two trustees, and an election file whose roll is published. */
export type PublishedTown = {
  readonly folder: string;
  readonly chain: LocalChain;
  readonly organizer: Wallet;
  readonly trustees: readonly Trustee[];
  readonly keys: Readonly<Record<OfficeRole, OfficeKeys>>;
  at(name: string): string;
  /** Options of a command that opens an office's book. */
  book(role: OfficeRole): readonly string[];
  /** Writes eligible residents into both books. */
  settle(...numbers: readonly string[]): void;
  /** Has residents enrol at both offices' services, or hand in at one alone. */
  enrol(
    place: RegistryId & { readonly publishedRolls: string },
    numbers: readonly string[],
    only?: OfficeRole,
  ): Promise<void>;
  close(): Promise<void>;
};

export async function startPublishedTown(): Promise<PublishedTown> {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-published-"));
  const at = (name: string) => join(folder, name);
  const chain = await startLocalChain();
  const [organizer, trustees] = [await chain.newAccount(), await newTrustees(chain, 2)];
  const keys = { registrar: newOfficeKeys(systemRandom), approver: newOfficeKeys(systemRandom) };
  const accounts = { registrar: officeAccounts(keys.registrar), approver: officeAccounts(keys.approver) };
  for (const role of ROLES) {
    writeOfficeKeys(at(`${role}.json`), keys[role]);
    await chain.provider.send("hardhat_setBalance", [accounts[role].account, "0x56bc75e2d63100000"]);
  }
  const example = newFileText(exampleText("yes-no-abstain"), "town-2027", Date.now(), "./schema.json");
  const [registrar, approver] = ROLES.map((role) => ({ address: accounts[role].signer })) as [
    { address: string },
    { address: string },
  ];
  const text = filledIn(example, registrar, approver, trustees);
  writeFileSync(at("town.yaml"), text.replace("source: registry", "source: published"));
  const open = (role: OfficeRole) => openRollStore(at(`${role}.db`), keys[role].codeKey);

  async function enrolOne(
    place: RegistryId & { readonly publishedRolls: string },
    offices: Readonly<Record<OfficeRole, OfficeService>>,
    number: string,
    only: OfficeRole | undefined,
  ): Promise<void> {
    const identity = new Identity();
    const visit = (role: OfficeRole) => {
      const code = newCode(systemRandom);
      const store = open(role);
      store.addCode(number, code, Math.floor(Date.now() / 1000) + 1_000);
      store.close();
      return { url: offices[role].url, method: "letter", present: async () => ({ code }) };
    };
    const file = await enrolWithOffices({
      registry: place,
      provider: chain.provider,
      reach: REACH,
      identityCommitment: identity.commitment,
      visits: { registrar: visit("registrar"), approver: visit("approver") },
      account: new Wallet(Wallet.createRandom().privateKey),
      prove: async (context) => (await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context)).proof,
    });
    const urls = { registrar: offices.registrar.url, approver: offices.approver.url };
    await fileAtOffices(only === undefined ? urls : { registrar: urls[only], approver: urls[only] }, file, REACH);
  }

  return {
    folder,
    chain,
    organizer,
    trustees,
    keys,
    at,
    book: (role) => ["--db", at(`${role}.db`), "--key-file", at(`${role}.json`)],
    settle(...numbers) {
      for (const role of ROLES) {
        const store = open(role);
        for (const number of numbers) {
          const person = { number, name: "Kim Yuna", birthDate: "1990-01-02", district: "Sinjang" };
          store.putPerson({ ...person, rollIds: [ROLL], state: "eligible" });
        }
        store.close();
      }
    },
    async enrol(place, numbers, only) {
      const stores = { registrar: open("registrar"), approver: open("approver") };
      const started = ROLES.map((role) =>
        startOffice({
          role,
          rpc: chain.url,
          keys: keys[role],
          roll: stores[role],
          submits: false,
          interval: 0,
          registry: place.registry,
          isTest: true,
          publishedRolls: place.publishedRolls,
          pageUrl: "https://vote.example",
          profile: profileFrom(
            { name: NAME, rolls: [], methods: [{ kind: "oneTimeCode", id: "letter", name: NAME }] },
            stores[role],
            listsOverHttp(),
          ),
          proofKey: verificationKey("enrolment"),
        }),
      );
      const [registrarOffice, approverOffice] = (await Promise.all(started)) as [OfficeService, OfficeService];
      const offices = { registrar: registrarOffice, approver: approverOffice };
      try {
        for (const number of numbers) await enrolOne(place, offices, number, only);
      } finally {
        await Promise.all([registrarOffice.close(), approverOffice.close()]);
        for (const store of Object.values(stores)) store.close();
      }
    },
    async close() {
      await chain.close();
      await endProving();
      rmSync(folder, { recursive: true });
    },
  };
}
