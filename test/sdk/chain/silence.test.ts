import { expect } from "chai";
import type { JsonRpcProvider } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { agreed, agreedFinal, type Rpc } from "../../../sdk/chain/agreement.ts";
import { readSettledBlock } from "../../../sdk/chain/blockTimes.ts";
import { electionAt, read } from "../../../sdk/chain/contracts.ts";
import { firstBlockOf } from "../../../sdk/chain/firstBlock.ts";
import { isPublishedRolls } from "../../../sdk/chain/publishedRolls.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import { NotAnElectionError } from "../../../sdk/verify/recordFrame.ts";
import { DEATHS, type Death, type DyingNode, impatientProvider, startDyingNode } from "../../dyingNode.ts";
import { syntheticElection } from "../../services/relayer/syntheticBallots.ts";

const NOWHERE = `0x${"1".repeat(40)}`;

const thrownBy = (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    (value) => new Error(`it did not fail, but gave ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );

describe("A node that does not answer", function () {
  this.timeout(120_000);
  let chain: LocalChain;
  let election: string;
  let factory: string;

  before(async () => {
    chain = await startLocalChain();
    const opened = await syntheticElection(chain);
    [election, factory] = [opened.election.election, opened.factory];
  });
  after(() => chain.close());

  /** Has a client ask a node that dies with a call, and gives what it fails with. */
  async function failing(
    death: Death,
    isLast: Parameters<typeof startDyingNode>[2],
    ask: (provider: JsonRpcProvider) => Promise<unknown>,
    wakes = false,
  ): Promise<unknown> {
    const node: DyingNode = await startDyingNode(chain.url, death, isLast, wakes);
    const { chainId } = await chain.provider.getNetwork();
    const provider = impatientProvider(node.url, chainId);
    try {
      const error = await thrownBy(ask(provider));
      expect(node.hasDied(), "the node lived on").to.equal(true);
      return error;
    } finally {
      provider.destroy();
      await node.close();
    }
  }

  for (const death of DEATHS) {
    it(`is silence where it ${death}, whatever it was asked`, async () => {
      const questions: Readonly<Record<string, (provider: JsonRpcProvider) => Promise<unknown>>> = {
        call: (provider) => read(electionAt(election, provider), "scope"),
        code: (provider) => provider.getCode(election),
        block: (provider) => provider.getBlock("latest"),
        logs: (provider) => provider.getLogs({ address: election, fromBlock: 0 }),
        gas: (provider) => provider.send("eth_estimateGas", [{ to: election }]),
      };
      for (const [what, ask] of Object.entries(questions)) {
        const error = await failing(death, () => true, ask);
        expect(isSilence(error), `${what}: ${String(error)}`).to.equal(true);
      }
    });

    it(`is no statement about the address where it ${death} while an election is read`, async () => {
      const error = await failing(
        death,
        ({ method }) => method === "eth_call",
        (provider) => exportRecord(election, provider),
      );
      expect(error).not.to.be.instanceOf(NotAnElectionError);
      expect(isSilence(error), String(error)).to.equal(true);
    });

    it(`says neither that there are no published rolls, nor that no block is final, where it ${death}`, async () => {
      const wakes = death !== "is gone";
      const rolls = await failing(
        death,
        () => true,
        (provider) => isPublishedRolls(factory, provider),
        wakes,
      );
      expect(isSilence(rolls), `rolls: ${String(rolls)}`).to.equal(true);
      const isFinalized = ({ params }: { readonly params: readonly unknown[] }) => params[0] === "finalized";
      const settled = await failing(death, isFinalized, readSettledBlock, wakes);
      expect(isSilence(settled), `settled: ${String(settled)}`).to.equal(true);
      const agree = (provider: JsonRpcProvider) => {
        const rpc: Rpc = { name: "a node", provider, chainId: 1n };
        return agreedFinal([rpc]);
      };
      const block = await failing(death, isFinalized, agree, wakes);
      expect(isSilence(block), `agreed: ${String(block)}`).to.equal(true);
    });
  }

  it("is silence among nodes that agree, and no contradiction between them", async () => {
    const honest: Rpc = { name: "an honest node", provider: chain.provider, chainId: 1n };
    const scopeOf = async ({ provider }: Rpc) => ({ scope: await read(electionAt(election, provider), "scope") });
    for (const death of ["limits", "hangs up", "answers another question"] as const) {
      const error = await failing(
        death,
        () => true,
        (provider) => agreed([honest, { name: "a dying node", provider, chainId: 1n }], scopeOf),
      );
      expect(isSilence(error), `${death}: ${String(error)}`).to.equal(true);
    }
  });

  it("is silence while the block of a contract's creation is looked for, with the first call or a later one", async () => {
    const last = await chain.provider.getBlockNumber();
    for (const count of [0, 2]) {
      const error = await failing(
        "hangs up",
        (_, before) => before === count,
        (provider) => firstBlockOf(factory, last, provider),
        true,
      );
      expect(isSilence(error), String(error)).to.equal(true);
    }
  });

  it("is not what an answer is: no code, a revert with or without a reason, a method that the node does not know", async () => {
    const answers: Readonly<Record<string, () => Promise<unknown>>> = {
      "no code": () => read(electionAt(NOWHERE, chain.provider), "scope"),
      "another contract": () => read(electionAt(factory, chain.provider), "scope"),
      "a contract's refusal": () => read(electionAt(election, chain.provider), "seal"),
      "an unknown method": () => chain.provider.send("hanpyo_nothing", []),
      "a wrong parameter": () => chain.provider.send("eth_getBlockByNumber", ["never", false]),
    };
    for (const [what, ask] of Object.entries(answers)) {
      const error = await thrownBy(ask());
      expect(String(error), what).not.to.contain("it did not fail");
      expect(isSilence(error), `${what}: ${String(error)}`).to.equal(false);
    }
    const missing = await thrownBy(exportRecord(NOWHERE, chain.provider));
    expect(missing).to.be.instanceOf(NotAnElectionError);
    const other = await thrownBy(exportRecord(factory, chain.provider));
    expect(other).to.be.instanceOf(NotAnElectionError);
    expect(await isPublishedRolls(NOWHERE, chain.provider)).to.equal(false);
    expect(await isPublishedRolls(factory, chain.provider)).to.equal(false);
    const rolls = await thrownBy(read(registryAt(NOWHERE, chain.provider), "registrar"));
    expect(isSilence(rolls)).to.equal(false);
  });
});

describe("The judgement of silence", () => {
  const error = (message: string, fields: object = {}, Type = Error) => Object.assign(new Type(message), fields);
  const named = (name: string) => new DOMException("The operation was aborted.", name);

  it("knows what Node, undici and browsers call a connection that failed, at any depth of causes", () => {
    const silent: readonly unknown[] = [
      ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"].map((code) =>
        error("socket", { code }),
      ),
      ...["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "UND_ERR_SOCKET", "UND_ERR_CONNECT_TIMEOUT"].map((code) =>
        error("socket", { code }),
      ),
      error("socket hang up"),
      error("fetch failed", { cause: error("other side closed", { code: "UND_ERR_SOCKET" }) }, TypeError),
      error("a request failed", { cause: error("a socket failed", { cause: { code: "ECONNRESET" } }) }),
      ...["Failed to fetch", "Load failed", "NetworkError when attempting to fetch resource.", "network error"].map(
        (message) => error(message, {}, TypeError),
      ),
      // As a worker tells its page.
      error("Failed to fetch", { code: "FAILED" }),
      error("TypeError: Failed to fetch", { code: "FAILED" }),
      error("request timeout", { code: "TIMEOUT" }),
      named("AbortError"),
      named("TimeoutError"),
    ];
    for (const one of silent) expect(isSilence(one), String(one)).to.equal(true);
  });

  it("knows a node's refusal to answer now by its number or its words", () => {
    const limits = [
      { code: -32005, message: "daily request count exceeded, request rate limited" },
      { code: 429, message: "Your app has exceeded its compute units per second capacity" },
      { code: -32007, message: "50/second request limit reached" },
      { code: -32016, message: "over rate limit" },
      { code: -32000, message: "Too many requests" },
      { code: -32603, message: "Internal error" },
      { code: -32603, message: "Internal JSON-RPC error." },
      { code: -32005 },
    ];
    for (const limit of limits) {
      const call = error("missing revert data", { code: "CALL_EXCEPTION", data: null, info: { error: limit } });
      expect(isSilence(call), JSON.stringify(limit)).to.equal(true);
      expect(isSilence(error("could not coalesce error", { code: "UNKNOWN_ERROR", error: limit }))).to.equal(true);
    }
  });

  it("takes an answer for one, and own errors and mistakes for what they are", () => {
    const revert = { code: 3, message: "execution reverted: rate limit exceeded", data: "0x08c379a0" };
    const answers: readonly unknown[] = [
      error("execution reverted", { code: "CALL_EXCEPTION", data: revert.data, info: { error: revert } }),
      error("missing revert data", { code: "CALL_EXCEPTION", info: { error: { code: -32000, message: "reverted" } } }),
      error("could not decode result data", { code: "BAD_DATA", value: "0x", info: { method: "scope" } }),
      error("unsupported operation", { code: "UNSUPPORTED_OPERATION", operation: "eth_getLogs", info: {} }),
      new NotAnElectionError(NOWHERE),
      // Its code is the one that says what happened; that a file's download failed is not the node's silence.
      error("The key cannot be loaded: Failed to fetch", { code: "KEY_DOWNLOAD_FAILED" }),
      error("no such file", { code: "ENOENT" }),
      new TypeError("Cannot read properties of undefined"),
      "ECONNREFUSED",
      undefined,
      null,
      42,
    ];
    for (const one of answers) expect(isSilence(one), String(one)).to.equal(false);
  });

  it("ends with an error that is its own cause", () => {
    const loop: { cause?: unknown } = error("round");
    loop.cause = loop;
    expect(isSilence(loop)).to.equal(false);
  });
});
