import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { nodeProxy, RPC_REQUEST_BYTES } from "../../../scripts/page/nodeProxy.ts";

describe("What the page's server passes on to a node", () => {
  let node: Server;
  let answer: (write: (chunk: string) => void, end: () => void) => void;
  let asked: number;
  const app = () => {
    const { port } = node.address() as AddressInfo;
    const onError = () => new Response("too large", { status: 413 });
    return new Hono().post(
      "/",
      bodyLimit({ maxSize: RPC_REQUEST_BYTES, onError }),
      nodeProxy(`http://127.0.0.1:${port}`),
    );
  };
  const call = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] };
  const ask = (body: string, to = app()) => to.request("/", { method: "POST", body });
  const codeOf = async (response: Response) => ((await response.json()) as { error: { code: number } }).error.code;

  before(async () => {
    node = createServer((request, response) => {
      asked++;
      request.resume();
      answer(
        (chunk) => response.write(chunk),
        () => response.end(),
      );
    });
    await new Promise<void>((done) => node.listen(0, "127.0.0.1", done));
  });
  beforeEach(() => {
    asked = 0;
    answer = (write, end) => {
      write('{"jsonrpc":"2.0","id":1,"result":"0x7"}');
      end();
    };
  });
  after(() => {
    node.closeAllConnections();
    node.close();
  });

  it("is one call, or as many as the page asks at once, and the node's answer as it came", async () => {
    expect(await (await ask(JSON.stringify(call))).text()).to.equal('{"jsonrpc":"2.0","id":1,"result":"0x7"}');
    expect((await ask(JSON.stringify(Array(20).fill(call)))).status).to.equal(200);
    for (const batch of [Array(21).fill(call), []]) {
      expect(await codeOf(await ask(JSON.stringify(batch)))).to.equal(-32601);
    }
    expect(asked).to.equal(2);
  });

  it("is nothing of a body that is too large, or that is none", async () => {
    const large = JSON.stringify({ ...call, params: ["x".repeat(RPC_REQUEST_BYTES)] });
    expect((await ask(large)).status).to.equal(413);
    for (const body of ["", "null", "{", "[[]]", '"eth_call"', "\u0000"]) {
      expect(await codeOf(await ask(body)), body).to.equal(-32601);
    }
    expect(asked).to.equal(0);
  });

  it("is no answer without end: the rest of one that is too large is not read", async () => {
    let written = 0;
    answer = (write, end) => {
      const chunk = "x".repeat(1_000_000);
      const go = () => {
        if (written++ > 200) return end();
        write(chunk);
        setTimeout(go, 1);
      };
      go();
    };
    const response = await ask(JSON.stringify(call));
    expect([response.status, await codeOf(response)]).to.deep.equal([502, -32005]);
    expect(written).to.be.below(100);
  });

  it("is as much at a time as a node can answer, and what comes then is told to come again", async () => {
    const ends: (() => void)[] = [];
    answer = (_, end) => void ends.push(end);
    const to = app();
    const waiting = Array.from({ length: 64 }, () => ask(JSON.stringify(call), to));
    while (asked < 64) await new Promise((done) => setTimeout(done, 5));
    const refused = await ask(JSON.stringify(call), to);
    expect([refused.status, await codeOf(refused)]).to.deep.equal([503, -32005]);
    for (const end of ends) end();
    await Promise.all(waiting);
    answer = (write, end) => {
      write("{}");
      end();
    };
    expect((await ask(JSON.stringify(call), to)).status).to.equal(200);
  });
});
