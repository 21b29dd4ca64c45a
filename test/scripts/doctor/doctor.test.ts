import { expect } from "chai";
import { accountFinding, blockAge, chainFindings } from "../../../scripts/doctor/chain.ts";
import { type Finding, named } from "../../../scripts/doctor/finding.ts";
import { machineFindings, proofFileFindings } from "../../../scripts/doctor/machine.ts";
import { foundIn } from "../../../scripts/doctor/phrases.ts";
import { doctorExitCode, doctorText } from "../../../scripts/doctor/report.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { limitedNode, type NodeLimits } from "../../rpcLimits.ts";
import { startRpcProxy } from "../../rpcProxy.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

const GIB = 2 ** 30;

function states(findings: readonly Finding[]): string[] {
  return findings.map(({ state }) => state);
}

describe("hanpyo doctor", function () {
  this.timeout(60_000);
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
    await chain.mine(1);
  });

  after(() => chain.close());

  it("finds an old Node, little memory and a full disk wrong, each by itself", () => {
    expect(states(machineFindings("24.1.0", 2 * GIB, 2 * GIB))).to.deep.equal(["ok", "ok", "ok"]);
    expect(states(machineFindings("22.13.0", 2 * GIB, 2 * GIB))).to.deep.equal(["wrong", "ok", "ok"]);
    expect(states(machineFindings("24.1.0", 2 * GIB - 1, 2 * GIB))).to.deep.equal(["ok", "wrong", "ok"]);
    expect(states(machineFindings("24.1.0", 2 * GIB, 2 * GIB - 1))).to.deep.equal(["ok", "ok", "wrong"]);
  });

  it("finds keys and circuits ok here, another file wrong, and a missing one unknown", () => {
    expect(new Set(states(proofFileFindings()))).to.deep.equal(new Set(["ok"]));
    const sums = new Map([
      ["a.zkey", "11"],
      ["b.zkey", "22"],
    ]);
    const findings = proofFileFindings(sums, (file) => (file === "a.zkey" ? "12" : undefined));
    expect(states(findings)).to.deep.equal(["wrong", "unknown"]);
  });

  it("has a remedy for whatever is not ok, and none for what is", async () => {
    const findings = [
      ...machineFindings("18.0.0", 1, 1),
      ...proofFileFindings(
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
        (file) => (file === "a" ? "3" : undefined),
      ),
      ...(await chainFindings("http://127.0.0.1:9")),
      blockAge(0, 1_000),
      blockAge(1_000, 0),
      accountFinding("0x1", 0n, 1n, 1n),
      ...machineFindings("24.0.0", 4 * GIB, 4 * GIB),
    ];
    for (const { name, state, remedy } of findings) expect(remedy !== undefined, name.en).to.equal(state !== "ok");
  });

  it("allows the latest block two minutes from this machine's clock, before and behind", () => {
    expect([-121, -120, 120, 121].map((age) => blockAge(10_000 - age, 10_000).state)).to.deep.equal([
      "wrong",
      "ok",
      "ok",
      "wrong",
    ]);
  });

  it("says it aligned by the columns of a terminal in Korean, with the advice under what was found", () => {
    const findings: readonly Finding[] = [
      { name: named("Node"), state: "ok", found: "24" },
      ...machineFindings("24.0.0", 1, 4 * GIB).slice(1, 2),
    ];
    expect(doctorText(findings, "ko").split("\n")).to.deep.equal([
      "정상        Node    24",
      "잘못됨      메모리  0.0 GiB",
      "                    -> 메모리가 2 GiB 이상인 컴퓨터를 쓰세요",
    ]);
  });

  it("says in Korean what it found, with the same values, and a node's own words as they are", () => {
    const found: readonly (readonly [english: string, values: readonly string[]])[] = [
      ["type 2, base fee 0.5 gwei; gas at 0.5 gwei", ["2", "0.5"]],
      ["type 0, no base fee; gas is free", ["0", "무료"]],
      ["131072 bytes are taken", ["131072"]],
      ["a block holds 30000000, a transaction may name 16777216", ["30000000", "16777216"]],
      ["a block holds 8000000; exceeds block gas limit", ["8000000", "exceeds block gas limit"]],
      ["50 blocks at a time; to more it says: range too large", ["50", "range too large"]],
      ["not kept at block 7 (missing trie node): give verify --from-block", ["7", "missing trie node", "--from-block"]],
      ["3 blocks, 24 s behind the latest; a block takes 12.0 s", ["3", "24", "12.0"]],
      ["missing or wrong: curve pairing", ["curve pairing"]],
      ["0.03 ether: about 100 ballots of 300,000 gas at 1.0 gwei", ["0.03", "100", "300,000", "1.0"]],
      ["http://127.0.0.1:9 gave no answer: connection refused", ["http://127.0.0.1:9", "connection refused"]],
      ["it is missing", []],
    ];
    for (const [english, values] of found) {
      const korean = foundIn("ko", english);
      expect(korean, english).to.match(/[가-힣]/);
      for (const value of values) expect(korean, english).to.include(value);
      expect(foundIn("en", english)).to.equal(english);
    }
  });

  it("leaves no word of its own English where a person reads Korean, of this machine and of a chain", async () => {
    const findings = [...machineFindings(), ...(await chainFindings(chain.url, (await chain.newAccount()).address))];
    const lines = doctorText(findings, "ko").split("\n");
    for (const line of lines)
      expect(line.replace(/https?:\S+|0x\S+|Node|RPC|GiB|gwei/g, ""), line).not.to.match(/[a-z]{3,}/);
  });

  it("says in Korean by the command itself that an account needs a chain, with exit code 2", async () => {
    const account = "0x0000000000000000000000000000000000000001";
    const { code, out } = await hanpyoHere(["doctor", "--account", account], { LC_ALL: "ko_KR.UTF-8" });
    expect(out)
      .to.match(/^정상 +Node /)
      .and.match(/\n알 수 없음 +계정 +0x0+1\n +-> --rpc도 함께 주세요\n$/);
    expect(code).to.equal(2);
  });

  it("says how many ballots an account pays for, and that fewer than a hundred are wrong", () => {
    const enough = accountFinding("0xA", 100n * 300_000n * 10n ** 9n, 10n ** 9n, 300_000n);
    expect(enough).to.deep.equal({
      name: { en: "account 0xA", ko: "계정 0xA" },
      state: "ok",
      found: "0.03 ether: about 100 ballots of 300,000 gas at 1.0 gwei",
    });
    expect(accountFinding("0xA", 100n * 300_000n * 10n ** 9n - 1n, 10n ** 9n, 300_000n).state).to.equal("wrong");
    expect(accountFinding("0xA", 0n, 0n, 300_000n).found).to.equal("0.0 ether; gas costs nothing here");
  });

  it("looks at a real chain: node, id, block, clock, account", async () => {
    const account = (await chain.newAccount()).address;
    const findings = await chainFindings(chain.url, account);
    expect(findings.map(({ name }) => name.en)).to.deep.equal([
      "RPC",
      "chain id",
      "latest block",
      "age of that block",
      "transactions",
      "size of a transaction",
      "gas of a transaction",
      "events",
      "old states",
      "finality",
      "precompiles and instructions",
      `account ${account}`,
    ]);
    expect(new Set(states(findings))).to.deep.equal(new Set(["ok"]));
    expect(findings[1]?.found).to.equal("31337");
    expect(findings.at(-1)?.found).to.match(/^100\.0 ether: about [\d,]+ ballots of [\d,]+ gas at [\d.]+ gwei$/);
  });

  it("tells a chain's limits before anything is frozen on it: fees, bytes, gas, events, states, finality", async () => {
    await chain.mine(400);
    const node = await startRpcProxy(chain.url);
    const found = async (limits: NodeLimits) => {
      node.answer = limitedNode(limits);
      const findings = await chainFindings(node.url);
      return Object.fromEntries(findings.map(({ name, state, found: text }) => [name.en, `${state}: ${text}`]));
    };
    const plain = await found({});
    expect(plain.transactions).to.match(/^ok: type 2, base fee [\d.]+ gwei; gas at [\d.]+ gwei$/);
    expect(plain["size of a transaction"]).to.equal("ok: 131072 bytes are taken");
    expect(plain["precompiles and instructions"]).to.equal("ok: as the contracts need them");
    const small = await found({ transactionBytes: 65_536, transactionGas: 8_000_000, range: 50, pruned: 128 });
    expect(small["size of a transaction"]).to.match(/^wrong: oversized data: .* limit 65536$/);
    expect(small["gas of a transaction"]).to.match(/^wrong: .*cap: 8000000/);
    expect(small.events).to.match(/^wrong: 50 blocks at a time; .*max block range 50$|^wrong: \d+ blocks at a time/);
    expect(small["old states"]).to.contain("missing trie node").and.contain("--from-block");
    const early = await found({ noBaseFee: true, finalized: "error" });
    expect(early.transactions).to.match(/^ok: type 0, no base fee; gas at/);
    expect(early.finality).to.equal("unknown: the node tells no finalized block");
    const free = await found({ freeGas: true, finalized: "zero" });
    expect(free.transactions).to.equal("ok: type 2, base fee 0.0 gwei; gas is free");
    expect(free.finality).to.equal("unknown: nothing is finalized but block 0");
    node.answer = ({ method }) => (method === "eth_call" ? { result: "0x" } : undefined);
    const [machine] = (await chainFindings(node.url)).filter(({ name }) => name.en.startsWith("precompiles"));
    expect(machine).to.include({ state: "wrong" });
    expect(machine?.found).to.contain("curve pairing");
    await node.close();
  });

  it("ends with 0 when all is well, 1 when something is wrong, 2 when something is unknown", () => {
    const of = (...found: Finding["state"][]) =>
      found.map((state): Finding => ({ name: named("x"), state, found: "" }));
    expect([of("ok"), of("ok", "unknown"), of("unknown", "wrong")].map(doctorExitCode)).to.deep.equal([0, 2, 1]);
  });

  it("aligns what it found, with the remedy under it", () => {
    const findings: readonly Finding[] = [
      { name: named("a"), state: "ok", found: "1" },
      { name: named("long name"), state: "wrong", found: "2", remedy: named("Do this") },
    ];
    const text = doctorText(findings, "en");
    expect(text.split("\n")).to.deep.equal([
      "ok       a          1",
      "wrong    long name  2",
      "                    -> Do this",
    ]);
  });

  it("prints JSON alone with --json, and exits with 2 for a node that is not there", async () => {
    const { code, out } = await hanpyoHere(["doctor", "--rpc", "http://127.0.0.1:9", "--json"]);
    const findings = JSON.parse(out) as (Finding & { readonly ko: object })[];
    expect(findings.at(-1)?.ko).to.deep.equal({
      name: "RPC",
      state: "알 수 없음",
      found: "127.0.0.1:9에 연결되지 않음",
      remedy: "주소가 맞는지, 공개 기록의 서버(RPC)가 켜져 있는지 확인하세요",
    });
    expect(findings.at(-1)).to.include({
      name: "RPC",
      state: "unknown",
      remedy: "Check the URL, and that the node runs",
    });
    expect(code).to.equal(doctorExitCode(findings));
  });
});
