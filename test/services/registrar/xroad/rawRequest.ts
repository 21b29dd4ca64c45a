import { request } from "node:http";

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** A request whose address and headers nothing rewrites on the way. @param headers Names and values in turn. */
export function rawRequest(
  base: string,
  path: string,
  { method = "GET", headers = [], body = "" }: { method?: string; headers?: readonly string[]; body?: string },
): Promise<RawAnswer> {
  return new Promise((fulfil, fail) => {
    const { hostname: host, port } = new URL(base);
    const raw = [...headers, "Host", "double", ...(body === "" ? [] : ["Content-Length", String(body.length)])];
    request({ host, port, path, method, headers: raw, agent: false }, (response) => {
      response.toArray().then((chunks) => {
        const answered = response.headers as RawAnswer["headers"];
        fulfil({ status: response.statusCode ?? 0, headers: answered, body: Buffer.concat(chunks).toString() });
      }, fail);
    })
      .on("error", fail)
      .end(body);
  });
}
