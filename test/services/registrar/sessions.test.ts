import { expect } from "chai";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import {
  beginSession,
  OfficeRefusedError,
  presentToAsk,
  presentToEnrol,
  requestVoucher,
  writeObjection,
} from "../../../sdk/enrolling/officeClient.ts";
import { newCode } from "../../../sdk/enrolling/oneTimeCode.ts";
import { DEMO_METHODS, type DemoEid } from "../../../services/demo-issuer/demoEids.ts";
import { oneTimeCodeMethod } from "../../../services/eid/oneTimeCode.ts";
import { newSessions, type Session, type Sessions } from "../../../services/registrar/sessions.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import { ROLL } from "./officeWorld.ts";
import { REACH, syntheticDevice } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

const refusal = async (action: Promise<unknown>) => (await errorOf(action, OfficeRefusedError)).refusal;

describe("Sessions of an office", () => {
  const codes = { givenCode: () => undefined, useCode: () => false };
  const methods = ["one", "two"].map((id) => oneTimeCodeMethod({ id, name: { ko: id, en: id } }, codes));
  const [, two] = methods;
  const NOW = 1_800_000_000;
  let sessions: Sessions;
  let session: Session;

  function newOnes(seed: string): Sessions {
    return newSessions({
      methods,
      tries: 5,
      perPerson: 3,
      random: seededRandom(seed),
      challenge: (commitment, nonce) => new TextEncoder().encode(`${commitment} ${nonce}`),
      presentationUrl: (name) => `https://office.example/${name}`,
    });
  }

  beforeEach(() => {
    sessions = newOnes("sessions");
    session = open(12_345n);
  });

  const open = (identityCommitment: bigint, expiresAt = NOW + 600) =>
    sessions.open({ method: two as (typeof methods)[0], purpose: "enrol", identityCommitment, expiresAt });
  const codeOf = async (action: () => unknown) => (await errorOf(action, Error)) as Error & { readonly code?: string };

  it("are wholly in their names, until the second they end", async () => {
    const { method, ...found } = sessions.find(session.name, NOW + 599);
    expect({ ...found, method: method.id }).to.deep.equal({ ...session, method: "two" });
    expect(found.identityCommitment).to.equal(12_345n);
    expect((await codeOf(() => sessions.find(session.name, NOW + 600))).code).to.equal("SESSION_UNKNOWN");
    const other = open(12_345n);
    expect(new Set([session, other].flatMap(({ name, nonce, state }) => [name, nonce, state])).size).to.equal(6);
  });

  it("are none with any character changed, added or left out, or of another service", async () => {
    const { name } = session;
    for (let at = 0; at < name.length; at++) {
      const changed = name.slice(0, at) + (name[at] === "A" ? "B" : "A") + name.slice(at + 1);
      expect((await codeOf(() => sessions.find(changed, NOW))).code, String(at)).to.equal("SESSION_UNKNOWN");
    }
    for (const wrong of ["", name.slice(1), name.slice(0, -1), `${name}A`, `${name}=`, ` ${name}`, "x".repeat(9_999)]) {
      expect((await codeOf(() => sessions.find(wrong, NOW))).code, wrong).to.equal("SESSION_UNKNOWN");
    }
    expect((await codeOf(() => newOnes("restarted").find(name, NOW))).code).to.equal("SESSION_UNKNOWN");
  });

  it("allow five tries and take one presentation, though nothing is remembered before", async () => {
    for (let i = 0; i < 5; i++) sessions.countTry(sessions.find(session.name, NOW));
    const again = sessions.find(session.name, NOW);
    expect((await codeOf(() => sessions.countTry(again))).code).to.equal("SESSION_TRIES");
    const fresh = open(1n);
    sessions.countTry(fresh);
    sessions.take(fresh, { number: "A", facts: undefined });
    for (const action of [
      () => sessions.countTry(fresh),
      () => sessions.take(fresh, { number: "B", facts: undefined }),
    ]) {
      expect((await codeOf(action)).code).to.equal("SESSION_USED");
    }
    expect(sessions.presented(sessions.find(fresh.name, NOW + 599))?.number).to.equal("A");
  });

  it("that one person presented in are few at a time, whoever else presents", async () => {
    const take = (number: string, at: number) => {
      const one = open(1n, at + 600);
      sessions.take(sessions.find(one.name, at), { number, facts: undefined });
    };
    for (let i = 0; i < 3; i++) take("A", NOW);
    expect((await codeOf(() => take("A", NOW))).code).to.equal("SESSIONS_FULL");
    take("B", NOW);
    take("A", NOW + 600);
  });

  it("that are only begun are not remembered, however many there are", () => {
    for (let i = 0; i < 2_000; i++) sessions.find(open(BigInt(i)).name, NOW);
    expect(sessions.size).to.equal(0);
    sessions.countTry(session);
    sessions.countTry(session);
    expect(sessions.size).to.equal(1);
    sessions.find(open(1n, NOW + 1_200).name, NOW + 600);
    expect(sessions.size).to.equal(0);
  });
});

