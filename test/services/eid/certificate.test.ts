import { expect } from "chai";
import type { WebEidToken } from "../../../sdk/enrolling/officeAnswers.ts";
import { type CardAlgorithm, signWithCard } from "../../../services/demo-issuer/demoCard.ts";
import {
  type CertificateChanges,
  type DemoAuthority,
  newDemoAuthority,
} from "../../../services/demo-issuer/demoCertificates.ts";
import { certificateMethod } from "../../../services/eid/certificate.ts";
import type { EidMethod } from "../../../services/eid/eidMethod.ts";
import { expectRefused, NAME, NOW, OTHER_SESSION, PERSON, SESSION } from "./methodSession.ts";

const [ROOT_CRL, ISSUING_CRL] = ["https://ca.example/root.crl", "https://ca.example/issuing.crl"];
const ORIGIN = "https://vote.example";
const AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
const DATE = (seconds: number) => new Date(seconds * 1_000);

describe("A certificate presented as Web eID does", () => {
  let root: DemoAuthority;
  let issuing: DemoAuthority;
  let method: EidMethod;
  let crls: Record<string, () => Promise<Uint8Array>>;
  const signed = { origin: ORIGIN, nonce: Buffer.from(SESSION.challenge).toString("base64") };

  before(async () => {
    root = await newDemoAuthority("Demo root", ROOT_CRL, () => NOW);
    issuing = await root.issueAuthority("Demo issuing", ISSUING_CRL);
  });
  beforeEach(() => {
    crls = { [ROOT_CRL]: () => root.crl(), [ISSUING_CRL]: () => issuing.crl() };
    method = methodWith();
  });

  function methodWith(
    authorities = [root.settings(true), issuing.settings(false)],
    personNumber: Parameters<typeof certificateMethod>[0]["personNumber"] = { subject: "2.5.4.5", prefix: "PNOKR-" },
  ): EidMethod {
    const settings = { id: "card", name: NAME, origin: ORIGIN, extendedKeyUsage: AUTHENTICATION };
    return certificateMethod({ ...settings, authorities, personNumber }, async (uri) => {
      const list = crls[uri];
      if (list === undefined) throw new TypeError(uri);
      return list();
    });
  }

  async function presented(changes: CertificateChanges = {}, token: Partial<WebEidToken> = {}, by = issuing) {
    return { token: { ...(await signWithCard(await by.issueCard(PERSON, changes), signed)), ...token } };
  }

  for (const algorithm of ["ES256", "ES384", "RS256"] as const) {
    it(`identifies its subject, signed with ${algorithm}`, async () => {
      const identified = await method.verify(await presented({ algorithm }), SESSION, NOW);
      expect(identified).to.deep.equal({ number: PERSON });
    });
  }

  it("is asked for origin and the session's challenge, and refused for any other", async () => {
    expect(await method.begin(SESSION)).to.deep.equal({ kind: "certificate", ...signed });
    const card = await issuing.issueCard(PERSON);
    const elsewhere = await signWithCard(card, { ...signed, origin: "https://vote.example.evil.example" });
    await expectRefused(method, { token: elsewhere }, "SIGNATURE_INVALID");
    const otherNonce = Buffer.from(OTHER_SESSION.challenge).toString("base64");
    await expectRefused(
      method,
      { token: await signWithCard(card, { ...signed, nonce: otherNonce }) },
      "SIGNATURE_INVALID",
    );
    await expectRefused(method, { token: await signWithCard(card, signed) }, "SIGNATURE_INVALID", NOW, OTHER_SESSION);
  });

  it("is refused with a signature of another card, and with one bit changed", async () => {
    const [own, other] = [await presented(), await presented()];
    await expectRefused(method, { token: { ...own.token, signature: other.token.signature } }, "SIGNATURE_INVALID");
    const bytes = Buffer.from(own.token.signature, "base64");
    bytes.writeUInt8(bytes.readUInt8(5) ^ 1, 5);
    await expectRefused(method, { token: { ...own.token, signature: bytes.toString("base64") } }, "SIGNATURE_INVALID");
  });

  it("is refused under an algorithm that is not its key's, or none that is known", async () => {
    const cases: readonly (readonly [CardAlgorithm, string])[] = [
      ["ES256", "ES384"],
      ["ES384", "ES256"],
      ["ES256", "RS256"],
      ["RS256", "ES256"],
      ["ES256", "none"],
      ["ES256", "HS256"],
      ["ES256", "toString"],
    ];
    for (const [algorithm, named] of cases) {
      await expectRefused(method, await presented({ algorithm }, { algorithm: named }), "ALGORITHM_REFUSED");
    }
  });

  it("is refused from the second it ends and before it begins", async () => {
    const [late, early] = [{ notAfter: DATE(NOW) }, { notBefore: DATE(NOW + 1) }];
    await expectRefused(method, await presented(late), "CREDENTIAL_EXPIRED");
    await expectRefused(method, await presented(early), "CREDENTIAL_EXPIRED");
    const now = { notBefore: DATE(NOW), notAfter: DATE(NOW + 1) };
    expect(await method.verify(await presented(now), SESSION, NOW)).to.deep.equal({ number: PERSON });
  });

  it("is refused once revoked, and so is every card of an authority that was revoked", async () => {
    const card = await issuing.issueCard(PERSON);
    const token = await signWithCard(card, signed);
    expect(await method.verify({ token }, SESSION, NOW)).to.deep.equal({ number: PERSON });
    issuing.revoke(card.certificate);
    await expectRefused(methodWith(), { token }, "CREDENTIAL_REVOKED");
    const fallen = await root.issueAuthority("Fallen", "https://ca.example/fallen.crl");
    crls["https://ca.example/fallen.crl"] = () => fallen.crl();
    root.revoke(fallen.certificate);
    const authorities = [root.settings(true), fallen.settings(false)];
    await expectRefused(methodWith(authorities), await presented({}, {}, fallen), "CREDENTIAL_REVOKED");
  });

  it("is refused where revocation cannot be known: no list, one of another authority, one past its next update", async () => {
    for (const unfit of [
      () => Promise.reject(new Error("unreachable")),
      () => root.crl(),
      () => issuing.crl(DATE(NOW)),
      async () => new Uint8Array([1, 2, 3]),
    ]) {
      crls[ISSUING_CRL] = unfit;
      await expectRefused(methodWith(), await presented(), "REVOCATION_UNKNOWN");
    }
  });

  it("is refused where its authority may sign no list of revocations", async () => {
    const unlisted = await root.issueAuthority("Unlisted", ISSUING_CRL, { keyUsage: 0x04 });
    crls[ISSUING_CRL] = () => unlisted.crl();
    const authorities = [root.settings(true), unlisted.settings(false)];
    await expectRefused(methodWith(authorities), await presented({}, {}, unlisted), "REVOCATION_UNKNOWN");
  });

  it("is refused from an authority that is not on the trust list, of the same name, or without an anchor above", async () => {
    const stranger = await newDemoAuthority("Stranger", ROOT_CRL, () => NOW);
    await expectRefused(method, await presented({}, {}, stranger), "ISSUER_UNKNOWN");
    const namesake = await newDemoAuthority("Demo issuing", ISSUING_CRL, () => NOW);
    await expectRefused(method, await presented({}, {}, namesake), "SIGNATURE_INVALID");
    await expectRefused(methodWith([issuing.settings(false)]), await presented(), "ISSUER_UNKNOWN");
  });

  it("is refused when what signed it may sign no certificates, though somebody put it on the trust list", async () => {
    for (const changes of [{ isAuthority: false }, { keyUsage: 0x80 }]) {
      const card = await root.issueAuthority("Card", ISSUING_CRL, changes);
      crls[ISSUING_CRL] = () => card.crl();
      const authorities = [root.settings(true), card.settings(false)];
      await expectRefused(methodWith(authorities), await presented({}, {}, card), "ISSUER_UNKNOWN");
    }
  });

  it("is refused when it is an authority's, not for signing, not for authentication, or without person number", async () => {
    const unsuitable: readonly CertificateChanges[] = [
      { isAuthority: true, keyUsage: 0x84 },
      { keyUsage: 0x40 },
      { extendedKeyUsage: ["1.3.6.1.5.5.7.3.4"] },
      { extendedKeyUsage: [] },
      { serialNumber: `PNOEE-${PERSON}` },
      { serialNumber: "PNOKR-" },
    ];
    for (const changes of unsuitable) {
      await expectRefused(method, await presented(changes), "CREDENTIAL_UNSUITABLE");
    }
    await expectRefused(methodWith(undefined, { extension: "1.2.3.4" }), await presented(), "CREDENTIAL_UNSUITABLE");
  });

  it("is refused when it is no token, or its certificate is none", async () => {
    const { token } = await presented();
    await expectRefused(method, { code: "x" }, "PRESENTATION_MALFORMED");
    await expectRefused(method, { token: { ...token, format: "web-eid:2" } }, "PRESENTATION_MALFORMED");
    const certificate = Buffer.from("no certificate").toString("base64");
    await expectRefused(method, { token: { ...token, unverifiedCertificate: certificate } }, "PRESENTATION_MALFORMED");
  });

  it("asks for a list again only after an hour", async () => {
    let asked = 0;
    const list = crls[ISSUING_CRL] as () => Promise<Uint8Array>;
    crls[ISSUING_CRL] = () => {
      asked++;
      return list();
    };
    const token = await presented();
    for (const now of [NOW, NOW + 3_599, NOW + 3_600]) await method.verify(token, SESSION, now);
    expect(asked).to.equal(2);
  });
});
