import { createHmac, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { type JWTPayload, SignJWT } from "jose";
import type { EidMethod } from "../../../services/eid/eidMethod.ts";
import type { Es256Key } from "../../../services/eid/es256.ts";
import { mobileIdMethod } from "../../../services/eid/mobileId.ts";
import { expectRefused, NAME, NOW, OTHER_SESSION, PERSON, SESSION } from "./methodSession.ts";

const SERVER = "https://mobile-id.example";
const AUDIENCE = "https://registrar.example";

describe("The result of a mobile ID's verification server", () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const jwk = { ...keys.publicKey.export({ format: "jwk" }), kid: "server-1" } as Es256Key;
  const method: EidMethod = mobileIdMethod({
    id: "mobile",
    name: NAME,
    issuer: SERVER,
    keys: [jwk],
    audience: AUDIENCE,
    server: SERVER,
    personClaim: "pn",
  });
  const nonce = Buffer.from(SESSION.challenge).toString("base64url");

  function result(claims: JWTPayload = {}, header: Record<string, unknown> = {}, key = keys.privateKey) {
    const usual = { iss: SERVER, aud: AUDIENCE, nonce, iat: NOW, exp: NOW + 60, pn: PERSON };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: "ES256", kid: "server-1", ...header } as never)
      .sign(key);
  }

  it("identifies the person it names, for this office and session alone", async () => {
    expect(await method.verify({ result: await result() }, SESSION, NOW)).to.deep.equal({ number: PERSON });
    await expectRefused(method, { result: await result() }, "NONCE_MISMATCH", NOW, OTHER_SESSION);
    await expectRefused(method, { result: await result({ aud: "https://approver.example" }) }, "AUDIENCE_MISMATCH");
    await expectRefused(method, { result: await result({ iss: "https://other.example" }) }, "ISSUER_UNKNOWN");
  });

  it("is refused when expired, stale, or without its claims", async () => {
    await expectRefused(method, { result: await result({ exp: NOW }) }, "CREDENTIAL_EXPIRED");
    await expectRefused(method, { result: await result({ iat: NOW - 301, exp: NOW + 1 }) }, "PRESENTATION_STALE");
    await expectRefused(method, { result: await result({ exp: undefined }) }, "PRESENTATION_MALFORMED");
    await expectRefused(method, { result: await result({ pn: undefined }) }, "PRESENTATION_MALFORMED");
    await expectRefused(method, { result: await result({ pn: 12 }) }, "PRESENTATION_MALFORMED");
    await expectRefused(method, { result: "no token" }, "PRESENTATION_MALFORMED");
  });

  it("is refused with a signature of another key, an unknown key, and one bit changed", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
    await expectRefused(method, { result: await result({}, {}, other) }, "SIGNATURE_INVALID");
    await expectRefused(method, { result: await result({}, { kid: "server-2" }) }, "ISSUER_UNKNOWN");
    const [header, claims, signature = ""] = (await result()).split(".");
    const changed = (signature[0] === "A" ? "B" : "A") + signature.slice(1);
    await expectRefused(method, { result: `${header}.${claims}.${changed}` }, "SIGNATURE_INVALID");
  });

  it("is refused under any algorithm but ES256", async () => {
    const [header = "", claims = ""] = (await result()).split(".");
    for (const alg of ["none", "HS256", "ES384"]) {
      const named = { ...JSON.parse(Buffer.from(header, "base64url").toString()), alg };
      const data = `${Buffer.from(JSON.stringify(named)).toString("base64url")}.${claims}`;
      const mac = createHmac("sha256", JSON.stringify(jwk)).update(data).digest("base64url");
      await expectRefused(method, { result: `${data}.${alg === "none" ? "" : mac}` }, "ALGORITHM_REFUSED");
    }
  });
});
