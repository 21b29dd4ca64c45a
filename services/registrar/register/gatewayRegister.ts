import { compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { randomBytes } from "../../../sdk/crypto/random.ts";
import { es256PublicKey } from "../../eid/es256.ts";
import { failureCode } from "../../hosting/failureCode.ts";
import type { GatewaySettings } from "./gatewaySettings.ts";
import { answerText } from "./jsonAnswer.ts";
import type { PopulationRegister, Purpose, RegisterAnswer } from "./populationRegister.ts";
import { RegisterAnswerUnreadableError } from "./refusals.ts";
import { newUuid, triedAgain } from "./tried.ts";
import type { RegisterMeans } from "./xRoadRegister.ts";

/** Seconds that an answer may be old, and ahead. */
const AGE = 60;

const code = z.string().min(1).max(128);
const asked = {
  person: z.string(),
  messageId: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  nonce: z.string(),
  aud: z.string(),
  iat: z.int(),
};
const residence = {
  districts: z.array(code).max(32),
  adultAt: z.iso.date(),
  electoralRight: z.boolean(),
  asOf: z.iso.datetime({ offset: true }),
};
/** What stands in it beside is dropped, whatever it is. */
const claimsSchema = z.discriminatedUnion("found", [
  z.object({ ...asked, found: z.literal(false) }),
  z.object({ ...asked, found: z.literal(true), ...residence }),
]);

/**
 * A population register behind a gateway of the municipality's own, which answers with one signed statement (P28.12).
 * @param office The office's account, by which the gateway knows it and names it in `aud`.
 */
export function gatewayRegister(settings: GatewaySettings, office: string, means: RegisterMeans): PopulationRegister {
  const { random, clock, pause, ask } = means;
  const url = new URL(`${settings.url.replace(/\/$/, "")}/residents`);

  async function once(person: string, purpose: Purpose): Promise<RegisterAnswer> {
    const nonce = Buffer.from(randomBytes(random, 16)).toString("base64url");
    const response = await ask({
      method: "POST",
      url,
      headers: { "Content-Type": "application/json; charset=utf-8", Accept: "application/jwt" },
      body: JSON.stringify({ person, case: purpose.case, office, nonce }),
    });
    const receivedAt = Math.floor(clock() / 1_000);
    if (response.status === settings.notFound) {
      return { found: false, evidence: { system: "gateway", messageId: purpose.case, requestHash: null, receivedAt } };
    }
    const claims = await claimsOf(answerText(response, "application/jwt").trim(), settings.keys);
    const expected = { person, nonce, aud: office };
    for (const name of ["person", "nonce", "aud"] as const) {
      if (claims[name] !== expected[name]) throw new RegisterAnswerUnreadableError(`claim ${name}`);
    }
    if (Math.abs(receivedAt - claims.iat) > AGE) throw new RegisterAnswerUnreadableError("claim iat");
    const evidence = { system: "gateway" as const, messageId: claims.messageId, requestHash: null, receivedAt };
    if (!claims.found) return { found: false, evidence };
    const { districts, adultAt, electoralRight, asOf } = claims;
    return {
      ...{ found: true, evidence, districts, adultAt, electoralRight },
      asOf: Math.floor(Date.parse(asOf) / 1_000),
    };
  }

  return {
    identity: { kind: "gateway", source: url.origin, client: office },
    resident: (person, purpose, tried) =>
      triedAgain(
        async () => {
          const note = (messageId: string, outcome: string) =>
            tried({
              ...{ case: purpose.case, system: "gateway", messageId, requestHash: null, outcome },
              at: Math.floor(clock() / 1_000),
            });
          try {
            const answer = await once(person, purpose);
            note(answer.evidence.messageId, "answered");
            return answer;
          } catch (error) {
            // Nobody but the office has a name for a message that never came.
            note(newUuid(random), failureCode(error));
            throw error;
          }
        },
        random,
        pause,
      ),
  };
}

/** The claims of a statement that one of the keys signed. Throws `RegisterAnswerUnreadableError`. */
async function claimsOf(jws: string, keys: GatewaySettings["keys"]) {
  const { alg, kid } = headerOf(jws);
  if (alg !== "ES256") throw new RegisterAnswerUnreadableError("algorithm");
  const key = es256PublicKey(keys.find((one) => one.kid === kid));
  if (key === undefined) throw new RegisterAnswerUnreadableError("key");
  const payload = await payloadOf(jws, key);
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) {
    throw new RegisterAnswerUnreadableError(`claim ${String(claims.error.issues[0]?.path[0] ?? "found")}`);
  }
  return claims.data;
}

async function payloadOf(jws: string, key: NonNullable<ReturnType<typeof es256PublicKey>>): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: ["ES256"] });
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    throw new RegisterAnswerUnreadableError("signature");
  }
}

function headerOf(jws: string) {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    throw new RegisterAnswerUnreadableError("not a JWS");
  }
}
