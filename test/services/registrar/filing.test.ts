import { expect } from "chai";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { entryFromBytes } from "../../../sdk/election/snapshotEntry.ts";
import { enrolWithOffices } from "../../../sdk/enrolling/enrolWithOffices.ts";
import type { EnrolmentFile } from "../../../sdk/enrolling/officeAnswers.ts";
import {
  handInEnrolment,
  OfficeRefusedError,
  readEnrolmentStatus,
  readOffice,
} from "../../../sdk/enrolling/officeClient.ts";
import { askStanding } from "../../../sdk/enrolling/standing.ts";
import { EnrolmentNotIncludedError, fileAtOffices, submitByOffice } from "../../../sdk/enrolling/submission.ts";
import { entryStore } from "../../../services/registrar/entryStore.ts";
import { type OfficeService, PublishedSubmitsError } from "../../../services/registrar/office.ts";
import { PublishedRollsForeignError } from "../../../services/registrar/publishedBook.ts";
import { errorOf } from "../../errorOf.ts";
import { type OfficeWorld, ROLES, ROLL, startOfficeWorld, waiting } from "./officeWorld.ts";

const REACH = { timeout: 30_000, fetch };

describe("Offices that enrol for a published roll", function () {
  this.timeout(120_000);
  let world: OfficeWorld;
  let offices: { readonly registrar: OfficeService; readonly approver: OfficeService };
  let first: EnrolmentFile;

  before(async () => {
    world = await startOfficeWorld("real");
    const settings = { publishedRolls: world.publishedRolls, submits: false };
    offices = {
      registrar: await world.office("registrar", settings),
      approver: await world.office("approver", settings),
    };
    for (const number of ["one", "two", "three"]) world.settle(number);
  });
  after(() => world.close());

  const urls = () => ({ registrar: offices.registrar.url, approver: offices.approver.url });
  const place = () => ({ ...world.registry, publishedRolls: world.publishedRolls });
  const enrolled = (number: string) =>
    enrolWithOffices({ ...world.plan(offices, world.codes(number)), registry: place() });
  const storeOf = (role: (typeof ROLES)[number], rolls = world.publishedRolls) =>
    entryStore(world.rolls[role].database, { chainId: world.registry.chainId, rolls });
  const filed = (role: (typeof ROLES)[number]) => [...storeOf(role).all()];
  const refused = async (file: EnrolmentFile, role: (typeof ROLES)[number] = "registrar") =>
    (await errorOf(handInEnrolment(offices[role].url, file, REACH), OfficeRefusedError)).refusal;

  it("say so, and file an enrolment at both, whoever brings it how often", async () => {
    expect(await readOffice(offices.approver.url, REACH)).to.include({
      publishedRolls: world.publishedRolls,
      registry: world.registry.registry,
      submits: false,
    });
    first = await enrolled("one");
    const commitment = BigInt(first.identityCommitment);
    expect((await readEnrolmentStatus(offices.registrar.url, commitment, REACH)).state).to.equal("unknown");
    await Promise.all([1, 2, 3].map(() => fileAtOffices(urls(), first, REACH)));
    for (const role of ROLES) {
      expect((await readEnrolmentStatus(offices[role].url, commitment, REACH)).state).to.equal("filed");
      const [entry, ...others] = filed(role);
      expect(others).to.deep.equal([]);
      expect(entry?.rollIds).to.deep.equal([ROLL]);
      expect(entryFromBytes(entry?.entry as Uint8Array)).to.deep.equal({
        registrarPseudonym: first.registrar.pseudonym,
        approverPseudonym: first.approver.pseudonym,
        sequence: 1,
        identityCommitment: commitment,
        proof: first.proof.map(BigInt),
      });
    }
    expect([...storeOf("registrar", world.registry.registry).all()], "of another contract").to.deep.equal([]);
    const history = await readRollHistory(world.registry.registry, world.chain.provider);
    expect(history.flatMap(({ enrolments }) => enrolments)).to.deep.equal([]);
    await errorOf(submitByOffice(offices.registrar.url, first, waiting(offices.registrar)), EnrolmentNotIncludedError);
  });

  it("re-issue by their own entries, which tell the resident what is filed", async () => {
    const again = await enrolled("one");
    expect([again.sequence, again.registrar.pseudonym]).to.deep.equal([2, first.registrar.pseudonym]);
    await fileAtOffices(urls(), again, REACH);
    for (const role of ROLES) expect(filed(role).map(({ sequence }) => sequence)).to.deep.equal([2]);
    await fileAtOffices(urls(), first, REACH);
    expect(filed("registrar").map(({ sequence }) => sequence)).to.deep.equal([2]);
    const { visits } = world.plan(offices, world.codes("one"));
    const { answer } = await askStanding("approver", visits.approver, place(), world.chain.provider, REACH);
    expect(answer).to.include({ sequence: 2, identityCommitment: again.identityCommitment });
    expect(answer.rollIds).to.deep.equal([String(ROLL)]);
  });

  it("refuse what the other did not sign, what is proved for another contract, and a commitment of somebody else", async () => {
    const file = await enrolled("two");
    const altered = (change: Partial<EnrolmentFile>) => ({ ...file, ...change });
    expect(await refused(altered({ rollIds: ["99"] }))).to.equal("VOUCHER_INVALID");
    expect(await refused(altered({ approver: file.registrar }))).to.equal("VOUCHER_INVALID");
    expect(await refused(altered({ proof: first.proof }), "approver")).to.equal("ENROLMENT_PROOF_INVALID");
    expect(await refused(altered({ identityCommitment: first.identityCommitment }))).to.equal("COMMITMENT_USED");
    const foreign = await errorOf(enrolWithOffices(world.plan(offices, world.codes("three"))), OfficeRefusedError);
    expect(foreign.refusal).to.equal("REQUEST_SIGNATURE_INVALID");
    expect(filed("registrar")).to.have.length(1);

    // Long after the voucher's end: nobody else has got the sequence.
    await world.chain.moveTo(file.expiresAt + 10);
    await fileAtOffices(urls(), file, REACH);
    expect(filed("approver")).to.have.length(2);
  });

  it("refuse an enrolment whose sequence was given to another commitment since", async () => {
    const late = await enrolled("three");
    await world.chain.moveTo(late.expiresAt + 10);
    const next = await enrolled("three");
    expect(await refused(late)).to.equal("VOUCHER_HELD");
    await fileAtOffices(urls(), next, REACH);
    expect(await refused(late)).to.equal("SEQUENCE_MOVED");
  });

  it("do not start for a contract of other offices, nor to bring enrolments to the chain", async () => {
    const { publishedRolls, registry } = world;
    await errorOf(world.office("registrar", { publishedRolls, submits: true }), PublishedSubmitsError);
    const foreign = { publishedRolls: registry.registry, submits: false };
    await errorOf(world.office("registrar", foreign), PublishedRollsForeignError);
  });
});
