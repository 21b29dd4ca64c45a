import { setTimeout as wait } from "node:timers/promises";
import { Identity } from "@semaphore-protocol/core";
import { Wallet } from "ethers";
import { logsOf } from "../../sdk/chain/logs.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { enrolWithOffices } from "../../sdk/enrolling/enrolWithOffices.ts";
import type { EnrolmentFile, OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { handInEnrolment } from "../../sdk/enrolling/officeClient.ts";
import { submitByOffice } from "../../sdk/enrolling/submission.ts";
import type { OfficeVisit } from "../../sdk/enrolling/visit.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import {
  DEMO_METHODS,
  type DemoEid,
  type DemoEids,
  presentDemoEid,
  startDemoEids,
} from "../../services/demo-issuer/demoEids.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import { type DemoOffice, type OfficeTown, ROLES, startDemoOffice, wallClock } from "./demoOffice.ts";
import type { Resident } from "./enrolment.ts";
import type { LocalChain } from "./localChain.ts";
import type { Progress } from "./step.ts";

const ORIGIN = "http://127.0.0.1";
const REACH = { timeout: 30_000, fetch };
/** Milliseconds between two looks at an office. */
const LOOK = 100;

type Both<T> = Readonly<Record<OfficeRole, T>>;

/** The methods in turn, as a person watching reads them. */
const METHODS = [
  { kind: "oneTimeCode", name: "one-time code", id: DEMO_METHODS.code },
  { kind: "openid4vp", name: "wallet", id: DEMO_METHODS.wallet },
  { kind: "certificate", name: "certificate", id: DEMO_METHODS.card },
] as const;

/**
 * Enrols new residents over HTTP, as their devices would: two offices, each with its own book and keys; codes by letter,
 * credentials in a wallet and certificates on a card in turn, from a demo issuer and a demo authority whose lists are on
 * line; the registrar brings all to the chain in batches (P12).
 */
export async function enrolAtOffices(
  count: number,
  rollId: bigint,
  town: OfficeTown,
  chain: LocalChain,
  progress: Progress,
): Promise<{
  readonly residents: Resident[];
  readonly methods: readonly { readonly name: string; readonly count: number }[];
}> {
  const eids = await startDemoEids(ORIGIN, wallClock);
  const offices = {
    registrar: await startDemoOffice("registrar", rollId, town, eids, ORIGIN, chain),
    approver: await startDemoOffice("approver", rollId, town, eids, ORIGIN, chain),
  };
  try {
    const block = await chain.provider.getBlockNumber();
    const residents: Resident[] = [];
    const files: EnrolmentFile[] = [];
    for (let person = 0; person < count; person++) {
      const method = METHODS[person % METHODS.length] as (typeof METHODS)[number];
      const { resident, file } = await enrolOne(`demo-${person + 1}`, method, town, offices, eids, chain);
      residents.push(resident);
      files.push(file);
      progress.say(`resident ${person + 1} of ${count}: both offices signed, shown who it is by ${method.name}`);
    }
    const { url } = offices.registrar.service;
    for (const file of files) await handInEnrolment(url, file, REACH);
    const waiting = { ...REACH, every: LOOK, times: 600, wait };
    for (const file of files) await submitByOffice(url, file, waiting);
    await reportGas(town.registry, block, chain, progress);
    const methods = METHODS.map(({ name }, m) => ({ name, count: Math.ceil((count - m) / METHODS.length) }));
    return { residents, methods };
  } finally {
    for (const office of Object.values(offices)) await office.close();
    await eids.close();
  }
}

async function enrolOne(
  person: string,
  method: (typeof METHODS)[number],
  town: OfficeTown,
  offices: Both<DemoOffice>,
  eids: DemoEids,
  chain: LocalChain,
): Promise<{ readonly resident: Resident; readonly file: EnrolmentFile }> {
  for (const role of ROLES) offices[role].settle(person);
  const visitTo = async (role: OfficeRole): Promise<OfficeVisit> => {
    const eid = await eidOf(person, method.kind, offices[role], eids);
    return {
      url: offices[role].service.url,
      method: method.id,
      present: (request) => presentDemoEid(eid, request, wallClock()),
    };
  };
  const privateKey = systemRandom(32);
  const identity = new Identity(privateKey);
  const resident = { privateKey, secret: identity.secretScalar, identityCommitment: identity.commitment };
  const file = await enrolWithOffices({
    registry: { chainId: (await chain.provider.getNetwork()).chainId, registry: town.registry },
    provider: chain.provider,
    visits: { registrar: await visitTo("registrar"), approver: await visitTo("approver") },
    identityCommitment: resident.identityCommitment,
    prove: async (context) => (await proveEnrolment(provingFiles("enrolment"), resident.secret, context)).proof,
    account: new Wallet(Wallet.createRandom().privateKey),
    reach: REACH,
  });
  return { resident, file };
}

async function eidOf(
  person: string,
  kind: (typeof METHODS)[number]["kind"],
  office: DemoOffice,
  { issuer, authority }: DemoEids,
): Promise<DemoEid> {
  if (kind === "openid4vp") return { kind, held: await issuer.issue(person) };
  if (kind === "certificate") return { kind, card: await authority.issueCard(person) };
  return { kind, code: office.code(person) };
}

async function reportGas(registry: string, block: number, chain: LocalChain, progress: Progress): Promise<void> {
  const logs = await logsOf(registryAt(registry, chain.provider), undefined, block + 1);
  for (const hash of new Set(logs.map(({ transactionHash }) => transactionHash))) {
    const receipt = await chain.provider.getTransactionReceipt(hash);
    if (receipt !== null) progress.spent(receipt);
  }
}
