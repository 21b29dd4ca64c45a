import { expect } from "chai";
import { BasicOCSPResponse, OCSPResponse } from "pkijs";
import { type Card, signWithCard } from "../../../services/demo-issuer/demoCard.ts";
import {
  type CertificateChanges,
  type DemoAuthority,
  newDemoAuthority,
} from "../../../services/demo-issuer/demoCertificates.ts";
import type { OcspChanges } from "../../../services/demo-issuer/demoResponder.ts";
import { certificateMethod } from "../../../services/eid/certificate.ts";
import { checkByOcsp } from "../../../services/eid/certificateOcsp.ts";
import { CredentialRevokedError, RevocationUnknownError } from "../../../services/eid/refusals.ts";
import type { ListSource } from "../../../services/eid/trustedLists.ts";
import { errorOf } from "../../errorOf.ts";
import { expectRefused, NAME, PERSON, SESSION } from "./methodSession.ts";

const URI = "https://ca.example/ocsp";
const CRL = "https://ca.example/root.crl";
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
/** pkijs checks a responder's path by the machine's clock. */
const NOW = Math.floor(Date.now() / 1_000);
const DATE = (seconds: number) => new Date(seconds * 1_000);

describe("A certificate's status by OCSP", () => {
  let root: DemoAuthority;
  let issuing: DemoAuthority;
  let card: Card;

  before(async () => {
    root = await newDemoAuthority("OCSP root", CRL, () => NOW);
    issuing = await root.issueAuthority("OCSP issuing", "https://ca.example/unused.crl");
    card = await issuing.issueCard(PERSON);
  });

  /** Checks the card, with an answer of the authority that differs in this. */
  function check(changes: OcspChanges = {}, by = issuing): Promise<void> {
    return answered((_uri, request) => by.ocsp(request as Uint8Array<ArrayBuffer>, changes));
  }

  function answered(source: ListSource, now = NOW): Promise<void> {
    return checkByOcsp({ certificate: card.certificate, issuer: issuing.certificate, uri: URI, now }, source);
  }

  const responder = (changes: CertificateChanges = {}, by = issuing) =>
    by.issueCard("responder", { extendedKeyUsage: [OCSP_SIGNING], noCheck: true, ...changes });

  const expectUnknown = async (checked: Promise<void>) => {
    expect((await errorOf(checked, RevocationUnknownError)).code).to.equal("REVOCATION_UNKNOWN");
  };

  it("is good by its issuer's word, or by a responder's that the issuer certified for this", async () => {
    await check();
    await check({ by: await responder() });
  });

  it("is good without the question's nonce, and by an answer that will be renewed", async () => {
    await check({ nonce: "left out" });
    await check({ nextUpdate: DATE(NOW + 600) });
  });

  it("is asked for anew each time, and revoked from the moment that it is", async () => {
    const other = await issuing.issueCard(PERSON);
    let asked = 0;
    const checkOther = () =>
      checkByOcsp(
        { certificate: other.certificate, issuer: issuing.certificate, uri: URI, now: NOW },
        (_uri, request) => {
          asked++;
          return issuing.ocsp(request as Uint8Array<ArrayBuffer>);
        },
      );
    await checkOther();
    issuing.revoke(other.certificate);
    await errorOf(checkOther(), CredentialRevokedError);
    expect(asked).to.equal(2);
  });

  it("is unknown by the answer to another question, and by one that was kept", async () => {
    await expectUnknown(check({ nonce: "another" }));
    const kept: Uint8Array[] = [];
    await answered(async (_uri, request) => {
      kept.push(await issuing.ocsp(request as Uint8Array<ArrayBuffer>));
      return kept[0] as Uint8Array;
    });
    await expectUnknown(answered(async () => kept[0] as Uint8Array));
    const about = (await issuing.issueCard("2")).certificate;
    await expectUnknown(
      answered(async (_uri, request) => {
        await checkByOcsp({ certificate: about, issuer: issuing.certificate, uri: URI, now: NOW }, async (_, own) => {
          kept[1] = await issuing.ocsp(own as Uint8Array<ArrayBuffer>, { nonce: "left out" });
          return kept[1];
        });
        expect(request).not.to.equal(undefined);
        return kept[1] as Uint8Array;
      }),
    );
  });

  it("is unknown by an answer that is a quarter of an hour old, of the future, or past its next update", async () => {
    await check({ thisUpdate: DATE(NOW - 899) });
    await expectUnknown(check({ thisUpdate: DATE(NOW - 900) }));
    await check({ thisUpdate: DATE(NOW + 120) });
    await expectUnknown(check({ thisUpdate: DATE(NOW + 121) }));
    await expectUnknown(check({ nextUpdate: DATE(NOW - 120) }));
  });

  it("is unknown where the responder does not know it, or signs with SHA-1", async () => {
    await expectUnknown(check({ status: "unknown" }));
    await expectUnknown(check({ hash: "SHA-1" }));
  });

  it("is unknown by the word of anybody else", async () => {
    await expectUnknown(check({ by: card }));
    await expectUnknown(check({ by: await responder({ extendedKeyUsage: ["1.3.6.1.5.5.7.3.2"] }) }));
    await expectUnknown(check({ by: await responder({ noCheck: false }) }));
    await expectUnknown(check({ by: await responder({ keyUsage: 0x20 }) }));
    await expectUnknown(check({ by: await responder({ notAfter: DATE(NOW - 1) }) }));
    await expectUnknown(check({ by: await responder({}, root) }));
    const stranger = await newDemoAuthority("OCSP issuing", CRL, () => NOW);
    await expectUnknown(check({}, stranger));
    await expectUnknown(check({ by: await responder({}, stranger) }));
  });

  it("is unknown by an answer of which any one signed byte was changed", async () => {
    const bytes: Uint8Array[] = [];
    await answered(async (_uri, request) => {
      bytes.push(await issuing.ocsp(request as Uint8Array<ArrayBuffer>, { nonce: "left out" }));
      return bytes[0] as Uint8Array;
    });
    const answer = Uint8Array.from(bytes[0] as Uint8Array);
    await answered(async () => answer);
    const basic = OCSPResponse.fromBER(answer).responseBytes?.response.getValue() as ArrayBuffer;
    const signed = BasicOCSPResponse.fromBER(basic).tbsResponseData.tbsView;
    const start = Buffer.from(answer).indexOf(signed);
    expect(start).to.be.above(0);
    for (let place = start; place < start + signed.length; place++) {
      const changed = Uint8Array.from(answer, (byte, at) => (at === place ? byte ^ 1 : byte));
      const outcome = await answered(async () => changed).then(
        () => "good",
        (error: Error) => error.constructor.name,
      );
      expect(outcome, `byte ${place - start} of ${signed.length}`).to.equal(RevocationUnknownError.name);
    }
  });

  it("is unknown where no answer comes, or one that is none", async () => {
    await expectUnknown(answered(() => Promise.reject(new Error("unreachable"))));
    await expectUnknown(answered(async () => new Uint8Array([1, 2, 3])));
    // OCSPResponse with status tryLater and nothing else.
    await expectUnknown(answered(async () => new Uint8Array([0x30, 3, 0x0a, 1, 3])));
  });

  it("decides over a card whose authority has a responder, beside a CRL above it", async () => {
    const settings = { id: "card", name: NAME, origin: "https://vote.example" };
    const method = certificateMethod(
      {
        ...settings,
        personNumber: { subject: "2.5.4.5", prefix: "PNOKR-" },
        authorities: [root.settings(true), issuing.settings(false, URI)],
      },
      (uri, request) => (uri === CRL ? root.crl() : issuing.ocsp(request as Uint8Array<ArrayBuffer>)),
    );
    const nonce = Buffer.from(SESSION.challenge).toString("base64");
    const own = await issuing.issueCard(PERSON);
    const token = await signWithCard(own, { origin: settings.origin, nonce });
    expect(await method.verify({ token }, SESSION, NOW)).to.deep.equal({ number: PERSON });
    issuing.revoke(own.certificate);
    await expectRefused(method, { token }, "CREDENTIAL_REVOKED", NOW);
  });
});
