import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { ProtocolRefusal, printed, readAddress, readClient, requireIdentifiers } from "./messageAddress.ts";
import { type DoubleService, METASERVICES, mayCall, metadata } from "./metadata.ts";
import { type LoggedMessage, signedDocuments } from "./signedDocuments.ts";

/**
 * A double of a Security Server, both sides in one, as PR-REST 1.0.3, PR-MREST 0.7 and UG-SIGDOC 1.10 describe it: it
 * signs, stamps and encrypts nothing, and is no proof that a real one takes the same. Sections are those of PR-REST.
 */

export type DoubleSettings = {
  /** Who is registered at this Security Server. */
  readonly clients: readonly (readonly string[])[];
  readonly services: readonly DoubleService[];
  /** Whether section 4.8 holds, as since 1.0.1; before, a code might have any character. */
  readonly isRestricted?: boolean;
  /** HTTPS; clients have to show a certificate of this authority for `asic` (UG-SIGDOC 2.4). */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly clients: string };
  /** Whether messages get their time-stamps at once (UG-SIGDOC 1). */
  readonly stampsAtOnce?: boolean;
  readonly unstamped?: 404 | 500;
};

/** What would be answered. Headers have each value's own entry. */
export type DoubleAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

/** Changes one answer, or deals with the connection itself and gives nothing. */
export type Fault = (answer: DoubleAnswer, socket: Socket) => DoubleAnswer | undefined;

export type Received = {
  readonly method: string;
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  /** The section by which it was refused. */
  refused?: string;
};

export type SecurityServerDouble = {
  readonly url: string;
  readonly received: readonly Received[];
  readonly messages: readonly LoggedMessage[];
  /** For the next requests, one each. */
  inject(...faults: readonly Fault[]): void;
  /** Forgets what was injected and not used. */
  heal(): void;
  close(): Promise<void>;
};

type Message = { readonly request: IncomingMessage; readonly body: Buffer; readonly received: Received };

/** Section 4.3, filtered headers; and what the connection to the provider has of its own. */
const FILTERED = new Set(
  "connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade host user-agent server expect content-length".split(
    " ",
  ),
);
/** Set by Security Servers alone. */
const OURS = ["x-road-service", "x-road-request-id", "x-road-request-hash", "x-road-error"];
const JSON_TYPE = "application/json;charset=utf-8";

export async function startSecurityServerDouble(settings: DoubleSettings): Promise<SecurityServerDouble> {
  const { isRestricted = true, tls } = settings;
  for (const { id } of settings.services) requireIdentifiers(id, isRestricted);
  const received: Received[] = [];
  const messages: LoggedMessage[] = [];
  const faults: Fault[] = [];

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { method = "", url = "" } = request;
    const headers = request.headersDistinct as Record<string, readonly string[]>;
    const entry: Received = { method, url, headers, body: body.toString() };
    received.push(entry);
    const fault = faults.shift();
    const made = await answerOf({ request, body, received: entry });
    const answer = fault === undefined ? made : fault(made, request.socket);
    if (answer === undefined) return;
    response.sendDate = true;
    response.writeHead(answer.status, [...answer.headers, ["Content-Length", String(answer.body.length)]].flat());
    response.end(answer.body);
  }

  async function answerOf(message: Message): Promise<DoubleAnswer> {
    const { request, received: entry } = message;
    const [path, query = ""] = entry.url.split("?", 2);
    if (path === "/asic") {
      const isKnown = tls === undefined || (request.socket as TLSSocket).authorized;
      const documents = isKnown
        ? signedDocuments(messages, new URLSearchParams(query), settings.unstamped ?? 404)
        : { status: 401, type: "text/plain", body: Buffer.from("The client's certificate is missing") };
      return { status: documents.status, headers: [["Content-Type", documents.type]], body: documents.body };
    }
    try {
      return await passOn(message);
    } catch (error) {
      if (!(error instanceof ProtocolRefusal)) throw error;
      entry.refused = error.section;
      return errorAnswer(error, String(request.headers.accept ?? ""));
    }
  }

  async function passOn({ request, body, received: entry }: Message): Promise<DoubleAnswer> {
    const { parts, rawParts, query } = readAddress(entry.url);
    const client = readClient(entry.headers["x-road-client"] ?? [], isRestricted);
    if (!settings.clients.some((one) => printed(one) === printed(client))) {
      throw new ProtocolRefusal(500, "Server.ClientProxy.UnknownMember", "4.3", "The client is not registered here");
    }
    const meta = [4, 3].find((length) => METASERVICES.includes(parts[length] as string));
    // The longest identifier that fits, as the subsystem may be left out (4.1).
    const service = settings.services
      .filter(({ id }) => printed(id) === printed(parts.slice(0, id.length)))
      .sort((a, b) => b.id.length - a.id.length)[0];
    const provided = (length: number) =>
      settings.services.filter(
        ({ id }) => id.length === length + 1 && printed(id.slice(0, length)) === printed(parts.slice(0, length)),
      );
    if (service === undefined && (meta === undefined || provided(meta).length === 0)) {
      requireIdentifiers(
        parts.slice(0, 5).filter((part, place) => place < 4 || part !== ""),
        isRestricted,
      );
      throw new ProtocolRefusal(500, "Server.ServerProxy.UnknownService", "4.6", "There is no such service");
    }
    const id = service?.id ?? parts.slice(0, (meta as number) + 1);
    const messageId = entry.headers["x-road-id"]?.at(-1) ?? randomUUID();
    const ownHeaders = [
      ["X-Road-Client", printed(client)],
      ["X-Road-Service", printed(id)],
      ["X-Road-Id", messageId],
      ["X-Road-Request-Id", randomUUID()],
      ["X-Road-Request-Hash", requestHash(request, body)],
    ] as const;
    const logged = (answer: DoubleAnswer): DoubleAnswer => {
      messages.push({
        queryId: messageId,
        client,
        request: `${entry.method} ${entry.url}`,
        response: String(answer.status),
        isStamped: settings.stampsAtOnce ?? true,
        isArchived: false,
      });
      return { ...answer, headers: [...answer.headers, ...ownHeaders] };
    };
    if (service === undefined) {
      const length = meta as number;
      const { type, text } = metadata(parts[length] as string, provided(length), client, new URLSearchParams(query));
      return logged({ status: 200, headers: [["Content-Type", type]], body: Buffer.from(text) });
    }
    if (!mayCall(service, client)) {
      throw new ProtocolRefusal(500, "Server.ServerProxy.AccessDenied", "4.6", "The client may not call the service");
    }
    const rest = rawParts.slice(service.id.length).map((part) => `/${part}`);
    const sent = { "X-Road-Client": printed(client), "X-Road-Service": printed(id), "X-Road-Id": messageId };
    return logged(await askProvider(`${service.url}${rest.join("")}${query}`, request, body, sent));
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    take(request, response).catch(() => request.socket.destroy());
  };
  const server =
    tls === undefined
      ? createServer(handle)
      : createSecureServer(
          { cert: tls.certificate, key: tls.key, ca: tls.clients, requestCert: true, rejectUnauthorized: false },
          handle,
        );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    received,
    messages,
    inject: (...more) => void faults.push(...more),
    heal: () => void faults.splice(0),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Answers in XML where that is asked for, otherwise in JSON (4.6). */
