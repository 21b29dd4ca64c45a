import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect } from "chai";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type NodeProxySettings, nodeProxy, RPC_REQUEST_BYTES } from "../../../scripts/page/nodeProxy.ts";
import { type Listening, listen } from "../../../services/hosting/listening.ts";

describe("What the page's server passes on to a node", () => {
  let node: Server;
  let answer: (write: (chunk: string) => void, end: () => void) => void;
  let asked: number;
  const running: Listening[] = [];
  const sockets: Socket[] = [];
  const app = (settings: NodeProxySettings = {}) => {
    const { port } = node.address() as AddressInfo;
    const onError = () => new Response("too large", { status: 413 });
    return new Hono().post(
      "/",
      bodyLimit({ maxSize: RPC_REQUEST_BYTES, onError }),
      nodeProxy(`http://127.0.0.1:${port}`, { behindProxy: true, ...settings }),
    );
  };
  const call = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] };
  const ask = (body: string, to = app(), from = "198.51.100.1") =>
    to.request("/", { method: "POST", body, headers: { "X-Forwarded-For": from } });
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
  after(async () => {
    for (const socket of sockets) socket.destroy();
    for (const server of running) await server.close();
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
    const waiting = Array.from({ length: 64 }, (_, i) => ask(JSON.stringify(call), to, `198.51.${i}.1`));
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

  it("is a share of it for one network, whichever of its addresses it uses, and other networks have theirs", async () => {
    const ends: (() => void)[] = [];
    answer = (_, end) => void ends.push(end);
    const to = app();
    const home = (i: number) => `2001:db8:0:2:${i.toString(16)}::1`;
    const answers = Array.from({ length: 60 }, (_, i) => ask(JSON.stringify(call), to, home(i)));
    const neighbour = ask(JSON.stringify(call), to, "2001:db8:0:3::1");
    while (asked < 17) await new Promise((done) => setTimeout(done, 5));
    const refused = await ask(JSON.stringify(call), to, home(99));
    expect([refused.status, await codeOf(refused)]).to.deep.equal([429, -32005]);
    for (const end of ends) end();
    expect((await neighbour).status).to.equal(200);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).to.have.length(16);
    expect(asked).to.equal(17);
  });

  it("is so many calls in a minute of one network, each of a batch counted, and anew in the next", async () => {
    let now = 15_000;
    const to = app({ limits: { callsPerMinute: 45 }, clock: () => now });
    const twenty = JSON.stringify(Array(20).fill(call));
    const statuses: number[] = [];
    for (let i = 1; i < 5; i++) statuses.push((await ask(twenty, to, `2001:db8:0:2::${i}`)).status);
    expect(statuses).to.deep.equal([200, 200, 429, 429]);
    const refused = await ask("junk", to, "2001:db8:0:2::9");
    expect([refused.status, await codeOf(refused)]).to.deep.equal([429, -32005]);
    expect(refused.headers.get("retry-after")).to.equal("45");
    expect((await ask(twenty, to, "2001:db8:0:3::1")).status).to.equal(200);
    now = 60_000;
    expect((await ask(twenty, to, "2001:db8:0:2::1")).status).to.equal(200);
    expect(asked).to.equal(4);
  });

  it("is so many bytes of answers in a minute for one network, however little was asked", async () => {
    answer = (write, end) => {
      write("x".repeat(600));
      end();
    };
    const to = app({ limits: { answerBytesPerMinute: 1_000 }, clock: () => 0 });
    const statuses: number[] = [];
    for (let i = 1; i < 5; i++) statuses.push((await ask(JSON.stringify(call), to, `2001:db8:0:2::${i}`)).status);
    expect(statuses).to.deep.equal([200, 200, 429, 429]);
    expect((await ask(JSON.stringify(call), to, "198.51.100.7")).status).to.equal(200);
  });

  it("waits for no request whose body never comes whole", async () => {
    const server = await listen(app({ behindProxy: false }), {});
    running.push(server);
    const { hostname, port } = new URL(server.url);
    const half = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n{";
    for (let i = 0; i < 100; i++) sockets.push(connect(Number(port), hostname).on("error", () => {}));
    await Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.write(half, () => done()))));
    await new Promise((done) => setTimeout(done, 100));
    for (let i = 0; i < 5; i++) {
      const { status } = await fetch(server.url, { method: "POST", body: JSON.stringify(call) });
      expect(status).to.equal(200);
    }
  });
});
