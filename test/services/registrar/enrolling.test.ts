import { readFileSync } from "node:fs";
import { expect } from "chai";
import { getBytes, hexlify, Wallet } from "ethers";
import { poseidon2 } from "poseidon-lite";
import { pseudonymOf } from "../../../sdk/chain/offices.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { type EnrolmentStep, enrolWithOffices } from "../../../sdk/enrolling/enrolWithOffices.ts";
import { handInEnrolment } from "../../../sdk/enrolling/officeClient.ts";
import { askStanding, leafOf } from "../../../sdk/enrolling/standing.ts";
import { submitByAccount, submitByOffice } from "../../../sdk/enrolling/submission.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { type OfficeWorld, ROLL, ROLL_OF_FIRST, startOfficeWorld, waiting } from "./officeWorld.ts";

describe("Enrolment at both offices", function () {
  this.timeout(120_000);
  let world: OfficeWorld;
  let offices: { readonly registrar: OfficeService; readonly approver: OfficeService };

  before(async () => {
    world = await startOfficeWorld("real");
    offices = { registrar: await world.office("registrar"), approver: await world.office("approver") };
  });
  after(() => world.close());

  const history = () => readRollHistory(world.registry.registry, world.chain.provider);

  it("brings residents with codes, credentials and certificates on the roll, in one transaction of an office", async () => {
    const eids = {
      code: world.codes.bind(world),
      wallet: async (number: string) => ({
        registrar: await world.wallet(number),
        approver: await world.wallet(number),
      }),
      card: async (number: string) => ({ registrar: await world.card(number), approver: await world.card(number) }),
    };
    const files = [];
    const steps: EnrolmentStep[] = [];
    for (const [kind, eid] of Object.entries(eids)) {
      world.settle(`person-${kind}`);
      const plan = world.plan(offices, await eid(`person-${kind}`));
      files.push(await enrolWithOffices({ ...plan, report: (step) => steps.push(step) }));
    }
    expect(steps.slice(0, 5)).to.deep.equal(["presenting", "comparing", "proving", "signing", "vouchers"]);
    const block = await world.chain.provider.getBlockNumber();
    const { url } = offices.registrar;
    for (const file of files) await handInEnrolment(url, file, { timeout: 30_000, fetch });
    const statuses = await Promise.all(files.map((file) => submitByOffice(url, file, waiting(offices.registrar))));
    expect(statuses.map(({ state, block: at }) => [state, at])).to.deep.equal(files.map(() => ["included", block + 1]));
    const enrolled = (await history()).flatMap(({ enrolments }) => enrolments);
    expect(enrolled.map(({ identityCommitment }) => String(identityCommitment)).sort()).to.deep.equal(
      files.map(({ identityCommitment }) => identityCommitment).sort(),
    );
    expect(new Set(enrolled.flatMap(({ rollIds }) => rollIds))).to.deep.equal(new Set([ROLL]));
    await world.chain.mine(32);
    await offices.registrar.work();
    const [first] = files;
    const final = await submitByOffice(offices.registrar.url, first as (typeof files)[0], waiting(offices.registrar));
    expect(final.state).to.equal("final");
  });

  it("gives a person one pseudonym whatever the eID, so that a second eID is a re-issue and no second place", async () => {
    world.settle("person-two-eids");
    const codes = world.codes("person-two-eids");
    const first = await enrolWithOffices(world.plan(offices, codes));
    await submitByAccount(world.registry.registry, first, await world.chain.newAccount());
    const members = async () =>
      (await history()).at(-1)?.checkpoints.findLast(({ rollId }) => rollId === ROLL)?.activeMembers;
    const before = await members();
    const card = await world.card("person-two-eids");
    const second = await enrolWithOffices(
      world.plan(offices, { registrar: card, approver: await world.wallet("person-two-eids") }),
    );
    expect([second.registrar.pseudonym, second.approver.pseudonym]).to.deep.equal([
      first.registrar.pseudonym,
      first.approver.pseudonym,
    ]);
    expect([first.sequence, second.sequence]).to.deep.equal([1, 2]);
    const status = await submitByOffice(offices.registrar.url, second, waiting(offices.registrar));
    expect(status.state).to.equal("included");
    expect(await members()).to.equal(before);
  });

  it("lets a first enrolment join the companion group of a roll that has one, and a re-issue leave it", async () => {
    world.settle("person-first", { rollIds: [ROLL_OF_FIRST] });
    const companion = companionOf(ROLL_OF_FIRST);
    const members = async (rollId: bigint) =>
      (await history()).flatMap(({ checkpoints }) => checkpoints).findLast((one) => one.rollId === rollId)
        ?.activeMembers;
    const first = await enrolWithOffices(world.plan(offices, world.codes("person-first")));
    expect(first.rollIds).to.deep.equal([ROLL_OF_FIRST, companion].map(String));
    await submitByAccount(world.registry.registry, first, await world.chain.newAccount());
    expect([await members(ROLL_OF_FIRST), await members(companion)]).to.deep.equal([1, 1]);
    const eids = { registrar: await world.card("person-first"), approver: await world.card("person-first") };
    const second = await enrolWithOffices(world.plan(offices, eids));
    expect(second.rollIds).to.deep.equal([String(ROLL_OF_FIRST)]);
    const status = await submitByOffice(offices.registrar.url, second, waiting(offices.registrar));
    expect(status.state).to.equal("included");
    expect([await members(ROLL_OF_FIRST), await members(companion)]).to.deep.equal([1, 0]);
  });

  it("tells a resident the standing by book and chain, and which leaf it is, with a path to the checkpoint's root", async () => {
    world.settle("person-asking");
    const eids = { registrar: await world.wallet("person-asking"), approver: await world.card("person-asking") };
    const plan = world.plan(offices, eids);
    const ask = (role: "registrar" | "approver") =>
      askStanding(role, plan.visits[role], world.registry, world.chain.provider, plan.reach);
    expect((await ask("registrar")).answer).to.deep.include({
      state: "eligible",
      sequence: 0,
      identityCommitment: "0",
    });
    const file = await enrolWithOffices(plan);
    await submitByAccount(world.registry.registry, file, await world.chain.newAccount());
    for (const role of ["registrar", "approver"] as const) {
      const { answer } = await ask(role);
      expect(answer).to.deep.include({
        sequence: 1,
        identityCommitment: file.identityCommitment,
        rollIds: [String(ROLL)],
      });
      expect(answer.pseudonym).to.equal(file[role].pseudonym);
    }
    const { checkpoint, path } = leafOf(
      await history(),
      ROLL,
      BigInt(file.identityCommitment),
      Number.POSITIVE_INFINITY,
    );
    expect(path.root).to.equal(checkpoint.root);
    const reached = path.siblings.slice(0, path.length).reduce((node, sibling, level) => {
      return poseidon2((path.index >> level) & 1 ? [sibling, node] : [node, sibling]);
    }, BigInt(file.identityCommitment));
    expect(reached).to.equal(checkpoint.root);
  });

  it("leaves in neither office's database its own or the other's keys, nor what the other calls a person", async () => {
    world.settle("person-secret");
    const file = await enrolWithOffices(world.plan(offices, world.codes("person-secret")));
    for (const [role, other] of [
      ["registrar", "approver"],
      ["approver", "registrar"],
    ] as const) {
      world.rolls[role].database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      const bytes = readFileSync(world.files[role]);
      expect(bytes.includes("person-secret")).to.equal(true);
      expect(bytes.includes(file[role].pseudonym)).to.equal(true);
      for (const keys of [world.keys[role], world.keys[other]]) {
        for (const key of [keys.pseudonymKey, keys.codeKey, getBytes(keys.signingKey), getBytes(keys.accountKey)]) {
          expect(bytes.includes(Buffer.from(key)) || bytes.includes(hexlify(key).slice(2))).to.equal(false);
        }
      }
      // The other's pseudonym of this person was never sent here but with the voucher, and is not kept.
      expect(bytes.includes(file[other].pseudonym)).to.equal(false);
      const own = { signer: new Wallet(world.keys[role].signingKey), pseudonymKey: world.keys[role].pseudonymKey };
      expect(pseudonymOf(own, "person-secret")).to.equal(file[role].pseudonym);
      expect(pseudonymOf(own, "person-secret")).not.to.equal(file[other].pseudonym);
    }
  });
});
