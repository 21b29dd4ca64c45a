import { getGlobalConfig, setGlobalConfig } from "@openid4vc/oauth2";
import {
  createOpenid4vpAuthorizationRequest,
  type Openid4vpAuthorizationRequest,
  parseOpenid4vpAuthorizationResponse,
} from "@openid4vc/openid4vp";
import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import { challengeText, type EidMethod, type EidSession } from "./eidMethod.ts";
import { CredentialUnsuitableError, PresentationMalformedError } from "./refusals.ts";
import { credentialCheck } from "./sdJwtCredential.ts";
import { trustedIssuerSchema } from "./trustedIssuer.ts";
import type { ListSource } from "./trustedLists.ts";

/** Which credentials an office accepts from wallets. */
export const openid4vpSettingsSchema = z.strictObject({
  /** Type of the credential (`vct`). */
  credentialType: z.string(),
  /** Path of the claim that carries the person number. */
  personClaim: z.array(z.string()).min(1),
  issuers: z.array(trustedIssuerSchema).min(1),
});

export type Openid4vpSettings = Readonly<z.infer<typeof openid4vpSettingsSchema>> & {
  readonly id: string;
  readonly name: Text;
};

/** The credential asked for, in the DCQL query and in the response. */
const QUERY = "person";

/**
 * Presentation of an SD-JWT VC by OpenID4VP 1.0: response mode `direct_post`, client identifier
 * `redirect_uri:` with the session's own address, so that nothing can be presented to another office or session.
 */
export function openid4vpMethod(settings: Openid4vpSettings, source: ListSource): EidMethod {
  const check = credentialCheck(settings.credentialType, settings.issuers, source);
  return {
    id: settings.id,
    name: settings.name,
    kind: "openid4vp",
    async begin(session) {
      const request = requestOf(settings, session);
      const { authorizationRequest: uri } = await createOpenid4vpAuthorizationRequest({
        authorizationRequestPayload: request,
        callbacks: noJoseCallbacks,
      });
      return { kind: "openid4vp", authorizationRequest: request, uri };
    },
    async verify(presentation, session, now) {
      const request = requestOf(settings, session);
      const presented = await presentedCredential(presentation, request);
      const claims = await check(presented, { nonce: request.nonce, audience: request.client_id }, now);
      const number = settings.personClaim.reduce<unknown>(
        (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
        claims,
      );
      const parsed = z.string().min(1).max(128).safeParse(number);
      if (!parsed.success) throw new CredentialUnsuitableError("The person number was not disclosed");
      return { number: parsed.data };
    },
  };
}

/** Lets requests name addresses without TLS: for an office on the loopback interface, where a demonstration runs. */
export function allowPlainHttp(): void {
  setGlobalConfig({ ...getGlobalConfig(), allowInsecureUrls: true });
}

function requestOf(settings: Openid4vpSettings, session: EidSession) {
  return {
    response_type: "vp_token",
    response_mode: "direct_post",
    client_id: `redirect_uri:${session.presentationUrl}`,
    response_uri: session.presentationUrl,
    nonce: challengeText(session, "base64url"),
    state: session.state,
    client_metadata: {
      vp_formats_supported: { "dc+sd-jwt": { "sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"] } },
    },
    dcql_query: {
      credentials: [
        {
          id: QUERY,
          format: "dc+sd-jwt",
          meta: { vct_values: [settings.credentialType] },
          claims: [{ path: [...settings.personClaim] }],
        },
      ],
    },
  } satisfies Openid4vpAuthorizationRequest;
}

/** The one SD-JWT of a response. */
async function presentedCredential(presentation: unknown, request: Openid4vpAuthorizationRequest): Promise<string> {
  try {
    const { dcql } = (await parseOpenid4vpAuthorizationResponse({
      authorizationResponse: presentation as Record<string, unknown>,
      authorizationRequestPayload: request,
      callbacks: noJoseCallbacks,
    })) as { readonly dcql?: { readonly presentations: Readonly<Record<string, readonly unknown[]>> } };
    const [credential, ...more] = dcql?.presentations[QUERY] ?? [];
    const others = Object.keys(dcql?.presentations ?? {}).length - 1;
    if (typeof credential === "string" && more.length === 0 && others === 0) return credential;
  } catch {
    // What the library found wrong may quote what was presented.
  }
  throw new PresentationMalformedError("It is not a response with one SD-JWT to this session's request");
}

/** Requests and responses are neither signed nor encrypted as a whole: what counts is signed within. */
const noJoseCallbacks = {
  signJwt: refuse,
  encryptJwe: refuse,
  decryptJwe: refuse,
  verifyJwt: refuse,
};

function refuse(): never {
  throw new PresentationMalformedError("Signed or encrypted envelopes are not taken");
}
