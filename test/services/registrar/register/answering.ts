import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import type { Purpose, RegisterTry } from "../../../../services/registrar/register/populationRegister.ts";
import { registerTransport } from "../../../../services/registrar/register/transport.ts";
import type { RegisterMeans } from "../../../../services/registrar/register/xRoadRegister.ts";
import type { XRoadSettings } from "../../../../services/registrar/register/xRoadSettings.ts";

/** A request as it came over the wire. */
export type Came = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
};

/** A server of this machine that answers as it is told, and remembers what came. */
export type AnsweringServer = {
  readonly url: string;
  readonly came: Came[];
  answer: (request: Came, response: ServerResponse) => void;
  close(): Promise<void>;
};

export async function startAnswering(): Promise<AnsweringServer> {
  const came: Came[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers, rawHeaders } = request;
      const one = { method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString("utf8") };
      came.push(one);
      server.answer(one, response);
    });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const server: AnsweringServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    came,
    answer: (_, response) => response.end(),
    async close() {
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
  return server;
}

export const CLIENT = "EE/GOV/70001234/hanpyo-registrar";
export const SERVICE = "EE/GOV/70008440/rr/resident";
export const PERSON = "KR-0007-person";
export const CASE = "5b0f4f0e-5d1c-4a9c-9a3e-1a2b3c4d5e6f";
export const PURPOSE: Purpose = { case: CASE, actor: "self-service" };
export const HASH = `${"A".repeat(86)}==`;

/** The headers that a Security Server answers with. */
export function answerHeaders({ headers }: Came): Record<string, string> {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "X-Road-Client": String(headers["x-road-client"]),
    "X-Road-Service": SERVICE,
    "X-Road-Id": String(headers["x-road-id"]),
    "X-Road-Request-Id": "f92591a3-6bf0-49b1-987b-0dd78c034cc3",
    "X-Road-Request-Hash": HASH,
  };
}

export const RESIDENT = { exists: true, place: { code: "11" }, adultFrom: "2009-01-02", rights: { local: true } };

export function xRoadSettings(server: AnsweringServer, changes: Partial<XRoadSettings> = {}): XRoadSettings {
  const map = { found: "/exists", district: "/place/code", adultAt: "/adultFrom", electoralRight: "/rights/local" };
  return {
    ...{ kind: "xRoad", securityServer: server.url, client: CLIENT, service: SERVICE, userId: "EE70001234", map },
    ...changes,
  };
}

/** The office's means, without pauses, and with less patience. */
export function meansOf(changes: Partial<RegisterMeans> = {}): RegisterMeans {
  return {
    ask: registerTransport({}, 500),
    random: systemRandom,
    clock: () => 1_800_000_000_000,
    pause: async () => {},
    ...changes,
  };
}

/** Keeps the tries that it is told. */
export function triesKept() {
  const tries: RegisterTry[] = [];
  return { tries, tried: (one: RegisterTry) => tries.push(one) };
}
