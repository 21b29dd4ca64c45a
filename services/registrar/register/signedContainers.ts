import {
  RegisterAnswerUnreadableError,
  RegisterMisconfiguredError,
  RegisterRefusedError,
  RegisterUnavailableError,
} from "./refusals.ts";
import type { RegisterResponse, Transport } from "./transport.ts";
import { idOf } from "./xRoadRegister.ts";
import type { XRoadSettings } from "./xRoadSettings.ts";

/** The signed containers (ASiC-E) of one look-up, as the Security Server gave them: nothing in them was verified. */
export type SignedContainers = { readonly request: Buffer; readonly response: Buffer };

/** Most bytes of one container: the message, its signature, certificates and time-stamp. */
export const MOST_OF_CONTAINER = 1_048_576;

const CONTAINER = "application/vnd.etsi.asic-e+zip";
/** How a ZIP archive begins. */
const ZIP = Buffer.from("PK\x03\x04", "latin1");
/** UG-SIGDOC 2.3, by whichever status it comes. */
const UNSTAMPED = /not been timestamped yet/i;

/**
 * Asks the office's own Security Server for the containers of one message (P28.15).
 * @param ask Takes answers of `MOST_OF_CONTAINER` bytes.
 * @param mayForce Whether the Security Server is to have missing time-stamps made now.
 * @returns "not yet" without their time-stamps, "lost" where the log does not have the message (any more).
 * Throws a refusal of P28.9.
 */
export async function signedContainers(
  settings: Pick<XRoadSettings, "securityServer" | "client">,
  messageId: string,
  ask: Transport,
  mayForce: boolean,
): Promise<SignedContainers | "not yet" | "lost"> {
  const one = async (only: "requestOnly" | "responseOnly") =>
    containerIn(await ask({ method: "GET", url: containerUrl(settings, messageId, only, mayForce), headers: {} }));
  const request = await one("requestOnly");
  if (typeof request === "string") return request;
  const response = await one("responseOnly");
  return typeof response === "string" ? response : { request, response };
}

function containerUrl(
  settings: Pick<XRoadSettings, "securityServer" | "client">,
  messageId: string,
  only: "requestOnly" | "responseOnly",
  mayForce: boolean,
): URL {
  const url = new URL(settings.securityServer);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/asic`;
  // A parameter that must be there, also for a member without a subsystem (UG-SIGDOC 2.1).
  const [xRoadInstance = "", memberClass = "", memberCode = "", subsystemCode = ""] = idOf("client", settings.client);
  const asked = new URLSearchParams({ queryId: messageId, xRoadInstance, memberClass, memberCode, subsystemCode });
  url.search = `${asked}&${only}&unique${mayForce ? "&force" : ""}`;
  return url;
}

function containerIn({ status, headers, body }: RegisterResponse): Buffer | "not yet" | "lost" {
  if ((status === 404 || status === 500) && UNSTAMPED.test(body.toString("utf8"))) return "not yet";
  if (status === 404) return "lost";
  if (status === 401) throw new RegisterMisconfiguredError("status 401");
  if (status >= 500) throw new RegisterUnavailableError(`status ${status}`);
  if (status >= 400) throw new RegisterRefusedError(`status ${status}`);
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (status !== 200 || type.trim().toLowerCase() !== CONTAINER || !body.subarray(0, ZIP.length).equals(ZIP)) {
    throw new RegisterAnswerUnreadableError("no container");
  }
  return body;
}
