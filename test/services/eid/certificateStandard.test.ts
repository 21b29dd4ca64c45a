import { Null } from "asn1js";
import { expect } from "chai";
import { type Extension, GeneralName, GeneralSubtree, NameConstraints } from "pkijs";
import { pathCheck, readCertificate } from "../../../services/eid/certificatePath.ts";
import { RefusalError } from "../../../services/hosting/refusal.ts";
import {
  type Asked,
  basicConstraints,
  type CertificateParts,
  certify,
  derOf,
  distributionPoints,
  ecKeys,
  extendedKeyUsage,
  extension,
  issuingDistributionPoint,
  type Keys,
  keyUsage,
  type ListParts,
  name,
  number,
  OID,
  ofSomeReasons,
  opensslAccepts,
  opensslVersion,
  type Party,
  pemOf,
  policies,
  revocationList,
  rsaKeys,
} from "./ownAuthority.ts";

const NOW = 1_800_000_000;
const [SIGNS, DIGITAL] = [0x06, 0x80];
const [COUNTRY, ORGANISATION, COMMON_NAME, SERIAL] = ["2.5.4.6", "2.5.4.10", "2.5.4.3", "2.5.4.5"];
const CRL_OF = (what: string) => `https://ca.example/${what}.crl`;
const STRANGE = "1.2.3.4.5.6";
const strange = (critical: boolean) => extension(STRANGE, new Null().toBER(), critical);

/** What differs from a path that is as the standard asks. */
type Changes = {
  readonly root?: Partial<CertificateParts>;
  /** A second authority between root and issuer, where it is given. */
  readonly middle?: Partial<CertificateParts>;
  readonly issuing?: Partial<CertificateParts>;
  readonly card?: Partial<CertificateParts>;
  readonly rootList?: Partial<ListParts>;
  readonly issuingList?: Partial<ListParts>;
};

/** Where the standard lets an application be stricter, and this one is: openssl takes it. */
type Case = { readonly what: string; readonly changes: Changes; readonly code?: string; readonly isStricter?: true };

const authority = (...more: readonly Extension[]) => [keyUsage(SIGNS), ...more];
const plainCard = (...more: readonly Extension[]) => [
  basicConstraints(false),
  keyUsage(DIGITAL),
  extendedKeyUsage(OID.clientAuthentication),
  ...more,
];
const directory = (...parts: readonly (readonly [string, string])[]) =>
  new GeneralName({ type: 4, value: name(parts) });
const only = (...bases: readonly GeneralName[]) =>
  extension(
    OID.nameConstraints,
    new NameConstraints({ permittedSubtrees: bases.map((base) => new GeneralSubtree({ base })) }).toSchema().toBER(),
    true,
  );

