import { expect } from "chai";
import { hexlify, Wallet } from "ethers";
import { isSignedByKey } from "../../../sdk/chain/accountSignature.ts";
import { newcomerBatchDigest, newcomerBatchOf, signNewcomerBatch } from "../../../sdk/chain/newcomerBatch.ts";
import { registryInterface } from "../../../sdk/chain/townContracts.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import type { BatchRequest, EnrolmentFile, OfficeRole } from "../../../sdk/enrolling/officeAnswers.ts";
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

/** A pseudonym of nobody. */
const STRANGE = `0x${"11".repeat(32)}`;

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
  const requestOf = (
    from = files,
    change: Partial<BatchRequest["newcomers"][number]> = {},
    rollIds: BatchRequest["rollIds"] = (from[0] as EnrolmentFile).rollIds,
  ): Promise<BatchRequest> => {
    const newcomers = from.map(({ registrar, approver, identityCommitment, expiresAt }, i) => ({
      registrarPseudonym: registrar.pseudonym,
      approverPseudonym: approver.pseudonym,
      identityCommitment,
      expiresAt,
      signature: approver.signature,
      ...(i === from.length - 1 ? change : {}),
    }));
    return askedBy("registrar", { rollIds: [...rollIds], newcomers });
  };

  /** The same as asked by this office, whatever is in it. */
  async function askedBy(
    role: OfficeRole,
    { rollIds, newcomers }: Omit<BatchRequest, "partnerSignature">,
  ): Promise<BatchRequest> {
    const batch = {
      rollIds: rollIds.map(BigInt),
      expiresAt: Math.min(...newcomers.map(({ expiresAt }) => expiresAt)),
      newcomers: newcomers.map((one) => ({ ...one, identityCommitment: BigInt(one.identityCommitment) })),
    };
    const signer = new Wallet(town.world.keys[role].signingKey);
    const partnerSignature = await signNewcomerBatch({ signer }, batch, town.world.registry);
    return { rollIds, newcomers, partnerSignature };
  }

  const refused = async (request: BatchRequest) =>
    (await errorOf(requestBatchSignature(town.offices.approver.url, request, REACH), OfficeRefusedError)).refusal;

  /** The registry's function in the latest block that has a transaction, and for how many it was called. */
  async function lastCall() {
    const block = await town.world.chain.provider.getBlock("latest", true);
    const [transaction] = block?.prefetchedTransactions ?? [];
    const call = transaction === undefined ? null : registryInterface.parseTransaction(transaction);
    const [first] = call?.args ?? [];
    return { name: call?.name, size: Number((first?.newcomers ?? first)?.length) };
  }

  /** What one round sends. */
  async function sent(): Promise<string> {
    await office.work();
    const { name, size } = await lastCall();
    return `${name} ${size}`;
  }

  async function round(): Promise<string | undefined> {
    await office.work();
    const { name } = await lastCall();
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
    const { signature } = await requestBatchSignature(town.offices.approver.url, await requestOf(), REACH);
    const batch = newcomerBatchOf(files.map(entryOf));
    expect(batch.expiresAt).to.equal(Math.min(...files.map(({ expiresAt }) => expiresAt)));
    const digest = newcomerBatchDigest(batch, town.world.registry);
    expect(isSignedByKey(town.offices.approver.signer, digest, signature)).to.equal(true);
  });

  it("sign no batch in which one voucher is not theirs, or is over something else", async () => {
    const [first, , last] = files as [EnrolmentFile, EnrolmentFile, EnrolmentFile];
    const changes = [
      { signature: last.registrar.signature },
      { signature: first.approver.signature },
      { approverPseudonym: STRANGE },
      { identityCommitment: "7" },
      { expiresAt: last.expiresAt + 1 },
    ];
    for (const change of changes) {
      expect(await refused(await requestOf(files, change)), JSON.stringify(change)).to.equal("VOUCHER_INVALID");
    }
    expect(await refused(await requestOf(files, {}, ["12"]))).to.equal("VOUCHER_INVALID");
    const asked = await requestOf();
    for (const malformed of [
      { ...asked, newcomers: [] },
      { ...asked, rollIds: [] },
    ]) {
      const refusal = requestBatchSignature(town.offices.approver.url, malformed, REACH);
      expect((await errorOf(refusal, OfficeRefusedError)).status).to.equal(400);
    }
  });

  it("work for nobody but the other office, over exactly the batch that it asks for", async () => {
    // With vouchers that hold for nothing: none of them is looked at.
    const spoilt = files.map((file) => ({
      ...file,
      approver: { ...file.approver, signature: `0x${"11".repeat(65)}` },
    }));
    const asked = await requestOf(spoilt);
    const { partnerSignature: ofFewer } = await requestOf(spoilt.slice(1));
    const { partnerSignature: ofItself } = await askedBy("approver", asked);
    const stranger = await new Wallet(hexlify(systemRandom(32))).signMessage("any");
    for (const partnerSignature of [ofFewer, ofItself, stranger, "0x00"]) {
      expect(await refused({ ...asked, partnerSignature })).to.equal("PARTNER_SIGNATURE_INVALID");
    }
    expect(await refused(asked)).to.equal("VOUCHER_INVALID");
  });

  it("look at no voucher where somebody stands in the batch twice, by whichever of the names", async () => {
    const [first] = files as [EnrolmentFile];
    const one = await requestOf([first]);
    const [newcomer] = one.newcomers as [BatchRequest["newcomers"][number]];
    const flood = await askedBy("registrar", { ...one, newcomers: Array.from({ length: 128 }, () => newcomer) });
    expect(await refused(flood)).to.equal("BATCH_REPEATS");
    for (const change of [
      { registrarPseudonym: first.registrar.pseudonym },
      { approverPseudonym: first.approver.pseudonym },
      { identityCommitment: first.identityCommitment },
    ]) {
      const repeating = { ...(await requestOf(files, change)), partnerSignature: "0x00" };
      expect(await refused(repeating), JSON.stringify(change)).to.equal("BATCH_REPEATS");
    }
  });

  it("sign no batch after the first of its vouchers has ended", async () => {
    const asked = await requestOf();
    const first = Math.min(...files.map(({ expiresAt }) => expiresAt));
    town.now = first * 1_000;
    expect(await refused(asked)).to.equal("VOUCHER_EXPIRED");
    town.now -= 1;
    const { signature } = await requestBatchSignature(town.offices.approver.url, asked, REACH);
    expect(signature).to.match(/^0x/);
  });

  it("sign no voucher of a re-issue into a batch, where its sequence would go unseen", async () => {
    await submitting();
    const { file, resident } = await enrolled();
    await handInEnrolment(office.url, file, REACH);
    await round();
    const device = syntheticDevice(town.world, town.offices, resident.visits);
    const again = await device.enrol(await device.present());
    expect(again.sequence).to.equal(2);
    expect(await refused(await requestOf([again]))).to.equal("VOUCHER_INVALID");
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

  it("send whose voucher ends within 5 minutes alone, one after another, and all others together", async () => {
    await submitting(town.offices.approver.url);
    const [first, , last] = files as [EnrolmentFile, EnrolmentFile, EnrolmentFile];
    await town.world.chain.moveTo(last.expiresAt - 200);
    const fresh: EnrolmentFile[] = [];
    for (let i = 0; i < 3; i++) fresh.push((await enrolled()).file);
    const all = [first, last, ...fresh];
    for (const one of all) await handInEnrolment(office.url, one, REACH);
    expect([await sent(), await sent(), await sent()]).to.deep.equal(["enrol 1", "enrolNewcomers 3", "enrol 1"]);
    await office.work();
    expect(await states(all)).to.deep.equal(all.map(() => "included"));
  });

  it("send whose voucher ends soon alone with its vouchers too, where no other office is asked", async () => {
    await submitting();
    const [first, second] = files as [EnrolmentFile, EnrolmentFile];
    await town.world.chain.moveTo(first.expiresAt - 200);
    const all = [first, second, (await enrolled()).file, (await enrolled()).file];
    for (const one of all) await handInEnrolment(office.url, one, REACH);
    expect([await sent(), await sent(), await sent()]).to.deep.equal(["enrol 1", "enrol 2", "enrol 1"]);
    await office.work();
    expect(await states(all)).to.deep.equal(all.map(() => "included"));
  });

  it("send a newcomer whose voucher the other office's present key did not sign alone, and the rest together", async () => {
    await submitting(town.offices.approver.url);
    const pair = files.slice(0, 2);
    const third = files[2] as EnrolmentFile;
    for (const one of [...pair, third]) await handInEnrolment(office.url, one, REACH);
    // As if a key that was replaced since had signed it.
    const signature = third.registrar.signature;
    const stale = JSON.stringify({ ...third, approver: { ...third.approver, signature } });
    town.world.rolls.registrar.database
      .prepare("UPDATE enrolments SET file = ? WHERE identityCommitment = ?")
      .run(stale, third.identityCommitment);
    expect(await round()).to.equal("enrolNewcomers");
    expect(await states(pair)).to.deep.equal(["included", "included"]);
    await round();
    const { state, refusal } = await readEnrolmentStatus(office.url, BigInt(third.identityCommitment), REACH);
    expect([state, refusal]).to.deep.equal(["refused", "REFUSED_OFFICE_SIGNATURE_INVALID"]);
  });
});
