import { expect } from "chai";
import { isSignedByKey } from "../../../sdk/chain/accountSignature.ts";
import { newcomerBatchDigest, newcomerBatchOf } from "../../../sdk/chain/newcomerBatch.ts";
import { registryInterface } from "../../../sdk/chain/townContracts.ts";
import type { BatchRequest, EnrolmentFile } from "../../../sdk/enrolling/officeAnswers.ts";
import {
  handInEnrolment,
  OfficeRefusedError,
  readEnrolmentStatus,
  requestBatchSignature,
} from "../../../sdk/enrolling/officeClient.ts";
import { entryOf } from "../../../sdk/enrolling/submission.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { errorOf } from "../../errorOf.ts";
import { REACH, syntheticDevice } from "./syntheticDevice.ts";
import { syntheticOffices, type TestResident } from "./syntheticOffices.ts";

describe("Offices and batches of newcomers", function () {
  this.timeout(120_000);
  const town = syntheticOffices();
  let office: OfficeService;
  let files: EnrolmentFile[];

  beforeEach(async () => {
    files = [];
    for (let i = 0; i < 3; i++) files.push((await enrolled()).file);
  });
  afterEach(() => office?.close());

  async function enrolled(): Promise<{ readonly file: EnrolmentFile; readonly resident: TestResident }> {
    const resident = await town.resident();
    return { file: await resident.device.enrol(await resident.device.present()), resident };
  }

  /** An office that submits, with the other one at this address. */
  async function submitting(partnerUrl?: string): Promise<OfficeService> {
    const settings = { clock: () => town.now, ...(partnerUrl === undefined ? {} : { partnerUrl }) };
    office = await town.world.office("registrar", settings);
    return office;
  }

  /** What the approver is asked, as the registrar's service asks it. */
  const requestOf = (from = files, change: Partial<BatchRequest["newcomers"][number]> = {}): BatchRequest => ({
    rollIds: [...(from[0] as EnrolmentFile).rollIds],
    newcomers: from.map(({ registrar, approver, identityCommitment, expiresAt }, i) => ({
      registrarPseudonym: registrar.pseudonym,
      approverPseudonym: approver.pseudonym,
      identityCommitment,
      expiresAt,
      signature: approver.signature,
      ...(i === from.length - 1 ? change : {}),
    })),
  });

  /** Names of the registry's functions in the latest block that has a transaction. */
  async function lastCall(): Promise<string | undefined> {
    const block = await town.world.chain.provider.getBlock("latest", true);
    const [transaction] = block?.prefetchedTransactions ?? [];
    return transaction === undefined ? undefined : registryInterface.parseTransaction(transaction)?.name;
  }

  async function round(): Promise<string | undefined> {
    await office.work();
    const name = await lastCall();
    await office.work();
    return name;
  }

  const states = (of = files) =>
    Promise.all(
      of.map(async ({ identityCommitment }) => {
        const { state } = await readEnrolmentStatus(office.url, BigInt(identityCommitment), REACH);
        return state;
      }),
    );

  it("sign at once what they signed singly, for no longer than the first of the vouchers", async () => {
    const { signature } = await requestBatchSignature(town.offices.approver.url, requestOf(), REACH);
    const batch = newcomerBatchOf(files.map(entryOf));
    expect(batch.expiresAt).to.equal(Math.min(...files.map(({ expiresAt }) => expiresAt)));
    const digest = newcomerBatchDigest(batch, town.world.registry);
    expect(isSignedByKey(town.offices.approver.signer, digest, signature)).to.equal(true);
  });

  it("sign no batch in which one voucher is not theirs, or is over something else", async () => {
    const [first, , last] = files as [EnrolmentFile, EnrolmentFile, EnrolmentFile];
    const { url } = town.offices.approver;
    const changes = [
      { signature: last.registrar.signature },
      { signature: first.approver.signature },
      { approverPseudonym: first.approver.pseudonym },
      { identityCommitment: first.identityCommitment },
      { expiresAt: last.expiresAt + 1 },
    ];
    for (const change of changes) {
      const refusal = await errorOf(requestBatchSignature(url, requestOf(files, change), REACH), OfficeRefusedError);
      expect(refusal.refusal, JSON.stringify(change)).to.equal("VOUCHER_INVALID");
    }
    const others = { ...requestOf(), rollIds: ["12"] };
    const refusal = await errorOf(requestBatchSignature(url, others, REACH), OfficeRefusedError);
    expect(refusal.refusal).to.equal("VOUCHER_INVALID");
    for (const malformed of [
      { ...requestOf(), newcomers: [] },
      { ...requestOf(), rollIds: [] },
    ]) {
      const error = await errorOf(requestBatchSignature(url, malformed, REACH), OfficeRefusedError);
      expect(error.status).to.equal(400);
    }
  });

  it("sign no voucher of a re-issue into a batch, where its sequence would go unseen", async () => {
    await submitting();
    const { file, resident } = await enrolled();
    await handInEnrolment(office.url, file, REACH);
    await round();
    const device = syntheticDevice(town.world, town.offices, resident.visits);
    const again = await device.enrol(await device.present());
    expect(again.sequence).to.equal(2);
    const { url } = town.offices.approver;
    const refusal = await errorOf(requestBatchSignature(url, requestOf([again]), REACH), OfficeRefusedError);
    expect(refusal.refusal).to.equal("VOUCHER_INVALID");
  });

  it("bring newcomers to the chain under one signature of each, and others with their vouchers in turn", async () => {
    await submitting(town.offices.approver.url);
    const { file, resident } = await enrolled();
    for (const one of [...files.slice(0, 2), file]) await handInEnrolment(office.url, one, REACH);
    expect(await round()).to.equal("enrolNewcomers");
    expect(await states([...files.slice(0, 2), file])).to.deep.equal(["included", "included", "included"]);

    const device = syntheticDevice(town.world, town.offices, resident.visits);
    const again = await device.enrol(await device.present());
    const more = [(await enrolled()).file, (await enrolled()).file];
    for (const one of [again, ...more]) await handInEnrolment(office.url, one, REACH);
    expect([await round(), await round()]).to.deep.equal(["enrol", "enrolNewcomers"]);
    expect(await states([again, ...more])).to.deep.equal(["included", "included", "included"]);
  });

  it("send newcomers with their own vouchers where the other gives no answer or no signature that holds", async () => {
    const silent = "http://127.0.0.1:9";
    // Whoever is no partner refuses: its vouchers are others.
    for (const partnerUrl of [silent, town.offices.registrar.url, undefined]) {
      await submitting(partnerUrl);
      const pair = [(await enrolled()).file, (await enrolled()).file];
      for (const one of pair) await handInEnrolment(office.url, one, REACH);
      expect(await round(), String(partnerUrl)).to.equal("enrol");
      expect(await states(pair)).to.deep.equal(["included", "included"]);
      await office.close();
    }
  });
});
