import { expect } from "chai";
import { Wallet } from "ethers";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { send } from "../../../sdk/chain/contracts.ts";
import { signVoucher } from "../../../sdk/chain/offices.ts";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { OfficesDisagreeError } from "../../../sdk/enrolling/officeAgreement.ts";
import type { EnrolmentFile, OfficeRole, VoucherRequest } from "../../../sdk/enrolling/officeAnswers.ts";
import {
  beginSession,
  handInEnrolment,
  OfficeRefusedError,
  presentToEnrol,
  readOffice,
  readOfficeHealth,
  requestVoucher,
} from "../../../sdk/enrolling/officeClient.ts";
import { ForeignChallengeError } from "../../../sdk/enrolling/visit.ts";
import type { DemoEid } from "../../../services/demo-issuer/demoEids.ts";
import { DEMO_METHODS } from "../../../services/demo-issuer/demoEids.ts";
import { newOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import type { PopulationRegister } from "../../../services/registrar/register/populationRegister.ts";
import { RegisterUnavailableError } from "../../../services/registrar/register/refusals.ts";
import { announce } from "../../contracts/registry/changeSigning.ts";
import { errorOf } from "../../errorOf.ts";
import { ROLES, ROLL, ROTATION_DELAY } from "./officeWorld.ts";
import { REACH, syntheticDevice } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

describe("An office refuses", function () {
  this.timeout(120_000);
  const town = syntheticOffices();

  async function refusal(action: Promise<unknown>): Promise<string> {
    return (await errorOf(action, OfficeRefusedError)).refusal;
  }

  const begin = (role: OfficeRole = "registrar", method: string = DEMO_METHODS.code, commitment = "5") =>
    beginSession(town.offices[role].url, { method, purpose: "enrol", identityCommitment: commitment }, REACH);
  const tryCode = (session: string, code: string, office = town.offices.registrar) =>
    presentToEnrol(office.url, session, { code }, REACH);
  const voucher = (role: OfficeRole, session: string, request: VoucherRequest) =>
    requestVoucher(town.offices[role].url, session, request, REACH);

  it("a code that has served, in a new session and in one that was waiting, and serves it once", async () => {
    const { device, eids } = await town.resident({ eid: "codes" });
    const code = (eids.registrar as DemoEid & { code: string }).code;
    const [first, waiting] = [await device.present(), (await begin()).session];
    await tryCode(waiting, code);
    await device.enrol(first);
    expect(await refusal(tryCode((await begin()).session, code))).to.equal("CODE_USED");
    expect(await refusal(tryCode(waiting, code))).to.equal("SESSION_USED");
  });

  it("a code that is unknown, the other office's, used or over, each by its own name", async () => {
    const { number, device, eids } = await town.resident({ eid: "codes" });
    const [own, others] = [eids.registrar, eids.approver] as (DemoEid & { code: string })[];
    const answer = async (code: string) => refusal(tryCode((await begin()).session, code));
    expect(await answer("0000-0000-0000-0000")).to.equal("CODE_UNKNOWN");
    expect(await answer(others?.code as string)).to.equal("CODE_UNKNOWN");
    await device.enrol(await device.present());
    expect(await answer(own?.code as string)).to.equal("CODE_USED");
    town.world.rolls.registrar.addCode(number, "AAAA-AAAA-AAAA-AAAA", Math.floor(town.now / 1_000));
    const expired = await errorOf(tryCode((await begin()).session, "AAAA-AAAA-AAAA-AAAA"), OfficeRefusedError);
    expect(expired.refusal).to.equal("CODE_EXPIRED");
    const [, ended = ""] = /ended at (.+ KST) /.exec(expired.what) ?? [];
    expect(expired.given).to.deep.equal({ expiresAt: ended });
    expect(koreanRefusal(expired, "refused"))
      .to.contain(`(CODE_EXPIRED) `)
      .and.contain(` (끝나는 시각 ${ended}) (주소 `);
  });

  it("a second device that presented the same code in time, once the first has its voucher", async () => {
    const { device, visits } = await town.resident({ eid: "codes" });
    const other = syntheticDevice(town.world, town.offices, visits);
    const [first, second] = [await device.present(), await other.present()];
    await device.enrol(first);
    const request = await other.request("registrar", second);
    expect(await refusal(voucher("registrar", second.registrar.session, request))).to.equal("VOUCHER_HELD");
    town.now += 3_601_000;
    await town.world.chain.moveTo(Math.floor(town.now / 1_000));
    expect(await refusal(voucher("registrar", second.registrar.session, request))).to.equal("SESSION_UNKNOWN");
  });

  it("codes that are guessed, after five in a session; and looks at the right one, however many were wrong", async () => {
    const office = await town.world.office("registrar", { limits: { failuresPerMinute: 20 }, clock: () => town.now });
    const begun = async () => {
      const request = { method: DEMO_METHODS.code, purpose: "enrol", identityCommitment: "5" } as const;
      return (await beginSession(office.url, request, REACH)).session;
    };
    const guesses: string[] = [];
    for (let i = 0; i < 6; i++) {
      const session = await begun();
      for (let j = 0; j < 6; j++) guesses.push(await refusal(tryCode(session, `0000-0000-0000-${i}${j}00`, office)));
    }
    const five = (code: string) => [...Array<string>(5).fill(code), "SESSION_TRIES"];
    expect(guesses.slice(0, 24)).to.deep.equal(Array.from({ length: 4 }, () => five("CODE_UNKNOWN")).flat());
    expect(guesses.slice(24)).to.deep.equal([...five("TRIES_EXCEEDED"), ...five("TRIES_EXCEEDED")]);
    const { eids } = await town.resident({ eid: "codes" });
    const right = (eids.registrar as DemoEid & { code: string }).code;
    expect((await tryCode(await begun(), right, office)).rollIds).to.deep.equal([String(ROLL)]);
    await office.close();
  });

  it("a session that is unknown or over, a method it does not offer, and a commitment that is none", async () => {
    expect(await refusal(tryCode("0".repeat(32), "x"))).to.equal("SESSION_UNKNOWN");
    const { session } = await begin();
    town.now += 600_000;
    expect(await refusal(tryCode(session, "x"))).to.equal("SESSION_UNKNOWN");
    expect(await refusal(begin("registrar", "palmistry"))).to.equal("METHOD_UNKNOWN");
    for (const commitment of ["0", "21888242871839275222246405745257275088548364400416034343698204186575808495617"]) {
      expect(await refusal(begin("registrar", DEMO_METHODS.code, commitment))).to.equal("COMMITMENT_INVALID");
    }
  });

  it("a presentation that was made to the other office, or taken in another session", async () => {
    const { visits } = await town.resident();
    const own = await begin("registrar", DEMO_METHODS.wallet);
    const elsewhere = await begin("approver", DEMO_METHODS.wallet);
    const presentation = await visits.registrar.present(own.request, own.session);
    expect(await refusal(presentToEnrol(town.offices.approver.url, elsewhere.session, presentation, REACH))).to.equal(
      "PRESENTATION_MALFORMED",
    );
    const { state } = (elsewhere.request as unknown as { authorizationRequest: { state: string } })
      .authorizationRequest;
    const restated = { ...(presentation as { vp_token: unknown }), state };
    expect(await refusal(presentToEnrol(town.offices.approver.url, elsewhere.session, restated, REACH))).to.equal(
      "NONCE_MISMATCH",
    );
  });

  it("nothing that a device would sign for another office: it does not let its eID answer", async () => {
    const { visits, device } = await town.resident();
    // An office that passes everything on to the other one.
    const passingOn: typeof fetch = (input, init) =>
      fetch(String(input).replace(town.offices.registrar.url, town.offices.approver.url), init);
    let asked = false;
    const visit = {
      ...visits.registrar,
      present: async () => {
        asked = true;
        return { code: "x" };
      },
    };
    const { identityCommitment } = device;
    const reach = { ...REACH, fetch: passingOn };
    const deceived = syntheticDevice(
      town.world,
      town.offices,
      { ...visits, registrar: visit },
      identityCommitment,
      reach,
    );
    const error = await errorOf(deceived.presentTo("registrar"), ForeignChallengeError);
    expect([error.code, asked]).to.deep.equal(["FOREIGN_CHALLENGE", false]);
  });

  it("a person who is not in its book, moved away, died, or is disputed", async () => {
    const stranger = await town.world.wallet("nobody");
    const { visits } = town.world.plan(town.offices, { registrar: stranger, approver: stranger });
    expect(await refusal(syntheticDevice(town.world, town.offices, visits).presentTo("registrar"))).to.equal(
      "NOT_ON_BOOK",
    );
    for (const state of ["movedOut", "died", "disputed"] as const) {
      const { number, device } = await town.resident();
      town.world.settle(number, { state });
      expect(await refusal(device.presentTo("registrar")), state).to.equal("NOT_ELIGIBLE");
    }
  });

  it("a person whom its population register places elsewhere, and everybody while it is silent; and says whom it asks", async () => {
    const identity = { kind: "gateway", source: "https://gateway.example", client: "office" } as const;
    let district: string | undefined;
    const asked: string[] = [];
    const register: PopulationRegister = {
      identity,
      async resident(person, { case: lookUp }) {
        asked.push(person);
        if (district === undefined) throw new RegisterUnavailableError("ECONNREFUSED");
        const receivedAt = Math.floor(town.now / 1_000);
        const evidence = { system: "gateway", messageId: lookUp, requestHash: null, receivedAt } as const;
        return {
          ...{ found: true, evidence, districts: [district], adultAt: "2008-01-02" },
          ...{ electoralRight: true, asOf: receivedAt },
        };
      },
    };
    const office = await town.world.office("registrar", {
      clock: () => town.now,
      register: { asked: register, rules: { staleAfter: 86_400, evidenceDays: 365 } },
    });
    expect((await readOffice(office.url, REACH)).register).to.deep.equal(identity);
    const present = async (code: string, commitment: string) => {
      const request = { method: DEMO_METHODS.code, purpose: "enrol", identityCommitment: commitment } as const;
      return tryCode((await beginSession(office.url, request, REACH)).session, code, office);
    };
    const { number, eids } = await town.resident({ eid: "codes" });
    const { code } = eids.registrar as DemoEid & { code: string };
    /** The same person with a new code, some time later. */
    const later = (seconds: number) => {
      town.now += seconds * 1_000;
      town.world.rolls.registrar.addCode(number, "BBBB-BBBB-BBBB-BBBB", Math.floor(town.now / 1_000) + 60);
      return present("BBBB-BBBB-BBBB-BBBB", "51");
    };
    expect(await refusal(present(code, "51"))).to.equal("REGISTER_UNAVAILABLE");
    expect(await refusal(present(code, "51"))).to.equal("REGISTER_UNAVAILABLE");
    expect(asked).to.deep.equal([number]);
    district = "Deokpung";
    expect(await refusal(later(30))).to.equal("NOT_ELIGIBLE");
    district = "Sinjang";
    const { register: first, rollIds } = await later(3_600);
    const readAt = Math.floor(town.now / 1_000);
    expect([first, rollIds]).to.deep.equal([{ readAt, isEarlier: false }, [String(ROLL)]]);
    district = undefined;
    expect((await later(3_600)).register).to.deep.equal({ readAt, isEarlier: true });
    town.now = Date.now();
    await office.close();
  });

  it("to sign once its book has changed since the presentation", async () => {
    for (const [change, code] of [
      [{ rollIds: [ROLL, 12n] }, "ROLL_CHANGED"],
      [{ state: "movedOut" }, "NOT_ELIGIBLE"],
    ] as const) {
      const { number, device } = await town.resident();
      const visited = await device.present();
      town.world.settle(number, change as never);
      const request = await device.request("registrar", visited);
      expect(await refusal(voucher("registrar", visited.registrar.session, request))).to.equal(code);
    }
  });

  it("nothing where the two offices disagree: the device stops before anything is signed", async () => {
    const { number, device } = await town.resident();
    const before = await device.presentTo("registrar");
    town.world.settle(number, { rollIds: [12n] });
    const visited = { registrar: before, approver: await device.presentTo("approver") };
    const error = await errorOf(device.enrol(visited), OfficesDisagreeError);
    expect([error.code, error.fact]).to.deep.equal(["OFFICES_DISAGREE", "rollIds"]);
    expect(error.message).to.include("registrar says rollIds 11").and.include("approver says 12");
    // A device that asks all the same with one's facts is refused by the other.
    const request = await device.request("registrar", {
      ...visited,
      approver: { ...visited.approver, facts: { ...visited.approver.facts, rollIds: before.facts.rollIds } },
    });
    expect(await refusal(voucher("approver", visited.approver.session, request))).to.equal("FACTS_DIFFER");
  });

  it("facts other than its own: sequence, rolls, a later expiry, its own pseudonym as the partner's", async () => {
    const { device } = await town.resident();
    const visited = await device.present();
    const { facts, session } = visited.registrar;
    const changes: Partial<VoucherRequest>[] = [
      { sequence: 2 },
      { rollIds: ["12"] },
      { rollIds: [] },
      { expiresAt: facts.expiresAt + 1 },
      { partnerPseudonym: facts.pseudonym },
    ];
    for (const change of changes) {
      const request = await device.request("registrar", visited, change);
      expect(await refusal(voucher("registrar", session, request))).to.equal("FACTS_DIFFER");
    }
  });

  it("a request without a proof for these pseudonyms, and one that the account did not sign", async () => {
    const { device } = await town.resident();
    const visited = await device.present();
    const { session } = visited.registrar;
    const zeros = Array.from({ length: 8 }, () => "0");
    const strange = await syntheticDevice(town.world, town.offices, (await town.resident()).visits).present();
    for (const request of [
      await device.request("registrar", visited, { proof: zeros }),
      await device.request("registrar", visited, { partnerPseudonym: strange.approver.facts.pseudonym }),
      await device.request("registrar", visited, { proof: (await device.request("approver", strange)).proof }),
    ]) {
      expect(await refusal(voucher("registrar", session, request))).to.equal("ENROLMENT_PROOF_INVALID");
    }
    const other = Wallet.createRandom().address;
    for (const change of [
      { account: other },
      { signature: `0x${"11".repeat(65)}` },
      { expiresAt: visited.approver.facts.expiresAt - 9 },
    ]) {
      const request = await device.request("registrar", visited, change);
      expect(await refusal(voucher("registrar", session, request))).to.equal("REQUEST_SIGNATURE_INVALID");
    }
    // Only sessions that presented get anything.
    const silent = await begin("registrar", DEMO_METHODS.wallet);
    const request = await device.request("registrar", visited);
    expect(await refusal(voucher("registrar", silent.session, request))).to.equal("SESSION_NOT_PRESENTED");
  });

  it("another commitment for a held sequence until that voucher has expired by the chain's clock", async () => {
    const { device, visits } = await town.resident();
    const first = await device.present();
    const file = await device.enrol(first);
    const rival = syntheticDevice(town.world, town.offices, visits);
    const second = await rival.present();
    const asked = await rival.request("registrar", second);
    expect(await refusal(voucher("registrar", second.registrar.session, asked))).to.equal("VOUCHER_HELD");
    await town.world.chain.moveTo(file.expiresAt);
    await town.offices.registrar.work();
    expect((await voucher("registrar", second.registrar.session, asked)).pseudonym).to.equal(file.registrar.pseudonym);
  });

  it("a commitment that was enrolled before, by anybody", async () => {
    const { device } = await town.resident();
    const visited = await device.present();
    await handInEnrolment(town.offices.registrar.url, await device.enrol(visited), REACH);
    await town.offices.registrar.work();
    const { device: other } = await town.resident({ commitment: device.identityCommitment });
    expect(await refusal(other.presentTo("registrar"))).to.equal("COMMITMENT_USED");
    const request = await device.request("registrar", visited);
    expect(await refusal(voucher("registrar", visited.registrar.session, request))).to.equal("COMMITMENT_USED");
  });

  it("to bring vouchers to the chain that are another chain's, another registry's, altered, expired or of an old sequence", async () => {
    const { device, number, visits } = await town.resident();
    const file = await device.enrol(await device.present());
    const handIn = (changes: Partial<EnrolmentFile>) =>
      refusal(handInEnrolment(town.offices.registrar.url, { ...file, ...changes }, REACH));
    const facts = { ...file, identityCommitment: device.identityCommitment, rollIds: file.rollIds.map(BigInt) };
    const office = (role: OfficeRole) => ({
      signer: new Wallet(town.world.keys[role].signingKey),
      pseudonymKey: town.world.keys[role].pseudonymKey,
    });
    for (const elsewhere of [
      { ...town.world.registry, chainId: 1n },
      { ...town.world.registry, registry: device.account.address },
    ]) {
      for (const role of ROLES) {
        expect(await handIn({ [role]: await signVoucher(office(role), number, facts, elsewhere) })).to.equal(
          "VOUCHER_INVALID",
        );
      }
    }
    for (const change of [
      { sequence: 2 },
      { rollIds: ["12"] },
      { expiresAt: file.expiresAt + 1 },
      { identityCommitment: "7" },
    ]) {
      expect(await handIn(change)).to.equal("VOUCHER_INVALID");
    }
    expect(await handIn({ approver: file.registrar })).to.equal("VOUCHER_INVALID");
    expect(await handIn({ proof: Array.from({ length: 8 }, () => "0") })).to.equal("ENROLMENT_PROOF_INVALID");

    await handInEnrolment(town.offices.registrar.url, file, REACH);
    await town.offices.registrar.work();
    await town.offices.registrar.work();
    const later = syntheticDevice(town.world, town.offices, visits);
    const unused = await later.enrol(await later.present());
    expect(unused.sequence).to.equal(2);
    const last = syntheticDevice(town.world, town.offices, visits);
    await town.world.chain.moveTo(unused.expiresAt - 119);
    expect(await refusal(handInEnrolment(town.offices.registrar.url, unused, REACH))).to.equal("VOUCHER_ENDS_SOON");
    await town.world.chain.moveTo(unused.expiresAt);
    expect(await refusal(handInEnrolment(town.offices.registrar.url, unused, REACH))).to.equal("VOUCHER_EXPIRED");
    town.now = Date.now();
    const file2 = await last.enrol(await last.present());
    await handInEnrolment(town.offices.registrar.url, file2, REACH);
    await town.offices.registrar.work();
    const old = { ...facts, identityCommitment: 99n, expiresAt: file2.expiresAt };
    const replay = {
      ...file,
      identityCommitment: "99",
      expiresAt: file2.expiresAt,
      registrar: await signVoucher(office("registrar"), number, old, town.world.registry),
      approver: await signVoucher(office("approver"), number, old, town.world.registry),
    };
    expect(await refusal(handInEnrolment(town.offices.registrar.url, replay, REACH))).to.equal("SEQUENCE_MOVED");
    expect(await refusal(handInEnrolment(town.offices.approver.url, file2, REACH))).to.equal("DOES_NOT_SUBMIT");
  });

  it("to sign with a key that the registry no longer names, and says so", async () => {
    const next = newOfficeKeys(systemRandom);
    const successor = new Wallet(next.signingKey).address;
    const registry = registryAt(town.world.registry.registry, await town.world.chain.newAccount());
    const current = (role: OfficeRole) => new Wallet(town.world.keys[role].signingKey);
    const approver = current("approver");
    const rotation = { kind: "rotation", registrar: successor, approver: approver.address, nonce: 0n } as const;
    const payer = await town.world.chain.newAccount();
    await announce(town.world.registry, rotation, [payer, current("registrar"), approver, new Wallet(next.signingKey)]);
    await town.offices.registrar.work();
    expect(await readOfficeHealth(town.offices.registrar.url, REACH)).to.deep.include({
      status: "single-node",
      announced: successor,
    });
    const { device } = await town.resident();
    const visited = await device.present();
    const snapshot = await town.world.chain.provider.send("evm_snapshot", []);
    await town.world.chain.moveTo((await town.world.chain.now()) + ROTATION_DELAY);
    await send(registry, "rotate");
    const request = await device.request("registrar", visited);
    expect(await refusal(voucher("registrar", visited.registrar.session, request))).to.equal("SIGNER_DIFFERS");
    await town.offices.registrar.work();
    expect(await readOfficeHealth(town.offices.registrar.url, REACH)).to.deep.include({
      status: "signer differs",
      namedByChain: successor,
    });
    const successorOffice = await town.world.office("registrar", {
      keys: { ...town.world.keys.registrar, signingKey: next.signingKey },
    });
    expect(successorOffice.health().status).to.equal("single-node");
    await successorOffice.close();
    await town.world.chain.provider.send("evm_revert", [snapshot]);
  });
});
