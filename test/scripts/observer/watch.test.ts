import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { exitCodeOf, type Finding } from "../../../scripts/observer/watch/finding.ts";
import { watchPage } from "../../../scripts/observer/watch/pageWatch.ts";
import { watchBox } from "../../../scripts/observer/watch/watchBox.ts";
import { connectRpcs, disconnect } from "../../../scripts/terminal/rpc.ts";
import { CAST_TOPICS } from "../../../sdk/chain/ballotBox.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { type RpcCall, type RpcProxy, startRpcProxy, status } from "../../rpcProxy.ts";
import { runCommand } from "../clerk/runCommand.ts";
import { hanpyo } from "../runHanpyo.ts";

/** What a node says: how far its chain goes, what it calls final, and which of its ballots it hides. */
type Said = {
  head: number;
  final: number | null;
  hidden: (block: number) => boolean;
  hash?: string;
  isSilent?: boolean;
};

const hex = (block: number) => `0x${block.toString(16)}`;

describe("hanpyo verify --watch", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let folder: string;
  let proxies: readonly RpcProxy[];
  /** The node's words, one object for each of two. */
  let said: [Said, Said];
  const blocks = () => decided.record.batches.map(({ at }) => at.block);

  before(async () => {
    decided = await decidedElection();
    folder = mkdtempSync(join(tmpdir(), "hanpyo-watch-"));
    const lastBallot = Math.max(...blocks());
    const fresh = (): Said => ({ head: lastBallot, final: decided.record.created.block, hidden: () => false });
    said = [fresh(), fresh()];
    proxies = await Promise.all([0, 1].map((m) => startRpcProxy(decided.chain.url, answerOf(m as 0 | 1))));
  });

  after(async () => {
    for (const proxy of proxies) await proxy.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => {
    for (const one of said) {
      Object.assign(one, { head: Math.max(...blocks()), final: decided.record.created.block, hidden: () => false });
      delete one.hash;
      one.isSilent = false;
    }
  });

  const answerOf =
    (m: 0 | 1) =>
    async ({ method, params }: RpcCall, pass: Parameters<Parameters<typeof startRpcProxy>[1] & object>[1]) => {
      const { head, final, hidden, hash, isSilent } = said[m];
      if (isSilent) return status(503, "Unavailable");
      if (method === "eth_blockNumber") return { result: hex(head) };
      if (method === "eth_getBlockByNumber") {
        const [asked] = params as [string];
        if (asked === "finalized" && final === null) return { error: { code: -32602, message: "no such tag" } };
        const number = asked === "latest" ? hex(head) : asked === "finalized" ? hex(final as number) : asked;
        const reply = await pass({ method, params: [number, false] });
        if (hash === undefined || Number(number) !== final) return reply;
        return { result: { ...(reply.result as object), hash } };
      }
      if (method !== "eth_getLogs") return undefined;
      const reply = await pass();
      type Log = { readonly topics: readonly string[]; readonly blockNumber: string };
      const logs = reply.result as readonly Log[];
      const isHidden = ({ topics, blockNumber }: Log) =>
        Number(blockNumber) > head || (CAST_TOPICS.includes(topics[0] as string) && hidden(Number(blockNumber)));
      return { ...reply, result: logs.filter((log) => !isHidden(log)) };
    };

  /** Looks, each after the nodes were given other words; what each found, "look" apart. */
  async function looks(...changes: readonly (() => void)[]): Promise<readonly (readonly Finding[])[]> {
    const rpcs = await connectRpcs(proxies.map(({ url }) => url) as [string, string]);
    const { election, created, constitution } = decided.record;
    const ends = constitution.schedule.closesAt + constitution.schedule.closeGrace;
    const look = watchBox({ election, created: created.block, ends, rpcs, promises: undefined, page: undefined });
    const found: Finding[][] = [];
    try {
      for (const change of [() => {}, ...changes]) {
        change();
        const own: Finding[] = [];
        await look((finding) => own.push(finding));
        found.push(own.filter(({ kind }) => kind !== "look"));
      }
    } finally {
      disconnect(rpcs);
    }
    return found;
  }

  const bothSay = (words: Partial<Said>) => {
    for (const one of said) Object.assign(one, words);
  };
  const kinds = (found: readonly Finding[]) => found.map(({ kind }) => kind);

  it("finds nothing while two nodes go on alike, and nothing is lost to what becomes final", async () => {
    const [first = 0] = blocks();
    const found = await looks(
      () => bothSay({ final: first }),
      () => bothSay({ final: Math.max(...blocks()) }),
    );
    expect(found.flat()).to.deep.equal([]);
  });

  it("names a ballot that vanishes at one node, and says when it is back", async () => {
    const last = Math.max(...blocks());
    const [, gone = [], back = []] = await looks(
      () => Object.assign(said[1], { hidden: (block: number) => block === last }),
      () => Object.assign(said[1], { hidden: () => false }),
    );
    const ballots = decided.record.batches.at(-1)?.ballots ?? [];
    expect(kinds(gone)).to.deep.equal(ballots.map(() => "vanished"));
    expect(gone[0]?.values).to.include({ block: last, nullifier: ballots[0]?.nullifier });
    expect(kinds(back)).to.deep.equal(ballots.map(() => "returned"));
  });

  it("names it too where the chain goes back behind it, and where the node names no final block", async () => {
    const [first = 0] = blocks();
    Object.assign(said[0], { final: null });
    const [, gone = []] = await looks(() => bothSay({ head: first }));
    expect(kinds(gone).filter((kind) => kind === "vanished").length).to.be.greaterThan(1);
  });

  it("says once, as long as it lasts, that nodes differ in a final block: its hash, or a ballot that one hides", async () => {
    const last = Math.max(...blocks());
    const [hidden = [], again = []] = await (async () => {
      bothSay({ final: last });
      said[1].hidden = (block) => block === last;
      return looks(() => {});
    })();
    expect(kinds(hidden)).to.include("differ");
    expect(String(hidden.find(({ kind }) => kind === "differ")?.values.what)).to.match(/^the ballot of slot \d+/);
    expect(again).to.deep.equal([]);
    said[1].hidden = () => false;
    const [, forged = []] = await looks(() => Object.assign(said[1], { hash: `0x${"12".repeat(32)}` }));
    expect(kinds(forged)).to.include.members(["rewritten", "differ"]);
  });

  it("accuses nobody where a node gives no answer, and ends with exit code 2 for it", async () => {
    const [, silent = []] = await looks(() => Object.assign(said[0], { isSilent: true }));
    expect(kinds(silent)).to.deep.equal(["no answer"]);
    expect(exitCodeOf(["look", "no answer", "returned"])).to.equal(2);
    expect(exitCodeOf(["look", "no answer", "vanished"])).to.equal(1);
    expect(exitCodeOf(["watching", "look", "returned", "ended"])).to.equal(0);
  });

  it("names a file that is no evidence once, whatever the number of nodes and looks", async () => {
    writeFileSync(join(folder, "broken.json"), "{}");
    const rpcs = await connectRpcs(proxies.map(({ url }) => url) as [string, string]);
    const { election, created } = decided.record;
    const look = watchBox({ election, created: created.block, ends: 2 ** 40, rpcs, promises: folder, page: undefined });
    const found: Finding[] = [];
    await look((finding) => found.push(finding));
    await look((finding) => found.push(finding));
    disconnect(rpcs);
    expect(kinds(found).filter((kind) => kind === "no evidence")).to.have.length(1);
  });

  it("ends by itself once the box has closed for every node, with the format in the first line, and speaks both languages", async () => {
    const args = ["verify", "--watch", "--rpc", decided.chain.url, "--election", decided.record.election];
    const { code, out } = await runCommand(...args, "--json");
    const lines = out.split("\n").map((line) => JSON.parse(line));
    expect(code).to.equal(0);
    expect(lines.map(({ kind }) => kind)).to.deep.equal(["watching", "look", "ended"]);
    expect(lines[0].format).to.equal("hanpyo-watch-1");
    expect(lines[1].ballots).to.equal(decided.record.batches.flatMap(({ ballots }) => ballots).length);
    expect((await runCommand(...args, "--lang", "ko")).out).to.match(
      /지켜봅니다[\s\S]*투표지 \d+장[\s\S]*종료 코드 0$/,
    );
  });

  it("ends by SIGINT with what it found so far", async () => {
    const [one, two] = proxies.map(({ url }) => url) as [string, string];
    const args = ["verify", "--watch", "--rpc", one, "--other-rpc", two, "--election", decided.record.election];
    const ended = await hanpyo([...args, "--every", "60", "--json"], (child) => {
      child.stdout?.on("data", (chunk) => {
        if (String(chunk).includes('"look"')) setTimeout(() => child.kill("SIGINT"), 1_500);
      });
    });
    expect([ended.code, ended.signal], ended.err).to.deep.equal([0, null]);
    expect(ended.out.trimEnd().split("\n").at(-1)).to.include('"kind":"ended"');
  });
});