export function errorAnswer({ status, type, message }: ProtocolRefusal, accept: string): DoubleAnswer {
  const detail = randomUUID();
  const isXml = /\b(application|text)\/xml\b/.test(accept);
  const told = isXml
    ? `<?xml version="1.0" encoding="UTF-8"?><error><type>${type}</type><message>${message.replaceAll(/[<&"]/g, " ")}</message><detail>${detail}</detail></error>`
    : JSON.stringify({ type, message, detail });
  const contentType = isXml ? "application/xml;charset=utf-8" : JSON_TYPE;
  return {
    status,
    headers: [
      ["Content-Type", contentType],
      ["X-Road-Error", type],
    ],
    body: Buffer.from(told),
  };
}

/** Section 4.3: SHA-512 over SHA-512 of the headers and that of the body. How headers are written out is the double's. */
function requestHash({ method, url, rawHeaders }: IncomingMessage, body: Buffer): string {
  const lines = pairs(rawHeaders).map(([name, value]) => `${name.toLowerCase()}:${value}\r\n`);
  const hash = (data: string | Buffer) => createHash("sha512").update(data).digest();
  const headers = hash(`${method} ${url} HTTP/1.1\r\n${lines.join("")}`);
  return (body.length === 0 ? headers : hash(Buffer.concat([headers, hash(body)]))).toString("base64");
}

/** Calls the service itself, and follows no redirection (4.4). Throws `ProtocolRefusal` (4.6, category 2). */
function askProvider(
  url: string,
  { method, rawHeaders }: IncomingMessage,
  body: Buffer,
  own: Readonly<Record<string, string>>,
): Promise<DoubleAnswer> {
  const kept = pairs(rawHeaders).filter(([name]) => {
    const lower = name.toLowerCase();
    return !FILTERED.has(lower) && !OURS.includes(lower) && !(lower in lowerNames(own));
  });
  // Section 4.3: what does not say what it accepts, accepts JSON.
  if (!kept.some(([name]) => name.toLowerCase() === "accept")) kept.push(["Accept", "application/json"]);
  return new Promise((fulfil, fail) => {
    const failed = () => fail(new ProtocolRefusal(500, "Server.ServerProxy.NetworkError", "4.6", "No answer"));
    const length = body.length === 0 ? [] : [["Content-Length", String(body.length)]];
    const { host } = new URL(url);
    const headers = [...kept, ...Object.entries(own), ...length, ["Host", host]].flat();
    const outgoing = requestOf({ ...target(url), method, headers }, (response) => {
      response.toArray().then((chunks) => {
        fulfil({
          status: response.statusCode ?? 500,
          headers: pairs(response.rawHeaders).filter(
            ([name]) =>
              !["date", "x-road-client", "x-road-id"].includes(name.toLowerCase()) &&
              !FILTERED.has(name.toLowerCase()) &&
              !OURS.includes(name.toLowerCase()),
          ),
          body: Buffer.concat(chunks),
        });
      }, failed);
    });
    outgoing.on("error", failed).end(body);
  });
}

/** As the request line has it: a URL object would rewrite the path. */
function target(url: string): { readonly host: string; readonly port: string; readonly path: string } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port, path: url.replace(/^https?:\/\/[^/?]*/, "") || "/" };
}

function lowerNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, true>> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), true]));
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, place) => [raw[2 * place] as string, raw[2 * place + 1] as string]);
}
