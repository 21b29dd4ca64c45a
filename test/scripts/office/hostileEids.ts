import { generateKeyPairSync } from "node:crypto";
import { deflateSync } from "node:zlib";
import { Null } from "asn1js";
import { Hono } from "hono";
import { SignJWT } from "jose";
import type { Extension } from "pkijs";
import { signWithCard } from "../../../services/demo-issuer/demoCard.ts";
import { DEMO_CREDENTIAL, newDemoIssuer, presentCredential } from "../../../services/demo-issuer/demoCredentials.ts";
import type { Es256Key } from "../../../services/eid/es256.ts";
import type { MethodSettings } from "../../../services/eid/methodSettings.ts";
import { listen } from "../../../services/hosting/listening.ts";
import {
  basicConstraints,
  certify,
  ecKeys,
  extendedKeyUsage,
  extension,
  issuingDistributionPoint,
  keyUsage,
  name,
  OID,
  type Party,
  pemOf,
  revocationList,
} from "../../services/eid/ownAuthority.ts";

/** What an office process is shown, and with what it must refuse it; nothing where the eID is as it should be. */
export type HostilePresentation = {
  readonly what: string;
  readonly method: string;
  readonly code?: string;
  present(request: never): Promise<unknown>;
};

export type HostileEids = {
  readonly methods: readonly MethodSettings[];
  readonly presentations: readonly HostilePresentation[];
  close(): Promise<void>;
};

const ORIGIN = "https://vote.example";
const NAMES = { ko: "시험", en: "Test" };
const [SIGNS, DIGITAL] = [0x06, 0x80];
const [COMMON_NAME, SERIAL] = ["2.5.4.3", "2.5.4.5"];

/**
 * Cards of an authority of our own and a credential of an issuer of our own, whose lists are on line: a card as the
 * standard asks, one with an extension that must be known and is not, one below an authority that may have none below it,
 * one whose list is a part; and a status list of 0.1 MB that would be 100 MB.
 */
export async function startHostileEids(): Promise<HostileEids> {
  const now = Math.floor(Date.now() / 1_000);
  const app = new Hono();
  const server = await listen(app, {});
  const keys = { root: await ecKeys("P-256"), issuing: await ecKeys("P-256"), card: await ecKeys("P-256") };

  async function method(id: string, changes: { readonly rootPath?: number; readonly isPart?: boolean } = {}) {
    const of = (role: string) => name([[COMMON_NAME, `${id} ${role}`]]);
    const authority = (path?: number) => [keyUsage(SIGNS), basicConstraints(true, path)];
    const root = await certify({ keys: keys.root, subject: of("root"), extensions: authority(), now });
    const above = await certify({
      ...{ keys: keys.issuing, subject: of("above"), extensions: authority(changes.rootPath), by: root, now },
    });
    const issuing = await certify({
      ...{ keys: await ecKeys("P-256"), subject: of("issuing"), extensions: authority(), by: above, now },
    });
    const lists = {
      root: await revocationList({ by: root, now }),
      above: await revocationList({ by: above, now }),
      issuing: await revocationList({
        ...{ by: issuing, now },
        ...(changes.isPart && { extensions: [issuingDistributionPoint({ at: "https://ca.example/part-1.crl" })] }),
      }),
    };
    for (const [role, list] of Object.entries(lists)) app.get(`/${id}/${role}.crl`, () => new Response(list));
    const trusted = (party: Party, role: string, anchor: boolean) => {
      return { certificate: pemOf(party), anchor, crl: `${server.url}/${id}/${role}.crl` };
    };
    const settings: MethodSettings = {
      ...{ kind: "certificate", id, name: NAMES, origin: ORIGIN, extendedKeyUsage: OID.clientAuthentication },
      personNumber: { subject: SERIAL as string, prefix: "PNOKR-" },
      authorities: [trusted(issuing, "issuing", false), trusted(above, "above", false), trusted(root, "root", true)],
    };
    const card = async (...more: readonly Extension[]) => {
      const subject = name([[SERIAL as string, "PNOKR-1"]]);
      const usual = [basicConstraints(false), keyUsage(DIGITAL), extendedKeyUsage(OID.clientAuthentication)];
      return certify({ keys: keys.card, subject, extensions: [...usual, ...more], by: issuing, now });
    };
    const presented = (what: string, code: string | undefined, ...more: readonly Extension[]): HostilePresentation => ({
      ...{ what, method: id, ...(code === undefined ? {} : { code }) },
      async present(request) {
        const { certificate } = await card(...more);
        return { token: await signWithCard({ certificate, algorithm: "ES256", keys: keys.card.keys }, request) };
      },
    });
    return { settings, presented };
  }

  const plain = await method("plain-card");
  const shortened = await method("short-card", { rootPath: 0 });
  const parted = await method("part-card", { isPart: true });
  const bomb = await statusBomb(`${server.url}/status-list`, now);
  app.get("/status-list", (context) => context.text(bomb.list));
  return {
    methods: [plain.settings, shortened.settings, parted.settings, bomb.settings],
    presentations: [
      plain.presented("a card as the standard asks", undefined),
      plain.presented(
        "an extension that must be known",
        "CREDENTIAL_UNSUITABLE",
        extension("1.2.3.4", new Null().toBER(), true),
      ),
      shortened.presented("a path that is too long", "CREDENTIAL_UNSUITABLE"),
      parted.presented("a part of a list", "REVOCATION_UNKNOWN"),
      bomb.presentation,
    ],
    close: server.close,
  };
}

async function statusBomb(uri: string, now: number) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const issuer = await newDemoIssuer("https://issuer.own.example", uri, () => now);
  const key = { ...publicKey.export({ format: "jwk" }), kid: "lists" } as Es256Key;
  const lst = deflateSync(new Uint8Array(100_000_000), { level: 9 }).toString("base64url");
  const list = await new SignJWT({ sub: uri, iat: now, exp: now + 600, status_list: { bits: 1, lst } })
    .setProtectedHeader({ alg: "ES256", typ: "statuslist+jwt", kid: "lists" })
    .sign(privateKey);
  const held = await issuer.issue("1");
  const settings: MethodSettings = {
    ...{ kind: "openid4vp", id: "bomb-wallet", name: NAMES, credentialType: DEMO_CREDENTIAL },
    ...{ personClaim: ["person_number"], issuers: [{ ...issuer.trusted, keys: [...issuer.trusted.keys, key] }] },
  };
  const presentation: HostilePresentation = {
    ...{ what: "a status list that would be 100 MB", method: settings.id, code: "REVOCATION_UNKNOWN" },
    present: ({ authorizationRequest }: { readonly authorizationRequest: never }) =>
      presentCredential(held, authorizationRequest, Math.floor(Date.now() / 1_000)),
  };
  return { list, settings, presentation };
}