describe("The page's watch", () => {
  let server: Server;
  let url: string;
  const files = new Map<string, string>();

  before(async () => {
    server = createServer(({ url: path = "/" }, response) => {
      const text = files.get(path === "/" ? "/index.html" : path);
      response.statusCode = text === undefined ? 404 : text === "silent" ? 503 : 200;
      response.end(text);
    });
    await new Promise<void>((fulfil) => server.listen(0, "127.0.0.1", fulfil));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => server.close());

  beforeEach(() => {
    files.clear();
    files.set("/index.html", '<script src="/assets/main-1.js"></script>').set("/assets/main-1.js", "vote()");
    files.set("/config.json", "{}").set("/trust.json", "{}");
  });

  it("names a file that is another than in the first look, and none that stays", async () => {
    const look = watchPage(url);
    expect(await look()).to.deep.equal([]);
    expect(await look()).to.deep.equal([]);
    files.set("/assets/main-1.js", "vote(other)");
    const found = await look();
    expect(found.map(({ kind, values }) => [kind, values.file])).to.deep.equal([["page", `${url}/assets/main-1.js`]]);
  });

  it("compares with a folder that was written, from the first look on, a file that is missing or too many included", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-page-"));
    try {
      for (const name of ["index.html", "config.json", "trust.json"]) {
        writeFileSync(join(folder, name), files.get(`/${name}`) as string);
      }
      const look = watchPage(url, folder);
      expect((await look()).map(({ values }) => values.file)).to.deep.equal([`${url}/assets/main-1.js`]);
      files.delete("/trust.json");
      files.set("/sw.js", "steal()");
      const named = (await look()).map(({ values }) => values.file);
      expect(named).to.include.members([`${url}/trust.json`, `${url}/sw.js`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("says that there was no answer where the server gives none", async () => {
    files.set("/config.json", "silent");
    expect((await watchPage(url)()).map(({ kind }) => kind)).to.deep.equal(["no answer"]);
    expect((await watchPage("http://127.0.0.1:9")()).map(({ kind }) => kind)).to.deep.equal(["no answer"]);
  });
});
