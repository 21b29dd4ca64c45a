import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { stringify } from "yaml";
import type { XRoadCall, XRoadPlace } from "./clientUnderTest.ts";
import type { DoubleService } from "./metadata.ts";
import { type DoubleSettings, type SecurityServerDouble, startSecurityServerDouble } from "./securityServerDouble.ts";

/** What reached the service itself. */
export type Reached = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A service behind a double, and one client's place before it. */
export type CheckWorld = {
  readonly double: SecurityServerDouble;
  readonly place: XRoadPlace;
  readonly reached: readonly Reached[];
  call(more?: Partial<XRoadCall>): XRoadCall;
  close(): Promise<void>;
};

export const CLIENT = ["EE", "GOV", "70001234", "hanpyo-registrar"];
export const SERVICE = ["EE", "GOV", "70008440", "rr", "resident"];
/** Of a member without a subsystem. */
export const SHORT_SERVICE = ["EE", "GOV", "70008440", "resident"];
export const CLOSED_SERVICE = ["EE", "GOV", "70008440", "rr", "closed"];

/** What the service answers about everybody. */
export const RESIDENT = { exists: true, place: { code: "11" }, adultFrom: "2009-01-02", rights: { local: true } };

const object = (properties: object) => ({ type: "object", properties });
const RESIDENT_SCHEMA = object({
  exists: { type: "boolean" },
  place: object({ code: { type: "string" } }),
  adultFrom: { type: "string", format: "date" },
  rights: object({ local: { type: "boolean" } }),
});
const described = (path: string) => ({
  openapi: "3.0.0",
  info: { title: "Residents", version: "1" },
  paths: {
    [path]: {
      post: {
        responses: {
          200: { description: "Told", content: { "application/json": { schema: RESIDENT_SCHEMA } } },
          404: { description: "Nobody" },
        },
      },
    },
  },
});

/** @param more Settings of the double; identifiers of other services that the same provider has. */
export async function checkWorld({
  others = [],
  ...more
}: Partial<DoubleSettings> & { readonly others?: readonly (readonly string[])[] } = {}): Promise<CheckWorld> {
  const reached: Reached[] = [];
  const provider = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    reached.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    // Headers that only Security Servers may set, which they have to overwrite (4.3).
    response.setHeader("X-Road-Request-Hash", "forged").setHeader("X-Road-Service", "forged");
    response.setHeader("Content-Type", "application/json").setHeader("Server", "provider");
    response.end(JSON.stringify(RESIDENT));
  });
  await new Promise<void>((done) => provider.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const endpoints = [{ method: "POST", path: "/people" }];
  const description = { type: "application/json", text: JSON.stringify(described("/people")) } as const;
  const services: DoubleService[] = [SERVICE, SHORT_SERVICE, ...others].map((id) => ({
    id,
    url,
    endpoints,
    description,
  }));
  services.push({
    id: CLOSED_SERVICE,
    url,
    allowed: [],
    endpoints: [{ method: "POST", path: "/doors" }],
    description: { type: "text/yaml", text: stringify(described("/doors")) },
  });
  const double = await startSecurityServerDouble({ clients: [CLIENT, CLIENT.slice(0, 3)], services, ...more });
  const place = { securityServer: double.url, client: CLIENT, service: SERVICE, timeout: 500 };
  return {
    double,
    place,
    reached,
    call: (parts = {}) => ({
      ...place,
      method: "POST",
      path: "/people",
      body: "{}",
      contentType: "application/json",
      ...parts,
    }),
    async close() {
      await double.close();
      await new Promise((done) => {
        provider.close(done);
        provider.closeAllConnections();
      });
    },
  };
}
