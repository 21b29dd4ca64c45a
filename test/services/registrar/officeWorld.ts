import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Identity } from "@semaphore-protocol/core";
import { Wallet } from "ethers";
import enrolmentVerifierArtifact from "../../../artifacts/contracts/verifiers/EnrolmentVerifier.sol/EnrolmentVerifier.json" with {
  type: "json",
};
import mockVerifierArtifact from "../../../artifacts/test/contracts/mocks/MockVerifierAcceptsAll.sol/MockVerifierAcceptsAll.json" with {
  type: "json",
};
import { provingFiles, verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { deployRollFactory, deploySemaphore } from "../../../sdk/chain/deploy.ts";
import { deploy } from "../../../sdk/chain/deployment.ts";
import { createPublishedRolls, createRegistry } from "../../../sdk/chain/factories.ts";
import type { RegistryId } from "../../../sdk/chain/offices.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import type { EnrolmentPlan } from "../../../sdk/enrolling/enrolWithOffices.ts";
import type { OfficeRole } from "../../../sdk/enrolling/officeAnswers.ts";
import { newCode } from "../../../sdk/enrolling/oneTimeCode.ts";
import type { OfficeVisit } from "../../../sdk/enrolling/visit.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { endProving, type VerificationKey } from "../../../sdk/proofs/groth16.ts";
import {
  DEMO_METHODS,
  type DemoEid,
  type DemoEids,
  presentDemoEid,
  startDemoEids,
} from "../../../services/demo-issuer/demoEids.ts";
import { listsOverHttp } from "../../../services/eid/trustedLists.ts";
import { type OfficeService, type OfficeSettings, startOffice } from "../../../services/registrar/office.ts";
import { profileFrom } from "../../../services/registrar/officeFile.ts";
import { newOfficeKeys, type OfficeKeys, officeAccounts } from "../../../services/registrar/officeKeys.ts";
import { openRollStore, type Person, type RollStore } from "../../../services/registrar/roll/rollStore.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";

export const ROLES = ["registrar", "approver"] as const;
export const ORIGIN = "https://vote.example";
export const ROLL = 11n;
/** A roll with a companion group. */
export const ROLL_OF_FIRST = 12n;
export const ROTATION_DELAY = 7 * 86_400;
export const CHALLENGE_PERIOD = 86_400;

type Both<T> = Readonly<Record<OfficeRole, T>>;

/** A chain with a registry, two offices on it with their own keys and books, and eIDs that both trust. */
export type OfficeWorld = {
  readonly chain: LocalChain;
  readonly registry: RegistryId;
  /** Published rolls of the same offices. */
  readonly publishedRolls: string;
  readonly keys: Both<OfficeKeys>;
  readonly rolls: Both<RollStore>;
  readonly files: Both<string>;
  readonly eids: DemoEids;
  /** An office of this role that works only when told; `settings` override. Closed with the world. */
  office(role: OfficeRole, settings?: Partial<OfficeSettings>): Promise<OfficeService>;
  /** Writes a person of ROLL into both books. */
  settle(number: string, changes?: Partial<Person>): void;
  /** A one-time code of each office. */
  codes(number: string): Both<DemoEid>;
  wallet(number: string): Promise<DemoEid>;
  card(number: string): Promise<DemoEid>;
  /** What a device needs to enrol a new identity, with an eID for each office. */
  plan(offices: Both<OfficeService>, eids: Both<DemoEid>): EnrolmentPlan & { readonly account: Wallet };
  close(): Promise<void>;
};

/** What one address may do in a test, from which all requests come. */
const PLENTY = {
  requestsPerMinute: 1_000_000,
  readsPerMinute: 1_000_000,
  failuresPerMinute: 1_000_000,
  requestsPerSession: 1_000_000,
  sessionsPerPerson: 1_000_000,
  // The chain's clock makes large steps.
  staleAfter: Number.POSITIVE_INFINITY,
  finality: 33,
};

/** Verification key of enrolments whose proofs are made without a circuit: syntheticKey.ts with 2 public signals. */
export function syntheticEnrolmentKey(): VerificationKey {
  const key = syntheticVerificationKey();
  return { ...key, nPublic: 2, IC: (key.IC as unknown[]).slice(0, 3) };
}

/** @param proofs Whether proofs are those of enrolment.circom, or synthetic ones (which the chain does not look at). */
export async function startOfficeWorld(proofs: "real" | "synthetic"): Promise<OfficeWorld> {
  const chain = await startLocalChain();
  const deployer = await chain.newAccount();
  const keys = { registrar: newOfficeKeys(systemRandom), approver: newOfficeKeys(systemRandom) };
  const verifier =
    proofs === "real"
      ? await deploy(enrolmentVerifierArtifact, [], deployer)
      : await deploy(mockVerifierArtifact, [2], deployer);
  const { semaphore, poseidon } = await deploySemaphore(deployer);
  const accounts = { registrar: officeAccounts(keys.registrar), approver: officeAccounts(keys.approver) };
  const code = { semaphore: semaphore.address, poseidon: poseidon.address, verifier: verifier.address };
  const { rollFactory } = await deployRollFactory(code, deployer);
  const { address } = await createRegistry(
    rollFactory.address,
    {
      registrar: accounts.registrar.signer,
      approver: accounts.approver.signer,
      rotationDelay: ROTATION_DELAY,
      isTest: true,
    },
    deployer,
  );
  const terms = { registry: address, challengePeriod: CHALLENGE_PERIOD };
  const published = await createPublishedRolls(rollFactory.address, terms, deployer);
  for (const { account } of Object.values(accounts)) {
    await chain.provider.send("hardhat_setBalance", [account, "0x56bc75e2d63100000"]);
  }
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-office-"));
  const files = { registrar: join(folder, "registrar.db"), approver: join(folder, "approver.db") };
  const rolls = {
    registrar: openRollStore(files.registrar, keys.registrar.codeKey),
    approver: openRollStore(files.approver, keys.approver.codeKey),
  };
  const now = () => Math.floor(Date.now() / 1_000);
  const eids = await startDemoEids(ORIGIN, now);
  const registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: address };
  const running = new Set<OfficeService>();

  function visit(office: OfficeService, eid: DemoEid): OfficeVisit {
    const method = { oneTimeCode: DEMO_METHODS.code, openid4vp: DEMO_METHODS.wallet, certificate: DEMO_METHODS.card };
    return {
      url: office.url,
      method: method[eid.kind],
      present: (request) => presentDemoEid(eid, request, now()),
    };
  }

  return {
    chain,
    registry,
    publishedRolls: published.address,
    keys,
    rolls,
    files,
    eids,
    async office(role, settings = {}) {
      const objectionsUntil = now() + 1_000;
      const rollsOf = [
        { id: String(ROLL), name: { ko: "동", en: "Ward" }, members: "residents" as const, objectionsUntil },
        {
          ...{ id: String(ROLL_OF_FIRST), name: { ko: "면", en: "Township" }, members: "residents" as const },
          ...{ objectionsUntil, companion: true },
        },
      ];
      const name = { ko: role, en: role };
      const started = await startOffice({
        ...{
          role,
          rpc: chain.url,
          registry: address,
          isTest: true,
          keys: keys[role],
          roll: rolls[role],
          pageUrl: `${ORIGIN}/register`,
        },
        profile: profileFrom({ name, rolls: rollsOf, methods: eids.methods }, rolls[role], listsOverHttp()),
        proofKey: proofs === "real" ? verificationKey("enrolment") : syntheticEnrolmentKey(),
        submits: role === "registrar",
        interval: 0,
        connections: { connections: 5_000, connectionsPerNetwork: 5_000 },
        ...settings,
        limits: { ...PLENTY, ...settings.limits },
      });
      const office: OfficeService = {
        ...started,
        close: async () => {
          if (running.delete(office)) await started.close();
        },
      };
      running.add(office);
      return office;
    },
    settle(number, changes = {}) {
      for (const role of ROLES) {
        const person = { name: "Kim Yuna", birthDate: "1990-01-02", district: "Sinjang", rollIds: [ROLL] };
        rolls[role].putPerson({ ...person, state: "eligible", ...changes, number });
      }
    },
    codes(number) {
      const give = (role: OfficeRole): DemoEid => {
        const code = newCode(systemRandom);
        rolls[role].addCode(number, code, now() + 1_000);
        return { kind: "oneTimeCode", code };
      };
      return { registrar: give("registrar"), approver: give("approver") };
    },
    wallet: async (number) => ({ kind: "openid4vp", held: await eids.issuer.issue(number) }),
    card: async (number) => ({ kind: "certificate", card: await eids.authority.issueCard(number) }),
    plan(offices, given) {
      const identity = new Identity();
      return {
        registry,
        provider: chain.provider,
        visits: {
          registrar: visit(offices.registrar, given.registrar),
          approver: visit(offices.approver, given.approver),
        },
        identityCommitment: identity.commitment,
        account: new Wallet(Wallet.createRandom().privateKey),
        prove: async (context) =>
          (await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context)).proof,
        reach: { timeout: 30_000, fetch },
      };
    },
    async close() {
      for (const office of running) await office.close();
      for (const role of ROLES) rolls[role].close();
      await eids.close();
      await endProving();
      await chain.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How a test waits for an office to bring an enrolment to the chain. */
export function waiting(office: OfficeService) {
  const reach = { timeout: 30_000, fetch };
  return { ...reach, every: 10, times: 20, wait: (ms: number) => office.work().then(() => wait(ms)) };
}
