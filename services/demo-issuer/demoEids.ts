import { Hono } from "hono";
import type { MethodRequest, Presentation } from "../../sdk/enrolling/officeAnswers.ts";
import type { MethodSettings } from "../eid/methodSettings.ts";
import { listen } from "../hosting/listening.ts";
import { type Card, signWithCard } from "./demoCard.ts";
import { type DemoAuthority, newDemoAuthority } from "./demoCertificates.ts";
import {
  DEMO_CREDENTIAL,
  type DemoIssuer,
  type HeldCredential,
  newDemoIssuer,
  presentCredential,
} from "./demoCredentials.ts";

/** An issuer and an authority with their lists on line, for demonstrations and tests. Nobody else should trust them. */
export type DemoEids = {
  readonly issuer: DemoIssuer;
  readonly authority: DemoAuthority;
  /** What an office writes into its file to trust them, beside one-time codes. */
  readonly methods: MethodSettings[];
  close(): Promise<void>;
};

/** Ids of the methods. */
export const DEMO_METHODS = { code: "letter", wallet: "demo-wallet", card: "demo-card" } as const;

const PERSON_NUMBER = { subject: "2.5.4.5", prefix: "PNOKR-" };
const CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

/**
 * Starts the lists on a free port of 127.0.0.1.
 * @param origin The page's origin.
 * @param clock Unix seconds.
 */
export async function startDemoEids(origin: string, clock: () => number): Promise<DemoEids> {
  const app = new Hono();
  const server = await listen(app, {});
  const base = server.url;
  const issuer = await newDemoIssuer("https://issuer.demo.example", `${base}/status-list`, clock);
  const root = await newDemoAuthority("Hanpyo demo root", `${base}/root.crl`, clock);
  const authority = await root.issueAuthority("Hanpyo demo authority", `${base}/authority.crl`);
  const der = async (list: Promise<Uint8Array>) => new Response(Buffer.from(await list));
  app.get("/status-list", async (context) => context.text(await issuer.statusList()));
  app.get("/root.crl", () => der(root.crl()));
  app.get("/authority.crl", () => der(authority.crl()));
  app.post("/authority.ocsp", async ({ req }) => der(authority.ocsp(new Uint8Array(await req.arrayBuffer()))));
  return {
    issuer,
    authority,
    methods: [
      { kind: "oneTimeCode", id: DEMO_METHODS.code, name: { ko: "편지의 인증번호", en: "Code by letter" } },
      {
        kind: "openid4vp",
        id: DEMO_METHODS.wallet,
        name: { ko: "체험용 지갑", en: "Demonstration wallet" },
        credentialType: DEMO_CREDENTIAL,
        personClaim: ["person_number"],
        issuers: [issuer.trusted],
      },
      {
        kind: "certificate",
        id: DEMO_METHODS.card,
        name: { ko: "체험용 인증서", en: "Demonstration card" },
        origin,
        personNumber: PERSON_NUMBER,
        extendedKeyUsage: CLIENT_AUTHENTICATION,
        authorities: [root.settings(true), authority.settings(false, `${base}/authority.ocsp`)],
      },
    ],
    close: server.close,
  };
}

/** What a resident of a demonstration has in hand. */
export type DemoEid =
  | { readonly kind: "oneTimeCode"; readonly code: string }
  | { readonly kind: "openid4vp"; readonly held: HeldCredential }
  | { readonly kind: "certificate"; readonly card: Card };

/** Answers an office's request as code, wallet or card do. @param now Unix seconds. */
export async function presentDemoEid(eid: DemoEid, request: MethodRequest, now: number): Promise<Presentation> {
  if (eid.kind === "oneTimeCode") return { code: eid.code };
  if (eid.kind === "openid4vp" && request.kind === "openid4vp") {
    return presentCredential(eid.held, request.authorizationRequest, now);
  }
  if (eid.kind === "certificate" && request.kind === "certificate") {
    return { token: await signWithCard(eid.card, request) };
  }
  throw new TypeError(`A ${eid.kind} cannot answer a request of ${request.kind}`);
}
