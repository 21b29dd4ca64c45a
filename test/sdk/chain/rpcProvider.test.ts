import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { type Reach, RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { cut, drip, flood, hang, type RpcProxy, startRpcProxy, status, type Transport } from "../../rpcProxy.ts";

const MEBIBYTE = 2 ** 20;
const NOWHERE = "http://127.0.0.1:9";

describe("A question to a node", function () {
  this.timeout(20_000);
  let node: RpcProxy;
  let providers: RpcProvider[] = [];

  before(async () => {
    node = await startRpcProxy(NOWHERE, () => ({ result: "0x1" }));
  });
  beforeEach(() => {
    node.answer = () => ({ result: "0x1" });
    node.called = [];
  });
  afterEach(() => {
    for (const provider of providers.splice(0)) provider.destroy();
    providers = [];
  });
  after(() => node.close());

  function connected(reach: Partial<Reach> = {}, url = node.url): RpcProvider {
    const provider = new RpcProvider(url, 1, { deadline: 300, pause: 1, ...reach });
    providers.push(provider);
    return provider;
  }

  const failure = (provider: RpcProvider, method = "eth_blockNumber") =>
    provider.send(method, []).then(
      (value) => new Error(`it did not fail, but gave ${JSON.stringify(value)}`),
      (error: unknown) => error as Error,
    );

  for (const [what, transport] of Object.entries({
    "drips for ever": drip,
    "never answers": hang,
  }) as readonly [string, Transport][]) {
    it(`ends at its deadline where the node ${what}, and connections do not pile up`, async () => {
      node.answer = () => transport;
      const started = performance.now();
      const error = await failure(connected());
      expect(performance.now() - started).to.be.within(250, 2_000);
      expect(error.message).to.contain("no answer within 300 ms");
      expect(isSilence(error)).to.equal(true);
      const impatient = connected({ deadline: 20 });
      for (let i = 0; i < 30; i++) await failure(impatient);
      expect(await node.connections()).to.be.lessThan(5);
    });
  }

  it("is not answered by more bytes than it takes, of which hardly more are read", async () => {
    let sent = 0;
    const closed = new Promise<void>((done) => {
      node.answer = () =>
        flood(400 * MEBIBYTE, (bytes) => {
          sent = bytes;
          done();
        });
    });
    const error = await failure(connected({ deadline: 10_000, largest: MEBIBYTE }));
    expect(error.message).to.contain(`larger than ${MEBIBYTE} bytes`);
    expect(isSilence(error)).to.equal(true);
    await closed;
    expect(sent).to.be.lessThan(40 * MEBIBYTE);
  });

  it("ends when the provider is destroyed, at once", async () => {
    node.answer = () => hang;
    const provider = connected({ deadline: 10_000 });
    const failing = failure(provider);
    await new Promise((done) => setTimeout(done, 50));
    const started = performance.now();
    provider.destroy();
    expect(isSilence(await failing)).to.equal(true);
    expect(performance.now() - started).to.be.lessThan(500);
  });

  it("is asked again of a node that says it is asked too often, by its number, its words or HTTP 429", async () => {
    const refusals = [
      { error: { code: -32005, message: "daily request count exceeded, request rate limited" } },
      { error: { code: -32000, message: "Too many requests" } },
      status(429, "Too Many Requests"),
    ];
    for (const refusal of refusals) {
      let left = 3;
      node.answer = () => (left-- > 0 ? refusal : { result: "0x7" });
      expect(await connected({ deadline: 2_000 }).send("eth_blockNumber", [])).to.equal("0x7");
    }
  });

  it("is asked again alone, where it was asked together with others of which the node answered some", async () => {
    let count = 0;
    node.answer = ({ id }) =>
      ++count % 3 === 0 ? { error: { code: -32005, message: "request rate limited" } } : { result: `0x${id}` };
    const provider = connected({ deadline: 5_000, batch: 20 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => provider.send("eth_blockNumber", [])));
    expect(new Set(answers).size).to.equal(12);
    expect(node.called).to.have.length(12 + 4 + 1);
  });

  it("is given up before its deadline has passed twice, with the node's own words", async () => {
    node.answer = () => ({ error: { code: -32005, message: "request rate limited" } });
    const error = await failure(connected({ tries: 3 }));
    expect(node.called).to.have.length(3);
    expect(isSilence(error)).to.equal(true);
    node.called = [];
    const slow = await failure(connected({ tries: 1_000, pause: 50 }));
    expect(isSilence(slow)).to.equal(true);
    expect(node.called.length).to.be.lessThan(10);
  });

  it("is asked once where the node refuses for good, be it with a status of failure", async () => {
    const server = createServer((_, response) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32602, message: "block range too wide" } }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const error = await failure(connected({}, `http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    expect(JSON.stringify(error)).to.contain("block range too wide");
    expect(isSilence(error)).to.equal(false);
    server.closeAllConnections();
    server.close();
  });

  it("names the status, and neither address nor key, where a gateway answers for the node", async () => {
    node.answer = () => status(502, "<h1>Bad Gateway</h1>");
    const error = await failure(connected({}, `${node.url}/v3/secret`));
    expect(error.message).to.contain("502").and.not.to.contain("secret");
    node.answer = () => cut({ jsonrpc: "2.0", id: 1, result: "0x1" });
    expect(isSilence(await failure(connected()))).to.equal(true);
    const gone = await failure(connected({}, `${NOWHERE}/v3/secret`));
    expect(gone.message).not.to.contain("secret");
    expect(isSilence(gone)).to.equal(true);
  });

  it("carries a name and a password in a header, where the URL has them", async () => {
    let given: string | undefined;
    const server = createServer((request, response) => {
      given = request.headers.authorization;
      response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x1" }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    expect(await connected({}, `http://name:p%40ss@127.0.0.1:${port}`).send("eth_chainId", [])).to.equal("0x1");
    expect(given).to.equal(`Basic ${btoa("name:p@ss")}`);
    server.closeAllConnections();
    server.close();
  });
});