describe("A code that enrolled", function () {
  this.timeout(120_000);
  const town = syntheticOffices();

  it("still stands for its person, who asks and objects with it as often as he likes", async () => {
    const { device, eids } = await town.resident({ eid: "codes" });
    const { url } = town.offices.registrar;
    const { code } = eids.registrar as DemoEid & { code: string };
    const ask = async () => {
      const request = { method: DEMO_METHODS.code, purpose: "ask", identityCommitment: "0" } as const;
      const { session } = await beginSession(url, request, REACH);
      return { session, answer: await presentToAsk(url, session, { code }, REACH) };
    };
    // Before it enrols: to object uses up no code.
    const first = await ask();
    await writeObjection(url, first.session, { rollId: String(ROLL), text: "before" }, REACH);
    await device.enrol(await device.present());
    for (const text of ["after", "again"]) {
      const { session } = await ask();
      await writeObjection(url, session, { rollId: String(ROLL), text }, REACH);
    }
    expect((await ask()).answer.objections.map(({ text }) => text).sort()).to.deep.equal(["after", "again", "before"]);
  });

  it("gives its commitment the same half-voucher again in a new session, and no other commitment any", async () => {
    const { device, visits } = await town.resident({ eid: "codes" });
    const visited = await device.present();
    const first = await requestVoucher(
      town.offices.registrar.url,
      visited.registrar.session,
      await device.request("registrar", visited),
      REACH,
    );
    // The device's sessions ended before the approver signed.
    town.now += 660_000;
    const second = await device.present();
    const { expiresAt } = second.registrar.facts;
    expect(expiresAt).to.equal(Math.min(visited.registrar.facts.expiresAt, visited.approver.facts.expiresAt));
    const file = await device.enrol(second);
    expect(file.registrar).to.deep.equal(first);
    expect(file.expiresAt).to.equal(expiresAt);
    const rival = syntheticDevice(town.world, town.offices, visits);
    expect(await refusal(rival.presentTo("registrar"))).to.equal("CODE_USED");
  });

  it("gets a half-voucher that lasts where its earlier one soon ends", async () => {
    const { number, device: first } = await town.resident({ eid: "codes" });
    const { expiresAt } = await first.enrol(await first.present());
    const code = newCode(systemRandom);
    town.world.rolls.registrar.addCode(number, code, expiresAt);
    const eids = { registrar: { kind: "oneTimeCode", code }, approver: { kind: "oneTimeCode", code } } as const;
    const { visits } = town.world.plan(town.offices, eids);
    const device = syntheticDevice(town.world, town.offices, visits, first.identityCommitment);
    town.now = (expiresAt - 901) * 1_000;
    expect((await device.presentTo("registrar")).facts.expiresAt).to.equal(expiresAt);
    town.now = (expiresAt - 900) * 1_000;
    expect((await device.presentTo("registrar")).facts.expiresAt).to.be.above(expiresAt);
  });

  it("is refused to a session that only wants what another presented", async () => {
    const { device } = await town.resident({ eid: "codes" });
    const visited = await device.present();
    const { url } = town.offices.registrar;
    const request = { method: DEMO_METHODS.code, purpose: "enrol", identityCommitment: "5" } as const;
    const { session } = await beginSession(url, request, REACH);
    const asked = await device.request("registrar", visited);
    expect(await refusal(requestVoucher(url, session, asked, REACH))).to.equal("SESSION_NOT_PRESENTED");
    expect(await refusal(presentToEnrol(url, session, { response_code: "" }, REACH))).to.equal("RESPONSE_CODE_UNKNOWN");
  });
});
