import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { hanpyoHere } from "../hanpyoHere.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const ADDRESS = `0x${"11".repeat(20)}`;

describe("An RPC whose address is an access key", () => {
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const { id, method } = JSON.parse(body) as { id: number; method: string };
      // It tells its chain, so that every command goes on to ask more.
      const isTaken = method === "eth_chainId";
      response.writeHead(isTaken ? 200 : 401, { "content-type": "application/json" });
      response.end(isTaken ? JSON.stringify({ jsonrpc: "2.0", id, result: "0x7a69" }) : "no such key");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/${KEY}`;
  });
  after(() => server.close());

  for (const [name, ...args] of [
    ["verify --json", "verify", "--election", ADDRESS, "--json"],
    ["doctor", "doctor"],
    ["status", "status", "examples/approval.yaml"],
  ] as const) {
    it(`is not repeated by ${name} when the node refuses to answer`, async function () {
      this.timeout(60_000);
      const { code, out, err } = await hanpyoHere([...args, "--rpc", url]);
      expect(code, err).to.equal(2);
      expect(out + err).to.contain("401");
      expect(out + err).not.to.contain(KEY);
    });
  }
});
