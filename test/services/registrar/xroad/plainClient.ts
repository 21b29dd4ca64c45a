import { randomUUID } from "node:crypto";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { parse } from "yaml";
import {
  CODES,
  type Evidence,
  type XRoadAnswer,
  type XRoadCall,
  type XRoadClient,
  type XRoadPlace,
} from "./clientUnderTest.ts";

/** A client that does what the checks ask and nothing else, by which the double and the checks are held to each other. */

class ClientError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type Raw = { readonly status: number; readonly headers: IncomingMessage["headersDistinct"]; readonly body: Buffer };

const IDENTIFIER = /^[A-Za-z0-9'()+,\-.=?]+$/;
const MOST_BYTES = 65_536;
const TRIES = 3;

/** An answer, and what stood in it. */
type PlainAnswer = XRoadAnswer & { readonly body: string };

export const plainClient: XRoadClient = {
  sends: ["GET", "PUT", "DELETE", "POST"],
  exchange,
  async lists(place, which) {
    const { body } = await exchange({ ...beside(place, which), method: "GET" });
    const { service } = JSON.parse(body) as { service: { service_code: string }[] };
    return service.some(({ service_code }) => service_code === place.service.at(-1));
  },
  async describes(place, path) {
    const query = `serviceCode=${encodeURIComponent(place.service.at(-1) ?? "")}`;
    const { body } = await exchange({ ...beside(place, "getOpenAPI"), method: "GET", query });
    const { paths } = parse(body) as { paths: Record<string, { post?: object }> };
    return paths[path]?.post !== undefined;
  },
  async evidence(place, messageId, mayForce) {
    const [request, response] = [
      await document(place, messageId, "requestOnly", mayForce),
      await document(place, messageId, "responseOnly", mayForce),
    ];
    if (request === undefined || response === undefined) return mayForce ? "lost" : "not yet";
    return { request, response } satisfies Evidence;
  },
};

async function exchange(call: XRoadCall): Promise<PlainAnswer> {
  for (let tried = 1; ; tried++) {
    try {
      return await tryOnce(call);
    } catch (error) {
      if ((error as ClientError).code !== CODES.unavailable || tried === TRIES) throw error;
    }
  }
}

async function document(place: XRoadPlace, id: string, only: string, mayForce: boolean): Promise<Buffer | undefined> {
  const [instance = "", memberClass = "", memberCode = "", subsystemCode = ""] = place.client;
  const search = new URLSearchParams({ queryId: id, xRoadInstance: instance, memberClass, memberCode, subsystemCode });
  const url = `${place.securityServer}/asic?${search}&${only}&unique${mayForce ? "&force" : ""}`;
  const { status, body } = await send(url, "GET", {}, place);
  if (status === 404) return undefined;
  if (status !== 200) throw new ClientError(CODES.refused);
  return body;
}

async function tryOnce(call: XRoadCall): Promise<PlainAnswer> {
  const { service, client, path = "", query } = call;
  if ([...service, ...client].some((part) => !IDENTIFIER.test(part))) throw new ClientError(CODES.misconfigured);
  if (/\/(\.|%2e){1,2}(\/|$)/i.test(path)) throw new ClientError(CODES.misconfigured);
  const address = `/r1/${[...service].map(encodeURIComponent).join("/")}${path}${query === undefined ? "" : `?${query}`}`;
  if (address.length > 2_000) throw new ClientError(CODES.misconfigured);
  const id = randomUUID();
  const caller = client.map(encodeURIComponent).join("/");
  const headers = {
    ...call.headers,
    "X-Road-Client": caller,
    "X-Road-Id": id,
    Accept: "application/json",
    ...(call.contentType === undefined ? {} : { "Content-Type": call.contentType }),
  };
  const answer = await send(call.securityServer + address, call.method, headers, call);
  return checked(answer, call, { id, caller, service: service.map(encodeURIComponent).join("/") });
}

function checked(
  { status, headers, body }: Raw,
  call: XRoadCall,
  asked: { readonly id: string; readonly caller: string; readonly service: string },
): PlainAnswer {
  const one = (name: string) => (headers[name]?.length === 1 ? headers[name][0] : undefined);
  const fault = headers["x-road-error"]?.[0];
  if (fault !== undefined) {
    if (fault.endsWith(".AccessDenied")) throw new ClientError(CODES.refused);
    const isOurs = fault.startsWith("Client.") || /\.Unknown(Member|Service)$/.test(fault);
    throw new ClientError(isOurs ? CODES.misconfigured : CODES.unavailable);
  }
  const hash = one("x-road-request-hash") ?? "";
  const isWhole =
    one("x-road-client") === asked.caller &&
    one("x-road-service") === asked.service &&
    one("x-road-id") === asked.id &&
    (one("x-road-request-id") ?? "").trim() !== "" &&
    Buffer.from(hash, "base64").length === 64;
  if (!isWhole) throw new ClientError(CODES.unreadable);
  if (status >= 300 && status < 400) throw new ClientError(CODES.unreadable);
  if (status >= 400 && !(status === 404 && call.knows404 === true)) throw new ClientError(CODES.refused);
  const type = one("content-type") ?? "";
  if (status === 204 || body.length > MOST_BYTES || !/^(application\/json|text\/yaml)\b/.test(type)) {
    throw new ClientError(CODES.unreadable);
  }
  return { status, body: body.toString(), messageId: asked.id, requestHash: hash };
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  { certificate, own, timeout = 10_000, body }: XRoadPlace & { readonly body?: string },
): Promise<Raw> {
  const path = url.replace(/^https?:\/\/[^/]*/, "");
  const { hostname: host, port, protocol } = new URL(url);
  const secrets = own === undefined ? {} : { cert: own.certificate, key: own.key };
  const options = { host, port, path, method, headers, signal: AbortSignal.timeout(timeout) };
  return new Promise((fulfil, fail) => {
    const failed = () => fail(new ClientError(CODES.unavailable));
    const take = (response: IncomingMessage) => {
      response.toArray().then((chunks) => {
        const { statusCode: status = 0, headersDistinct } = response;
        fulfil({ status, headers: headersDistinct, body: Buffer.concat(chunks) });
      }, failed);
    };
    const outgoing =
      protocol === "https:"
        ? secureRequest({ ...options, ca: certificate, ...secrets }, take)
        : plainRequest(options, take);
    outgoing.on("error", failed).end(body);
  });
}

/** Of the same provider. */
function beside(place: XRoadPlace, code: string): XRoadPlace {
  return { ...place, service: [...place.service.slice(0, -1), code] };
}
