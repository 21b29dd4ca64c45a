import { createHmac, generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";
import { ES256 } from "@sd-jwt/crypto-nodejs";
import { expect } from "chai";
import {
  DEMO_CREDENTIAL,
  type DemoIssuer,
  type HeldCredential,
  newDemoIssuer,
  presentCredential,
} from "../../../services/demo-issuer/demoCredentials.ts";
import type { EidMethod } from "../../../services/eid/eidMethod.ts";
import { openid4vpMethod } from "../../../services/eid/openid4vp.ts";
import { expectRefused, NAME, NOW, OTHER_SESSION, PERSON, SESSION } from "./methodSession.ts";

const LIST = "https://issuer.example/status";
const ISSUER = "https://issuer.example";

type Request = { readonly client_id: string; readonly nonce: string; readonly state: string };

describe("A credential presented by OpenID4VP", () => {
  let issuer: DemoIssuer;
  let method: EidMethod;
  let request: Request;
  let held: HeldCredential;
  let list: () => Promise<string>;

  before(async () => {
    issuer = await newDemoIssuer(ISSUER, LIST, () => NOW);
  });
  beforeEach(async () => {
    list = () => issuer.statusList();
    method = methodWith();
    request = await requestIn(SESSION);
    held = await issuer.issue(PERSON);
  });

  function methodWith(): EidMethod {
    const settings = { credentialType: DEMO_CREDENTIAL, personClaim: ["person_number"] };
    const source = async (uri: string) => {
      expect(uri).to.equal(LIST);
      return new TextEncoder().encode(await list());
    };
    return openid4vpMethod({ id: "wallet", name: NAME, issuers: [issuer.trusted], ...settings }, source);
  }

  async function requestIn(session: typeof SESSION): Promise<Request> {
    const begun = await method.begin(session);
    if (begun.kind !== "openid4vp") throw new TypeError(begun.kind);
    return begun.authorizationRequest as unknown as Request;
  }

  const present = (given: HeldCredential = held, to: Partial<Request> = {}, at = NOW) =>
    presentCredential(given, { ...request, ...to }, at);

  /** The presentation with its SD-JWT replaced part by part: issuer's token, disclosures, holder's token. */
  async function altered(change: (credential: string, disclosures: string[], binding: string) => readonly string[]) {
    const [presented = ""] = (await present()).vp_token.person as string[];
    const parts = presented.split("~");
    const made = change(parts[0] as string, parts.slice(1, -1), parts.at(-1) as string);
    return { vp_token: { person: [made.join("~")] }, state: request.state };
  }

  /** A token with other claims or another header, under the signature that `signer` makes. */
  function retoken(
    token: string,
    header: Readonly<Record<string, unknown>>,
    claims: Readonly<Record<string, unknown>>,
    signer: (data: string) => string,
  ): string {
    const [oldHeader = "", oldClaims = "", signature = ""] = token.split(".");
    const merged = (part: string, changes: object) =>
      Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, "base64url").toString()), ...changes })).toString(
        "base64url",
      );
    const data = `${merged(oldHeader, header)}.${merged(oldClaims, claims)}`;
    return `${data}.${signer(data) || signature}`;
  }

  const unsigned = () => "";

  it("identifies the person whose number it discloses, by itself or as a wallet's form", async () => {
    expect(await method.verify(await present(), SESSION, NOW)).to.deep.equal({ number: PERSON });
    const { vp_token, state } = await present();
    const form = { vp_token: JSON.stringify(vp_token), state };
    expect(await method.verify(form, SESSION, NOW)).to.deep.equal({ number: PERSON });
  });

  it("is asked for by a DCQL query bound to the session's address and challenge", async () => {
    const begun = await method.begin(SESSION);
    if (begun.kind !== "openid4vp") throw new TypeError(begun.kind);
    const nonce = Buffer.from(SESSION.challenge).toString("base64url");
    expect(begun.authorizationRequest).to.deep.include({
      response_type: "vp_token",
      response_mode: "direct_post",
      nonce,
      client_id: `redirect_uri:${SESSION.presentationUrl}`,
      response_uri: SESSION.presentationUrl,
    });
    expect(new URL(begun.uri).searchParams.get("client_id")).to.equal(begun.authorizationRequest.client_id);
  });

  it("is refused after its expiry and before it begins, and taken in the seconds between", async () => {
    const [late, early] = [await issuer.issue(PERSON, { exp: NOW }), await issuer.issue(PERSON, { nbf: NOW + 1 })];
    await expectRefused(method, await present(late), "CREDENTIAL_EXPIRED");
    await expectRefused(method, await present(early), "CREDENTIAL_EXPIRED");
    const now = await issuer.issue(PERSON, { exp: NOW + 1, nbf: NOW });
    expect(await method.verify(await present(now), SESSION, NOW)).to.deep.equal({ number: PERSON });
  });

  it("is refused once revoked, while suspended, and taken when valid again", async () => {
    for (const [status, code] of [
      [1, "CREDENTIAL_REVOKED"],
      [2, "CREDENTIAL_REVOKED"],
    ] as const) {
      issuer.setStatus(held.index, status);
      await expectRefused(methodWith(), await present(), code);
    }
    issuer.setStatus(held.index, 0);
    expect(await methodWith().verify(await present(), SESSION, NOW)).to.deep.equal({ number: PERSON });
  });

  it("is refused where its status cannot be known: no list, one expired, of another address, forged, elsewhere", async () => {
    const otherIssuer = await newDemoIssuer(ISSUER, LIST, () => NOW);
    const lists = [
      () => Promise.reject(new Error("unreachable")),
      () => issuer.statusList({ exp: NOW }),
      () => issuer.statusList({ sub: `${LIST}2` }),
      () => otherIssuer.statusList(),
      async () => "no token",
    ];
    for (const unfit of lists) {
      list = unfit;
      await expectRefused(methodWith(), await present(), "REVOCATION_UNKNOWN");
    }
    list = () => issuer.statusList();
    const elsewhere = { status: { status_list: { uri: "https://elsewhere.example", idx: 0 } } };
    await expectRefused(method, await present(await issuer.issue(PERSON, elsewhere)), "REVOCATION_UNKNOWN");
    const beyond = { status: { status_list: { uri: LIST, idx: 1_000_000 } } };
    await expectRefused(method, await present(await issuer.issue(PERSON, beyond)), "REVOCATION_UNKNOWN");
  });

  it("is refused if any part was altered: claims, disclosure, holder's token, or a signature of another key", async () => {
    const person = (salt: string) =>
      Buffer.from(JSON.stringify([salt, "person_number", "8811-LEE-0001"])).toString("base64url");
    await expectRefused(method, await altered((c, d, b) => [c, ...d, flipped(b)]), "SIGNATURE_INVALID");
    await expectRefused(method, await altered((c, d, b) => [flipped(c), ...d, b]), "SIGNATURE_INVALID");
    await expectRefused(method, await altered((c, _, b) => [c, person("salt"), b]), "SIGNATURE_INVALID");
    const otherIssuer = await newDemoIssuer(ISSUER, LIST, () => NOW);
    await expectRefused(method, await present(await otherIssuer.issue(PERSON)), "SIGNATURE_INVALID");
    const thief = { ...held, holderKey: (await issuer.issue(PERSON)).holderKey };
    await expectRefused(method, await present(thief), "SIGNATURE_INVALID");
  });

  it("is refused with a disclosure left out or added, which sd_hash covers", async () => {
    await expectRefused(method, await altered((c, _, b) => [c, b]), "SIGNATURE_INVALID");
  });

  it("is refused without key binding, and without the person number", async () => {
    await expectRefused(method, await altered((c, d) => [c, ...d, ""]), "KEY_BINDING_MISSING");
    const nameless = await issuer.issue(PERSON, { person_number: undefined, name: "Kim" });
    await expectRefused(method, await present(nameless), "CREDENTIAL_UNSUITABLE");
  });

  it("is refused in any other session, to any other office, and with another nonce", async () => {
    const other = await requestIn(OTHER_SESSION);
    const replayed = { ...(await present()), state: other.state };
    await expectRefused(method, replayed, "NONCE_MISMATCH", NOW, OTHER_SESSION);
    await expectRefused(method, await present(held, { nonce: other.nonce }), "NONCE_MISMATCH");
    const approver = request.client_id.replace("registrar", "approver");
    await expectRefused(method, await present(held, { client_id: approver }), "AUDIENCE_MISMATCH");
    await expectRefused(method, { ...(await present()), state: other.state }, "PRESENTATION_MALFORMED");
  });

  it("is refused when it was made 301 seconds ago or more than a minute ahead, and taken up to there", async () => {
    await expectRefused(method, await present(held, {}, NOW - 301), "PRESENTATION_STALE");
    await expectRefused(method, await present(held, {}, NOW + 61), "PRESENTATION_STALE");
    for (const at of [NOW - 300, NOW + 60]) {
      expect(await method.verify(await present(held, {}, at), SESSION, NOW)).to.deep.equal({ number: PERSON });
    }
  });

  it("is refused from an issuer or with a key that is not on the trust list, and of another type", async () => {
    await expectRefused(
      method,
      await present(await issuer.issue(PERSON, { iss: "https://x.example" })),
      "ISSUER_UNKNOWN",
    );
    const unknownKey = await altered((c, d, b) => [retoken(c, { kid: "other" }, {}, unsigned), ...d, b]);
    await expectRefused(method, unknownKey, "ISSUER_UNKNOWN");
    await expectRefused(method, await present(await issuer.issue(PERSON, { vct: "diploma" })), "CREDENTIAL_UNSUITABLE");
  });

  it("is refused under any algorithm but ES256, whatever the header says", async () => {
    const publicKey = JSON.stringify(issuer.trusted.keys[0]);
    const hmac = (data: string) => createHmac("sha256", publicKey).update(data).digest("base64url");
    const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" });
    const es384 = (data: string) =>
      sign("sha384", Buffer.from(data), { key: p384.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
    for (const [alg, signer] of [
      ["none", unsigned],
      ["HS256", hmac],
      ["ES384", es384],
    ] as const) {
      const issued = await altered((c, d, b) => [retoken(c, { alg }, {}, signer), ...d, b]);
      await expectRefused(method, issued, "ALGORITHM_REFUSED");
      const bound = await altered((c, d, b) => [c, ...d, retoken(b, { alg }, {}, signer)]);
      await expectRefused(method, bound, "ALGORITHM_REFUSED");
    }
    // The header says ES256, the signature is another algorithm's.
    for (const signer of [hmac, es384]) {
      const issued = await altered((c, d, b) => [retoken(c, {}, { extra: 1 }, signer), ...d, b]);
      await expectRefused(method, issued, "SIGNATURE_INVALID");
    }
  });

  it("is refused when it binds to a key on another curve, or lets the holder's token bring its own key", async () => {
    const jwk = generateKeyPairSync("ec", { namedCurve: "secp384r1" }).publicKey.export({ format: "jwk" });
    await expectRefused(method, await present(await issuer.issue(PERSON, { cnf: { jwk } })), "ALGORITHM_REFUSED");
    const own = (await ES256.generateKeyPair()) as { publicKey: JsonWebKey; privateKey: JsonWebKey };
    const signer = await ES256.getSigner(own.privateKey);
    const [presented = ""] = (await present()).vp_token.person as string[];
    const parts = presented.split("~");
    const unsignedBinding = retoken(parts.at(-1) as string, { jwk: own.publicKey }, {}, () => "x");
    const data = unsignedBinding.slice(0, unsignedBinding.lastIndexOf("."));
    const forged = [...parts.slice(0, -1), `${data}.${await signer(data)}`].join("~");
    await expectRefused(method, { vp_token: { person: [forged] }, state: request.state }, "SIGNATURE_INVALID");
  });

  it("is refused when it is no such response: empty, two credentials, another query, an envelope", async () => {
    const { vp_token, state } = await present();
    const [one] = vp_token.person as string[];
    for (const malformed of [
      {},
      { vp_token: {}, state },
      { vp_token: { person: [one, one] }, state },
      { vp_token: { person: [one], more: [one] }, state },
      { vp_token: { other: [one] }, state },
      { vp_token: { person: ["a.b.c"] }, state },
      { response: "a.b.c.d.e" },
      { code: "0000" },
    ]) {
      await expectRefused(method, malformed, "PRESENTATION_MALFORMED");
    }
  });
});

/** A token with one bit of its signature changed. */
function flipped(token: string): string {
  const at = token.lastIndexOf(".") + 10;
  return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
}
