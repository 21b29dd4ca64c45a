import { encodeBase64 } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import type { Reach } from "../relaying/jsonRequest.ts";
import type { MethodRequest, Presentation, SessionRequest } from "./officeAnswers.ts";
import { beginSession } from "./officeClient.ts";
import { type PresentationBinding, presentationChallenge } from "./presentationChallenge.ts";

/** How a resident shows to one office who it is. */
export type OfficeVisit = {
  readonly url: string;
  /** Id of one of the methods that the office offers. */
  readonly method: string;
  /**
   * Has the eID answer: opens a wallet, asks a card, reads a code. What it is handed was checked to be this session's.
   * @param session By whose name a device that was left goes on once a wallet has answered the office itself.
   */
  present(request: MethodRequest, session: string): Promise<Presentation>;
};

/** The office asks for a signature that was not made for this session, this office and this commitment. */
export class ForeignChallengeError extends HanpyoError {
  constructor(url: string) {
    super(
      "FOREIGN_CHALLENGE",
      told`Office ${{ url }} asks the eID to sign for another session or another office`,
      "Do not present the eID; report the office",
    );
  }
}

/**
 * Begins a session and has the eID answer its request, after checking that the request is bound to this office, session
 * and commitment (P12.2).
 * Throws `ForeignChallengeError`, errors of officeClient.ts, and whatever `visit.present` throws.
 */
export async function presentInSession(
  visit: OfficeVisit,
  purpose: SessionRequest["purpose"],
  binding: Omit<PresentationBinding, "nonce">,
  reach: Reach,
): Promise<{ readonly session: string; readonly presentation: Presentation }> {
  const identityCommitment = String(binding.identityCommitment);
  const begun = await beginSession(visit.url, { method: visit.method, purpose, identityCommitment }, reach);
  const challenge = presentationChallenge({ ...binding, nonce: begun.nonce });
  if (!asksFor(begun.request, challenge)) throw new ForeignChallengeError(visit.url);
  return { session: begun.session, presentation: await visit.present(begun.request, begun.session) };
}

function asksFor(request: MethodRequest, challenge: string): boolean {
  const base64 = encodeBase64(challenge);
  const base64url = base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  if (request.kind === "oneTimeCode") return true;
  if (request.kind === "certificate") return request.nonce === base64;
  if (request.kind === "mobileId") return request.nonce === base64url;
  const { client_id, nonce, response_uri } = request.authorizationRequest;
  return nonce === base64url && client_id === `redirect_uri:${response_uri}` && uriAsksFor(request.uri, base64url);
}

/** The link that opens a wallet must ask for the same as the request beside it. */
function uriAsksFor(uri: string, nonce: string): boolean {
  return URL.canParse(uri) && new URL(uri).searchParams.get("nonce") === nonce;
}
