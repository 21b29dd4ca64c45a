import { expect } from "chai";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import type { EnrolmentFile, OfficeRole } from "../../../sdk/enrolling/officeAnswers.ts";
import {
  beginSession,
  handInEnrolment,
  OfficeRefusedError,
  OfficeUnreachableError,
  presentToAsk,
  presentToEnrol,
  readEnrolmentStatus,
  readOffice,
  requestVoucher,
  writeObjection,
} from "../../../sdk/enrolling/officeClient.ts";
import { DEMO_METHODS, presentDemoEid } from "../../../services/demo-issuer/demoEids.ts";
import { OfficeUrlInsecureError } from "../../../services/registrar/office.ts";
import { officeStore } from "../../../services/registrar/officeStore.ts";
import { errorOf } from "../../errorOf.ts";
import { ROLES, ROLL } from "./officeWorld.ts";
import { REACH, syntheticDevice } from "./syntheticDevice.ts";
import { syntheticOffices } from "./syntheticOffices.ts";

/** Repeats a request whose connection was lost: of so many at once some are, and devices do the same. */
async function repeated<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof OfficeUnreachableError)) throw error;
    return repeated(action);
  }
}

describe("An office's service", function () {
  this.timeout(180_000);
  const town = syntheticOffices();

  /** The offices' clock, which wallets have too. */
  const seconds = () => Math.floor(town.now / 1_000);
  const refusal = async (action: Promise<unknown>) => (await errorOf(action, OfficeRefusedError)).refusal;
  const enrolments = async () =>
    (await readRollHistory(town.world.registry.registry, town.world.chain.provider)).flatMap(
      ({ enrolments }) => enrolments,
    );

  it("signs for one of 1,000 commitments that one person asks for at once, at each office", async () => {
    const number = "person-in-a-hurry";
    town.world.settle(number);
    const { visits } = town.world.plan(town.offices, town.world.codes(number));
    const devices = Array.from({ length: 1_000 }, () => syntheticDevice(town.world, town.offices, visits));
    const visited: Awaited<ReturnType<(typeof devices)[0]["present"]>>[] = [];
    for (let i = 0; i < devices.length; i += 100) {
      visited.push(...(await Promise.all(devices.slice(i, i + 100).map((device) => device.present()))));
    }
    const won: Record<OfficeRole, bigint[]> = { registrar: [], approver: [] };
    const codes = new Set<string>();
    for (const role of ROLES) {
      const asked = await Promise.all(
        devices.map((device, i) => device.request(role, visited[i] as (typeof visited)[0])),
      );
      await Promise.all(
        asked.map(async (request, i) => {
          try {
            await repeated(() =>
              requestVoucher(town.offices[role].url, visited[i]?.[role].session as string, request, REACH),
            );
            won[role].push((devices[i] as (typeof devices)[0]).identityCommitment);
          } catch (error) {
            if (!(error instanceof OfficeRefusedError)) throw error;
            codes.add(error.refusal);
          }
        }),
      );
    }
    expect([won.registrar.length, won.approver.length, [...codes]]).to.deep.equal([1, 1, ["VOUCHER_HELD"]]);
    // The same commitment again gives the same, as after an answer that was lost; and only it.
    const winner = devices.findIndex(({ identityCommitment }) => identityCommitment === won.registrar[0]);
    const [device, mine] = [devices[winner], visited[winner]] as [(typeof devices)[0], (typeof visited)[0]];
    const again = await device.request("registrar", mine);
    const vouchers = [1, 2].map(() => requestVoucher(town.offices.registrar.url, mine.registrar.session, again, REACH));
    expect(new Set((await Promise.all(vouchers)).map(({ signature }) => signature)).size).to.equal(1);
  });

  it("writes for whom it will sign before it signs: what the file holds outlives the service", async () => {
    const { device, visits } = await town.resident();
    const visited = await device.present();
    await requestVoucher(
      town.offices.approver.url,
      visited.approver.session,
      await device.request("approver", visited),
      REACH,
    );
    await town.offices.approver.close();
    const { pseudonym, sequence } = visited.approver.facts;
    const held = officeStore(town.world.rolls.approver.database).voucher(pseudonym, sequence);
    expect(held?.identityCommitment).to.equal(device.identityCommitment);
    town.offices = { ...town.offices, approver: await town.world.office("approver", { clock: () => town.now }) };
    const { visits: again } = {
      visits: { ...visits, approver: { ...visits.approver, url: town.offices.approver.url } },
    };
    const rival = syntheticDevice(town.world, town.offices, again);
    const second = await rival.present();
    const asked = await rival.request("approver", second);
    expect(await refusal(requestVoucher(town.offices.approver.url, second.approver.session, asked, REACH))).to.equal(
      "VOUCHER_HELD",
    );
  });

  it("brings what it was handed to the chain once, leaves out what the chain refuses, and says why", async () => {
    const files: EnrolmentFile[] = [];
    for (let i = 0; i < 3; i++) {
      const { device } = await town.resident();
      files.push(await device.enrol(await device.present()));
    }
    const { url } = town.offices.registrar;
    for (const file of [...files, ...files]) await handInEnrolment(url, file, REACH);
    // The second of them is altered in the database: the chain will not take it.
    const [, bad] = files as [EnrolmentFile, EnrolmentFile, EnrolmentFile];
    const store = officeStore(town.world.rolls.registrar.database);
    const stored = store.enrolment(BigInt(bad.identityCommitment));
    store.putEnrolment({ ...(stored as NonNullable<typeof stored>), file: { ...bad, expiresAt: bad.expiresAt + 1 } });
    const before = (await enrolments()).length;
    for (let i = 0; i < 3; i++) await town.offices.registrar.work();
    expect((await enrolments()).length).to.equal(before + 2);
    const statuses = await Promise.all(
      files.map((file) => readEnrolmentStatus(url, BigInt(file.identityCommitment), REACH)),
    );
    expect(statuses.map(({ state, refusal: why }) => [state, why])).to.deep.equal([
      ["included", null],
      ["refused", "REFUSED_OFFICE_SIGNATURE_INVALID"],
      ["included", null],
    ]);
    expect((await readEnrolmentStatus(url, 123_456n, REACH)).state).to.equal("unknown");
    // Handed in anew, as the offices signed it, it goes.
    await handInEnrolment(url, bad, REACH);
    for (let i = 0; i < 2; i++) await town.offices.registrar.work();
    expect((await readEnrolmentStatus(url, BigInt(bad.identityCommitment), REACH)).state).to.equal("included");
  });

  it("sends again what a reorganisation dropped", async () => {
    const { device } = await town.resident();
    const file = await device.enrol(await device.present());
    const snapshot = await town.world.chain.provider.send("evm_snapshot", []);
    await handInEnrolment(town.offices.registrar.url, file, REACH);
    for (let i = 0; i < 2; i++) await town.offices.registrar.work();
    const state = async () =>
      (await readEnrolmentStatus(town.offices.registrar.url, device.identityCommitment, REACH)).state;
    expect(await state()).to.equal("included");
    await town.world.chain.provider.send("evm_revert", [snapshot]);
    await town.world.chain.mine(2);
    town.now += 61_000;
    for (let i = 0; i < 3; i++) await town.offices.registrar.work();
    expect(await state()).to.equal("included");
  });

  it("raises the fee of a transaction that stays out of blocks, and enrols once", async () => {
    const rpc = (method: string, ...parameters: unknown[]) => town.world.chain.provider.send(method, parameters);
    const waiting = async () =>
      (await rpc("eth_getBlockByNumber", "pending", true)).transactions as { hash: string; maxFeePerGas: string }[];
    const { device } = await town.resident();
    const file = await device.enrol(await device.present());
    const before = (await enrolments()).length;
    await rpc("evm_setAutomine", false);
    try {
      await handInEnrolment(town.offices.registrar.url, file, REACH);
      for (let i = 0; i < 2; i++) await town.offices.registrar.work();
      const [first] = await waiting();
      town.now += 61_000;
      await town.offices.registrar.work();
      const [second, ...none] = await waiting();
      expect(none).to.deep.equal([]);
      expect(second?.hash).not.to.equal(first?.hash);
      expect(BigInt(second?.maxFeePerGas ?? 0)).to.be.above(BigInt(first?.maxFeePerGas ?? 0));
    } finally {
      await rpc("evm_setAutomine", true);
    }
    await town.world.chain.mine(1);
    for (let i = 0; i < 2; i++) await town.offices.registrar.work();
    expect((await enrolments()).length).to.equal(before + 1);
    const { state } = await readEnrolmentStatus(town.offices.registrar.url, device.identityCommitment, REACH);
    expect(state).to.equal("included");
  });

  it("re-issues for a resident in the same way, removing the earlier leaf", async () => {
    const { visits } = await town.resident();
    for (const sequence of [1, 2]) {
      const device = syntheticDevice(town.world, town.offices, visits);
      const file = await device.enrol(await device.present());
      expect(file.sequence).to.equal(sequence);
      await handInEnrolment(town.offices.registrar.url, file, REACH);
      for (let i = 0; i < 2; i++) await town.offices.registrar.work();
      expect((await enrolments()).at(-1)).to.deep.include({ sequence, identityCommitment: device.identityCommitment });
    }
  });

  it("gives what a wallet posted by itself only to who comes back with the wallet's code", async () => {
    const { number, device } = await town.resident();
    const { url } = town.offices.registrar;
    const identityCommitment = String(device.identityCommitment);
    const begun = await beginSession(url, { method: DEMO_METHODS.wallet, purpose: "enrol", identityCommitment }, REACH);
    const presented = await presentDemoEid(await town.world.wallet(number), begun.request, seconds());
    const { vp_token, state } = presented as { vp_token: unknown; state: string };
    const body = new URLSearchParams({ vp_token: JSON.stringify(vp_token), state });
    const answer = await fetch(`${url}/sessions/${begun.session}/presentation`, { method: "POST", body });
    const { redirect_uri } = (await answer.json()) as { redirect_uri: string };
    const code = /^https:\/\/vote\.example\/register#response_code=([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})$/.exec(
      redirect_uri,
    )?.[1] as string;
    // Whoever began the session and had somebody else's wallet answer has no code.
    expect(await refusal(presentToEnrol(url, begun.session, presented, REACH))).to.equal("SESSION_USED");
    const guess = { response_code: "0".repeat(16) };
    expect(await refusal(presentToEnrol(url, begun.session, guess, REACH))).to.equal("RESPONSE_CODE_UNKNOWN");
    const other = {
      session: "",
      facts: { pseudonym: `0x${"22".repeat(32)}`, sequence: 1, rollIds: [String(ROLL)], expiresAt: 9e9 },
    };
    const asked = await device.request("registrar", {
      registrar: other,
      approver: { ...other, facts: { ...other.facts, pseudonym: `0x${"33".repeat(32)}` } },
    });
    expect(await refusal(requestVoucher(url, begun.session, asked, REACH))).to.equal("SESSION_NOT_PRESENTED");
    // As a person types it who carried it from another device.
    const carried = code.toLowerCase().replaceAll("-", " ");
    const facts = await presentToEnrol(url, begun.session, { response_code: carried }, REACH);
    expect(facts.rollIds).to.deep.equal([String(ROLL)]);
    expect(await refusal(presentToEnrol(url, begun.session, { response_code: code }, REACH))).to.equal(
      "RESPONSE_CODE_UNKNOWN",
    );
  });

  it("takes objections of who presented until the roll's deadline, and shows them with the office's answer", async () => {
    const { number } = await town.resident();
    const { url } = town.offices.registrar;
    const ask = async () => {
      const begun = await beginSession(
        url,
        { method: DEMO_METHODS.wallet, purpose: "ask", identityCommitment: "0" },
        REACH,
      );
      const presentation = await presentDemoEid(await town.world.wallet(number), begun.request, seconds());
      return { session: begun.session, answer: await presentToAsk(url, begun.session, presentation, REACH) };
    };
    const { session, answer } = await ask();
    expect(answer.objections).to.deep.equal([]);
    const written = await writeObjection(
      url,
      session,
      { rollId: String(ROLL), text: "내 이웃이 빠져 있습니다" },
      REACH,
    );
    officeStore(town.world.rolls.registrar.database).answerObjection(written.objection, "확인했습니다");
    expect((await ask()).answer.objections).to.deep.equal([
      { ...written, rollId: String(ROLL), text: "내 이웃이 빠져 있습니다", answer: "확인했습니다" },
    ]);
    const last = (await ask()).session;
    expect(await refusal(writeObjection(url, last, { rollId: "404", text: "x" }, REACH))).to.equal("OBJECTION_LATE");
    const deadline = (await readOffice(url, REACH)).rolls[0]?.objectionsUntil as number;
    town.now = deadline * 1_000 - 1;
    const session2 = (await ask()).session;
    expect((await writeObjection(url, session2, { rollId: String(ROLL), text: "x" }, REACH)).receivedAt).to.equal(
      deadline - 1,
    );
    town.now = deadline * 1_000;
    expect(await refusal(writeObjection(url, session2, { rollId: String(ROLL), text: "x" }, REACH))).to.equal(
      "OBJECTION_LATE",
    );
    // A session begun to enrol writes none, and one begun to ask enrols nobody.
    town.now = Date.now();
    const { device } = await town.resident();
    const visited = await device.present();
    const objection = { rollId: String(ROLL), text: "x" };
    expect(await refusal(writeObjection(url, visited.registrar.session, objection, REACH))).to.equal("SESSION_PURPOSE");
    const asked = await device.request("registrar", visited);
    const { session: asking } = await ask();
    expect(await refusal(requestVoucher(url, asking, asked, REACH))).to.equal("SESSION_PURPOSE");
  });

  it("prints nothing and answers nothing that tells of a person: no number, no name, no code, no credential", async () => {
    const printed: string[] = [];
    const answered: string[] = [];
    const [out, err] = [process.stdout.write, process.stderr.write];
    const catching = (chunk: string | Uint8Array) => printed.push(String(chunk)) > 0;
    const listening: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      answered.push(await response.clone().text(), JSON.stringify([...response.headers]));
      return response;
    };
    const number = "person-of-whom-nothing-is-told";
    town.world.settle(number, { name: "Hong Gildong", district: "Nowhere-dong" });
    const codes = town.world.codes(number);
    const { visits } = town.world.plan(town.offices, codes);
    const device = syntheticDevice(town.world, town.offices, visits, undefined, { ...REACH, fetch: listening });
    const { code } = codes.registrar as { code: string };
    process.stdout.write = catching as typeof out;
    process.stderr.write = catching as typeof err;
    try {
      const file = await device.enrol(await device.present());
      await handInEnrolment(town.offices.registrar.url, file, { ...REACH, fetch: listening });
      await town.offices.registrar.work();
      const url = town.offices.registrar.url;
      for (const path of ["/office", "/health", "/openapi.json", `/enrolments/${file.identityCommitment}`]) {
        await listening(url + path);
      }
      for (const body of ["{", JSON.stringify({ code }), JSON.stringify({ code: { [code]: number } })]) {
        const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
        await listening(`${url}/sessions`, init);
        await listening(`${url}/sessions/${"0".repeat(32)}/presentation`, init);
      }
    } finally {
      [process.stdout.write, process.stderr.write] = [out, err];
    }
    expect(answered.length).to.be.greaterThan(20);
    expect(printed).to.deep.equal([]);
    for (const secret of [number, "Hong Gildong", "Nowhere-dong", "1990-01-02", code, code.replaceAll("-", "")]) {
      expect(
        answered.filter((text) => text.includes(secret)),
        secret,
      ).to.deep.equal([]);
    }
  });

  it("describes itself, keeps answers out of caches, and may be asked by any page", async () => {
    const { url } = town.offices.registrar;
    const response = await fetch(`${url}/openapi.json`, { headers: { Origin: "https://vote.example" } });
    expect(response.headers.get("cache-control")).to.equal("no-store");
    expect(response.headers.get("access-control-allow-origin")).to.equal("*");
    const { openapi, paths } = (await response.json()) as { openapi: string; paths: Record<string, unknown> };
    expect(openapi).to.equal("3.1.0");
    expect(Object.keys(paths)).to.have.length(11);
    expect(await readOffice(url, REACH)).to.deep.include({
      role: "registrar",
      submits: true,
      signer: town.offices.registrar.signer,
    });
    const missing = (await (await fetch(`${url}/nothing`)).json()) as { code: string };
    expect(missing.code).to.equal("NOT_FOUND");
  });

  it("answers no more requests in a minute than its limit, and none that is too large", async () => {
    const office = await town.world.office("approver", { limits: { requestsPerMinute: 3, requestBytes: 1_000 } });
    const post = async (body: string) => {
      const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
      const response = await fetch(`${office.url}/enrolments`, init);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await post("x".repeat(1_001))).to.deep.equal([413, "REQUEST_TOO_LARGE"]);
    expect(await post("x")).to.deep.equal([400, "REQUEST_MALFORMED"]);
    expect(await post("{}")).to.deep.equal([400, "REQUEST_MALFORMED"]);
    expect(await post("{}")).to.deep.equal([429, "RATE_EXCEEDED"]);
    const request = { method: DEMO_METHODS.code, purpose: "ask" as const, identityCommitment: "0" };
    expect((await beginSession(office.url, request, REACH)).session).to.be.a("string");
    await office.close();
  });

  it("is not started where residents would reach it without TLS", async () => {
    await errorOf(town.world.office("registrar", { publicUrl: "http://registrar.example" }), OfficeUrlInsecureError);
    const office = await town.world.office("registrar", { publicUrl: "https://registrar.example" });
    const request = { method: DEMO_METHODS.wallet, purpose: "ask" as const, identityCommitment: "0" };
    const { request: begun } = await beginSession(office.url, request, REACH);
    expect(JSON.stringify(begun)).to.include("redirect_uri:https://registrar.example/sessions/");
    await office.close();
  });
});
