import { createHmac, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { CompactSign } from "jose";
import { gatewayApp, residentsOf } from "../../../../examples/gateway/gateway.ts";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import type { Es256Key } from "../../../../services/eid/es256.ts";
import { RefusalError } from "../../../../services/hosting/refusal.ts";
import { gatewayRegister } from "../../../../services/registrar/register/gatewayRegister.ts";
import type {
  RegisterRequest,
  RegisterResponse,
  Transport,
} from "../../../../services/registrar/register/transport.ts";
import { errorOf } from "../../../errorOf.ts";
import { CASE, meansOf, PURPOSE, triesKept } from "./answering.ts";

const OFFICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const NOW = 1_800_000_000;
const AS_OF = "2027-01-15T00:00:00+09:00";

describe("A population register behind a gateway (P28.12)", () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const jwk = { ...keys.publicKey.export({ format: "jwk" }), kid: "gateway-1" } as Es256Key;
  const csv = readFileSync(`${projectRoot}examples/gateway/residents.csv`, "utf8");
  const example = gatewayApp({
    ...{ residents: residentsOf(csv, AS_OF), key: keys.privateKey, kid: "gateway-1", offices: [OFFICE] },
    clock: () => NOW * 1_000,
  });

  const register = (ask: Transport, now = NOW, office = OFFICE) =>
    gatewayRegister(
      { kind: "gateway", url: "http://127.0.0.1:1/base/", keys: [jwk] },
      office,
      meansOf({ ask, clock: () => now * 1_000 }),
    );

  /** The example's own answer to a request. */
  async function answered({ method, url, headers, body }: RegisterRequest): Promise<RegisterResponse> {
    const path = url.pathname.replace("/base", "");
    const response = await example.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  it("gives what the example's file says, by a statement for this office, person and question", async () => {
    const { tries, tried } = triesKept();
    const { evidence, ...answer } = await register(answered).resident("S-0002", PURPOSE, tried);
    const asOf = Date.parse(AS_OF) / 1_000;
    expect(answer).to.deep.equal({
      ...{ found: true, districts: ["신장동", "덕풍동"], adultAt: "2001-11-30", electoralRight: true, asOf },
    });
    expect(evidence).to.deep.include({ system: "gateway", requestHash: null, receivedAt: NOW });
    expect(tries).to.deep.equal([
      { case: CASE, system: "gateway", messageId: evidence.messageId, requestHash: null, outcome: "answered", at: NOW },
    ]);
    const nobody = await register(answered).resident("S-9999", PURPOSE, () => {});
    expect(nobody.found).to.equal(false);
    const { electoralRight } = (await register(answered).resident("S-0004", PURPOSE, () => {})) as never;
    expect(electoralRight).to.equal(false);
  });

  it("is asked in the body alone, without anything of the session", async () => {
    const asked: RegisterRequest[] = [];
    await register(async (request) => {
      asked.push(request);
      return answered(request);
    }).resident("S-0001", PURPOSE, () => {});
    const [{ url, headers, body = "" }] = asked as [RegisterRequest];
    expect(url.href).to.equal("http://127.0.0.1:1/base/residents");
    expect(headers).to.deep.equal({ "Content-Type": "application/json; charset=utf-8", Accept: "application/jwt" });
    const { nonce, ...question } = JSON.parse(body) as Record<string, unknown>;
    expect(question).to.deep.equal({ person: "S-0001", case: CASE, office: OFFICE });
    expect(nonce).to.match(/^[A-Za-z0-9_-]{22}$/);
  });

  /** A register whose gateway answers with these claims, under this header. */
  function stating(claims: Record<string, unknown>, header: Record<string, unknown> = {}, key = keys.privateKey) {
    return register(async ({ body = "{}" }) => {
      const { person, nonce } = JSON.parse(body) as Record<string, string>;
      const usual = {
        ...{ person, nonce, aud: OFFICE, iat: NOW, messageId: "m-1", found: true, districts: ["11"] },
        ...{ adultAt: "2000-01-01", electoralRight: true, asOf: AS_OF },
      };
      const statement = await new CompactSign(Buffer.from(JSON.stringify({ ...usual, ...claims })))
        .setProtectedHeader({ alg: "ES256", kid: "gateway-1", ...header } as never)
        .sign(key);
      return { status: 200, headers: { "content-type": "application/jwt" }, body: Buffer.from(statement) };
    });
  }

  const codeOf = async (one: ReturnType<typeof register>) =>
    (
      await errorOf(
        one.resident("S-0001", PURPOSE, () => {}),
        RefusalError,
      )
    ).code;

  it("is not believed for another person, question, office or time, or without a claim", async () => {
    expect((await stating({ iat: NOW - 60 }).resident("S-0001", PURPOSE, () => {})).found).to.equal(true);
    for (const claims of [
      { person: "S-0002" },
      { nonce: "AAAAAAAAAAAAAAAAAAAAAA" },
      { aud: "0x0000000000000000000000000000000000000001" },
      { aud: [OFFICE] },
      { iat: NOW - 61 },
      { iat: NOW + 61 },
      { iat: String(NOW) },
      { messageId: undefined },
      { found: undefined },
      { found: "true" },
      { districts: undefined },
      { adultAt: "2000-13-01" },
      { electoralRight: "yes" },
      { asOf: "yesterday" },
    ]) {
      expect(await codeOf(stating(claims)), JSON.stringify(claims)).to.equal("REGISTER_ANSWER_UNREADABLE");
    }
  });

  it("hands on no name, address or birth date that stands in the statement", async () => {
    const answer = await stating({ name: "Kim", address: "1", birthDate: "1982-01-01" }).resident(
      "S-0001",
      PURPOSE,
      () => {},
    );
    expect(Object.keys(answer).sort()).to.deep.equal([
      "adultAt",
      "asOf",
      "districts",
      "electoralRight",
      "evidence",
      "found",
    ]);
  });

  it("is not believed under another key or algorithm, or with a bit changed", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
    expect(await codeOf(stating({}, {}, other))).to.equal("REGISTER_ANSWER_UNREADABLE");
    expect(await codeOf(stating({}, { kid: "gateway-2" }))).to.equal("REGISTER_ANSWER_UNREADABLE");
    for (const alg of ["none", "HS256"]) {
      const forged = register(async ({ body = "{}" }) => {
        const { person, nonce } = JSON.parse(body) as Record<string, string>;
        const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
        const claims = { person, nonce, aud: OFFICE, iat: NOW, messageId: "m", found: false };
        const data = `${part({ alg, kid: "gateway-1" })}.${part(claims)}`;
        const mac = createHmac("sha256", JSON.stringify(jwk)).update(data).digest("base64url");
        const statement = `${data}.${alg === "none" ? "" : mac}`;
        return { status: 200, headers: { "content-type": "application/jwt" }, body: Buffer.from(statement) };
      });
      expect(await codeOf(forged), alg).to.equal("REGISTER_ANSWER_UNREADABLE");
    }
    const changed = register(async (request) => {
      const { body, ...rest } = await answered(request);
      const [header, claims, signature = ""] = body.toString().split(".");
      const other = `${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`;
      return { ...rest, body: Buffer.from(`${header}.${claims}.${other}`) };
    });
    expect(await codeOf(changed)).to.equal("REGISTER_ANSWER_UNREADABLE");
  });

  it("refuses an office that it does not know, and what is no question", async () => {
    expect(await codeOf(register(answered, NOW, "0x0000000000000000000000000000000000000002"))).to.equal(
      "REGISTER_REFUSED",
    );
    const ask = (body: string) => example.request("/residents", { method: "POST", body });
    const good = { person: "S-0001", case: CASE, office: OFFICE, nonce: "AAAAAAAAAAAAAAAAAAAAAA" };
    expect((await ask(JSON.stringify(good))).status).to.equal(200);
    for (const bad of ["", "[]", JSON.stringify({ ...good, name: "Kim" }), JSON.stringify({ ...good, nonce: "" })]) {
      expect((await ask(bad)).status, bad).to.equal(400);
    }
    expect((await ask("x".repeat(5_000))).status).to.equal(413);
  });
});