describe("A card's certificate, checked as RFC 5280 says", function () {
  this.timeout(60_000);
  let pool: Readonly<Record<"root" | "middle" | "issuing" | "card" | "weak", Keys>>;
  const hasOpenssl = opensslVersion() !== undefined;

  before(async () => {
    if (!hasOpenssl) console.log("      openssl is not on this machine: its word is not compared");
    pool = {
      root: await ecKeys("P-384", "SHA-384"),
      middle: await ecKeys("P-256"),
      issuing: await ecKeys("P-256"),
      card: await ecKeys("P-256"),
      weak: await rsaKeys(1_024),
    };
  });

  async function pathWith(changes: Changes): Promise<Asked & { readonly byName: ReadonlyMap<string, Uint8Array> }> {
    const one = (role: "root" | "middle" | "issuing", given: Partial<CertificateParts> = {}, by?: Party) =>
      certify({
        keys: pool[role],
        subject: name([
          [COUNTRY, "KR"],
          [ORGANISATION, "Own"],
          [COMMON_NAME, role],
        ]),
        extensions: authority(basicConstraints(true)),
        now: NOW,
        ...(by === undefined ? {} : { by }),
        ...given,
      });
    const root = await one("root", changes.root);
    const middle = changes.middle && (await one("middle", changes.middle, root));
    const issuing = await one("issuing", changes.issuing, middle ?? root);
    const card = await certify({
      keys: pool.card,
      subject: name([
        [COUNTRY, "KR"],
        [ORGANISATION, "Own"],
        [COMMON_NAME, "card"],
        [SERIAL, "PNOKR-1"],
      ]),
      extensions: plainCard(),
      by: issuing,
      now: NOW,
      ...changes.card,
    });
    const listed = new Map<string, Uint8Array>();
    listed.set("root", await revocationList({ by: root, now: NOW, ...changes.rootList }));
    if (middle) listed.set("middle", await revocationList({ by: middle, now: NOW }));
    listed.set("issuing", await revocationList({ by: issuing, now: NOW, ...changes.issuingList }));
    const authorities = [issuing, ...(middle ? [middle] : []), root];
    return { authorities, lists: [...listed.values()], card, now: NOW, byName: listed };
  }

  async function verdict({ authorities, card, byName }: Awaited<ReturnType<typeof pathWith>>): Promise<string> {
    const names = [...byName.keys()].reverse();
    const settings = authorities.map((one, i) => ({
      certificate: pemOf(one),
      anchor: i === authorities.length - 1,
      crl: CRL_OF(names[i] as string),
    }));
    const check = pathCheck(settings, async (uri) => {
      const list = [...byName].find(([what]) => CRL_OF(what) === uri)?.[1];
      if (list === undefined) throw new TypeError(uri);
      return list;
    });
    try {
      await check(readCertificate(derOf(card)), NOW);
      return "taken";
    } catch (error) {
      if (error instanceof RefusalError) return error.code;
      throw error;
    }
  }

  /** Each with `openssl verify`'s word beside it. */
  function every(title: string, cases: () => readonly Case[] | Promise<readonly Case[]>): void {
    it(title, async () => {
      for (const { what, changes, code, isStricter } of await cases()) {
        const path = await pathWith(changes);
        if (hasOpenssl && isStricter === undefined) {
          expect(opensslAccepts(path), `openssl on ${what}`).to.equal(code === undefined);
        }
        expect(await verdict(path), what).to.equal(code ?? "taken");
      }
    });
  }

  every("is taken on a path that is as it should be, with one authority between or two", () => [
    { what: "a plain path", changes: {} },
    { what: "two authorities between", changes: { middle: {} } },
    {
      what: "lengths that suffice",
      changes: {
        root: { extensions: authority(basicConstraints(true, 2)) },
        middle: { extensions: authority(basicConstraints(true, 1)) },
        issuing: { extensions: authority(basicConstraints(true, 0)) },
      },
    },
    { what: "an extension that nobody needs to know", changes: { card: { extensions: plainCard(strange(false)) } } },
    { what: "policies that must be known", changes: { card: { extensions: plainCard(policies("1.2.3", true)) } } },
  ]);

  every("is refused below an authority that allows fewer authorities under it", () =>
    [basicConstraints(true, 0)].flatMap((none): Case[] => [
      {
        what: "none below the root",
        changes: { root: { extensions: authority(none) } },
        code: "CREDENTIAL_UNSUITABLE",
      },
      {
        what: "none below the middle",
        changes: { middle: { extensions: authority(none) } },
        code: "CREDENTIAL_UNSUITABLE",
      },
      {
        what: "one below the root",
        changes: { root: { extensions: authority(basicConstraints(true, 1)) }, middle: {} },
        code: "CREDENTIAL_UNSUITABLE",
      },
    ]),
  );

  every("is refused where card or authority has an extension that must be known and is not", () => [
    { what: "the card", changes: { card: { extensions: plainCard(strange(true)) } }, code: "CREDENTIAL_UNSUITABLE" },
    {
      what: "the issuer",
      changes: { issuing: { extensions: authority(basicConstraints(true), strange(true)) } },
      code: "CREDENTIAL_UNSUITABLE",
    },
    {
      what: "the root",
      changes: { root: { extensions: authority(basicConstraints(true), strange(true)) } },
      code: "CREDENTIAL_UNSUITABLE",
    },
    {
      what: "one extension twice",
      changes: { card: { extensions: plainCard(extendedKeyUsage(OID.clientAuthentication)) } },
      code: "ISSUER_UNKNOWN",
    },
  ]);

  every("is refused from an authority that is for other things than authentication", () => [
    {
      what: "TLS servers alone",
      changes: {
        issuing: { extensions: authority(basicConstraints(true), extendedKeyUsage(OID.serverAuthentication)) },
      },
      code: "CREDENTIAL_UNSUITABLE",
    },
    {
      what: "servers and authentication",
      changes: {
        issuing: {
          extensions: authority(
            basicConstraints(true),
            extendedKeyUsage(OID.serverAuthentication, OID.clientAuthentication),
          ),
        },
      },
    },
  ]);

  every("is refused with a signature over SHA-1, a key of 1,024 bits, anywhere on its path", () => [
    { what: "a card signed with SHA-1", changes: { card: { hash: "SHA-1" } }, code: "CREDENTIAL_UNSUITABLE" },
    { what: "an issuer signed with SHA-1", changes: { issuing: { hash: "SHA-1" } }, code: "CREDENTIAL_UNSUITABLE" },
    { what: "a short key in the card", changes: { card: { keys: pool.weak } }, code: "CREDENTIAL_UNSUITABLE" },
    { what: "a short key in the issuer", changes: { issuing: { keys: pool.weak } }, code: "CREDENTIAL_UNSUITABLE" },
    { what: "a short key in the root", changes: { root: { keys: pool.weak } }, code: "CREDENTIAL_UNSUITABLE" },
    {
      what: "a list signed with SHA-1",
      changes: { issuingList: { hash: "SHA-1" } },
      code: "REVOCATION_UNKNOWN",
      isStricter: true,
    },
  ]);

  every("is refused outside the names that its authorities are for", () => {
    const inside = directory([COUNTRY, "KR"], [ORGANISATION, "Own"]);
    const constrained = (...bases: readonly GeneralName[]) => ({
      extensions: authority(basicConstraints(true), only(...bases)),
    });
    const mail = new GeneralName({ type: 1, value: "city.example" });
    const otherName = name([
      [ORGANISATION, "Own"],
      [COUNTRY, "KR"],
      [SERIAL, "PNOKR-1"],
    ]);
    return [
      { what: "inside", changes: { issuing: constrained(inside) } },
      { what: "inside, by the root", changes: { root: constrained(inside) } },
      {
        what: "elsewhere",
        changes: { issuing: constrained(directory([COUNTRY, "EE"])) },
        code: "CREDENTIAL_UNSUITABLE",
      },
      {
        what: "elsewhere, by the root",
        changes: { root: constrained(directory([COUNTRY, "EE"])) },
        code: "CREDENTIAL_UNSUITABLE",
      },
      {
        what: "the same parts in another order",
        changes: { issuing: constrained(inside), card: { subject: otherName } },
        code: "CREDENTIAL_UNSUITABLE",
      },
      { what: "names of a kind that the card has none of", changes: { issuing: constrained(mail) } },
    ];
  });

  every("is refused where the list of revocations is not about it, or not all there is", () => {
    const scoped = (scope: Parameters<typeof issuingDistributionPoint>[0]): Changes => ({
      issuingList: { extensions: [issuingDistributionPoint(scope)] },
    });
    const refused = (what: string, changes: Changes): Case => ({ what, changes, code: "REVOCATION_UNKNOWN" });
    const here = CRL_OF("part-1");
    return [
      refused("a part of the list", scoped({ at: here })),
      refused("another part than the card's", {
        ...scoped({ at: CRL_OF("part-2") }),
        card: { extensions: plainCard(distributionPoints(here)) },
      }),
      refused("of authorities alone", scoped({ authorities: true })),
      refused("of attributes alone", scoped({ attributes: true })),
      refused("of some reasons", { issuingList: { extensions: [ofSomeReasons()] } }),
      refused("of users alone, about an authority", {
        rootList: { extensions: [issuingDistributionPoint({ users: true })] },
      }),
      {
        ...refused("changes to an earlier list", { issuingList: { extensions: [number(OID.deltaCrl, 6, true)] } }),
        isStricter: true,
      },
      refused("with an extension that must be known and is not", { issuingList: { extensions: [strange(true)] } }),
      { ...refused("of several authorities", scoped({ indirect: true })), isStricter: true },
      { what: "of users alone", changes: scoped({ users: true }) },
      {
        what: "of authorities alone, about an authority",
        changes: { rootList: { extensions: [issuingDistributionPoint({ authorities: true })] } },
      },
      {
        what: "the part that the card names",
        changes: { ...scoped({ at: here }), card: { extensions: plainCard(distributionPoints(here)) } },
      },
      {
        what: "with an extension that nobody needs to know",
        changes: { issuingList: { extensions: [strange(false)] } },
      },
    ];
  });

  every("is refused where an entry of the list says something that must be understood and is not", async () => {
    const other = (await pathWith({})).card.certificate;
    return [
      {
        what: "a strange entry",
        changes: { issuingList: { revoked: [other], entryExtensions: [strange(true)] } },
        code: "REVOCATION_UNKNOWN",
      },
      { what: "an entry about another card", changes: { issuingList: { revoked: [other] } } },
    ];
  });

  it("is refused once its serial number is on the list, beside any others", async () => {
    const others = await Promise.all(Array.from({ length: 20 }, () => pathWith({})));
    const path = await pathWith({});
    const [issuing] = path.authorities as [Party];
    const revoked = [...others.map(({ card }) => card.certificate), path.card.certificate];
    const list = await revocationList({ by: issuing, now: NOW, revoked });
    const lists = [path.lists[0] as Uint8Array, list];
    const revokedPath = { ...path, lists, byName: new Map([...path.byName, ["issuing", list]]) };
    expect(await verdict(revokedPath)).to.equal("CREDENTIAL_REVOKED");
    if (hasOpenssl) expect(opensslAccepts({ ...path, lists })).to.equal(false);
    const rest = await revocationList({ by: issuing, now: NOW, revoked: revoked.slice(0, -1) });
    expect(await verdict({ ...path, byName: new Map([...path.byName, ["issuing", rest]]) })).to.equal("taken");
  });

  it("is taken with the profile of Estonia's identity card: P-384 below P-521, SHA-512, authentication", async () => {
    const [rootKeys, issuingKeys, cardKeys] = [
      await ecKeys("P-521", "SHA-512"),
      await ecKeys("P-521", "SHA-512"),
      await ecKeys("P-384"),
    ];
    const organisation = ["2.5.4.10", "Own Estonia"] as const;
    const registry = ["2.5.4.97", "NTREE-10747013"] as const;
    const path = await pathWith({
      root: { keys: rootKeys, subject: name([[COUNTRY, "EE"], organisation, registry, [COMMON_NAME, "Gov root"]]) },
      issuing: {
        keys: issuingKeys,
        subject: name([[COUNTRY, "EE"], organisation, registry, [COMMON_NAME, "ID issuing"]]),
        extensions: authority(
          basicConstraints(true, 0),
          policies("1.3.6.1.4.1.51361.1.1.1"),
          extendedKeyUsage("1.3.6.1.5.5.7.3.9", OID.clientAuthentication, "1.3.6.1.5.5.7.3.4"),
          distributionPoints(CRL_OF("root")),
        ),
      },
      card: {
        keys: cardKeys,
        subject: name([
          [COUNTRY, "EE"],
          [COMMON_NAME, "JÕEORG,JAAK-KRISTJAN,38001085718"],
          ["2.5.4.4", "JÕEORG"],
          ["2.5.4.42", "JAAK-KRISTJAN"],
          [SERIAL, "PNOEE-38001085718"],
        ]),
        extensions: [
          basicConstraints(false),
          keyUsage(0x88),
          policies("1.3.6.1.4.1.51361.1.2.1"),
          extendedKeyUsage(OID.clientAuthentication, "1.3.6.1.5.5.7.3.4"),
        ],
      },
    });
    expect(await verdict(path)).to.equal("taken");
    if (hasOpenssl) expect(opensslAccepts(path)).to.equal(true);
  });

  it("is taken with the profile of Korea's joint certificates: RSA 2,048, policies that must be known, no purposes, lists in parts", async () => {
    const [rootKeys, issuingKeys, cardKeys] = [await rsaKeys(2_048), await rsaKeys(2_048), await rsaKeys(2_048)];
    const place = [COUNTRY, "KR"] as const;
    const [organisation, unit] = [[ORGANISATION, "Own"] as const, ["2.5.4.11", "AccreditedCA"] as const];
    const part = CRL_OF("s1dp5p23");
    const korean = (part: string): Changes => ({
      root: { keys: rootKeys, subject: name([place, organisation, ["2.5.4.11", "Root"], [COMMON_NAME, "Root CA 4"]]) },
      issuing: {
        keys: issuingKeys,
        subject: name([place, organisation, unit, [COMMON_NAME, "signCA Class 2"]]),
        extensions: authority(basicConstraints(true, 0), policies("2.5.29.32.0", true)),
      },
      card: {
        keys: cardKeys,
        subject: name([
          place,
          organisation,
          unit,
          ["2.5.4.11", "personal4IB"],
          [COMMON_NAME, "홍길동()0020049201012345"],
        ]),
        extensions: [keyUsage(0xc0), policies("1.2.410.200004.5.2.1.2", true), distributionPoints(CRL_OF("s1dp5p23"))],
      },
      issuingList: { extensions: [issuingDistributionPoint({ at: part })] },
    });
    const path = await pathWith(korean(part));
    expect(await verdict(path)).to.equal("taken");
    if (hasOpenssl) expect(opensslAccepts(path)).to.equal(true);
    const otherPart = await pathWith(korean(CRL_OF("s1dp5p24")));
    expect(await verdict(otherPart)).to.equal("REVOCATION_UNKNOWN");
    if (hasOpenssl) expect(opensslAccepts(otherPart)).to.equal(false);
  });
});
