import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ORGANIZER_KEY, OrganizerKeyMissingError } from "../../../scripts/checkout/organizerKey.ts";
import { NotDeployedError } from "../../../scripts/clerk/deploymentFile.ts";
import type { Plan } from "../../../scripts/clerk/plan.ts";
import { RpcMissingError } from "../../../scripts/clerk/session.ts";
import type { Status } from "../../../scripts/clerk/status.ts";
import type { Watched } from "../../../scripts/clerk/watch.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import { newFileText } from "../../../scripts/electionFile/newFile.ts";
import { ElectionFileInvalidError } from "../../../scripts/electionFile/parseElectionFile.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { NobodyToAskError } from "../../../scripts/terminal/person.ts";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { startRelayer } from "../../../services/relayer/relayer.ts";
import { exampleText } from "../electionFile/exampleFile.ts";
import { filledIn } from "./filledFile.ts";
import { runCommand } from "./runCommand.ts";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

describe("the clerk's commands", function () {
  this.timeout(60_000);
  const earlier = { rpc: process.env.HANPYO_RPC, key: process.env[ORGANIZER_KEY], lang: process.env.LC_ALL };
  let folder: string;
  let chain: LocalChain;
  let path: string;
  let deployments: readonly string[];

  before(async () => {
    delete process.env.HANPYO_RPC;
    delete process.env[ORGANIZER_KEY];
    process.env.LC_ALL = "C";
    folder = mkdtempSync(join(tmpdir(), "hanpyo-commands-"));
    deployments = ["--deployments", join(folder, "deployments")];
    chain = await startLocalChain();
    const accounts = await Promise.all([1, 2, 3, 4].map(() => chain.newAccount()));
    const [registrar, approver, ...trustees] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];
    const text = newFileText(exampleText("knapsack"), "budget", Date.now(), "./schema.json");
    path = join(folder, "budget.yaml");
    writeFileSync(
      path,
      filledIn(
        text,
        registrar,
        approver,
        (trustees as typeof accounts).map((account) => ({ account })),
      ),
    );
  });

  after(async () => {
    for (const [name, value] of [
      ["HANPYO_RPC", earlier.rpc],
      [ORGANIZER_KEY, earlier.key],
      ["LC_ALL", earlier.lang],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await chain.close();
    rmSync(folder, { recursive: true });
  });

  it("end with 0 for a good file and with 1 for a wrong one, which they name by path and line", async () => {
    expect((await runCommand("check", path, ...deployments)).code).to.equal(0);
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, exampleText("knapsack").replace("threshold: 3", "threshold: 9"));
    const { code, out } = await runCommand("check", wrong, "--json", ...deployments);
    const { errors, findings } = JSON.parse(out) as { errors: number; findings: readonly Finding[] };
    expect(code).to.equal(1);
    expect(errors).to.equal(1);
    expect(findings.find(({ level }) => level === "error")).to.include({ path: "board.threshold" });
  });

  it("refuse to plan or deploy a wrong file", async () => {
    const wrong = join(folder, "wrong.yaml");
    for (const args of [
      ["plan", wrong, "--gas-price", "1"],
      ["deploy", wrong, "--rpc", chain.url, "--yes"],
    ]) {
      const { code, error } = await runCommand(...args, ...deployments);
      expect(code).to.equal(1);
      expect(error).to.be.instanceOf(ElectionFileInvalidError);
    }
  });

  it("plan with gas, cost, dates in Korea and powers, as JSON alone on standard output", async () => {
    const args = ["plan", path, "--gas-price", "2", "--ether-price", "1000", "--voters", "64", "--json"];
    const { code, out } = await runCommand(...args, ...deployments);
    const plan = JSON.parse(out) as Plan;
    expect(code).to.equal(0);
    const gas = plan.transactions.reduce((sum, row) => sum + row.gas, 0);
    expect(plan.total.gas).to.equal(gas);
    expect(Math.abs(plan.total.ether - (gas * 2) / 1e9)).to.be.lessThan(1e-12);
    expect(Math.abs((plan.total.money as number) - plan.total.ether * 1000)).to.be.lessThan(1e-9);
    const rows = new Map(plan.transactions.map((row) => [row.what.en, row]));
    expect(rows.get("ballots")).to.include({ count: 2, payer: "relayers" });
    expect(rows.get("shares")).to.include({ count: 2, payer: "trustees" });
    expect(rows.get("round 2")?.count).to.equal(2);
    expect(plan.dates.map(({ at }) => at)).to.satisfy((all: string[]) =>
      all.every((at, i) => /^\d{4}-\d\d-\d\d \d\d:\d\d KST$/.test(at) && at >= (all[i - 1] ?? "")),
    );
    expect(plan.outcome.map(({ en }) => en)).to.include("turnout needed: 5% of the residents on the roll or more");
    expect(plan.powers).to.have.length(4);
    expect(plan.test.map(({ en }) => en).join()).to.include("31337 is a test network");
    expect(existsSync(join(folder, "deployments"))).to.equal(false);
  });

  it("warn in a plan of what deploy would refuse on a production network", async () => {
    const production = join(folder, "production.yaml");
    writeFileSync(production, exampleText("knapsack").replace("id: 31337", "id: 8217"));
    const { out } = await runCommand("plan", production, "--gas-price", "1", "--json", ...deployments);
    const { warnings, test } = JSON.parse(out) as Plan;
    expect(warnings.map(({ en }) => en).join()).to.include("`deploy` refuses it: Development proving keys");
    expect(test).to.deep.equal([]);
    const checked = await runCommand("check", production, ...deployments);
    expect(checked.code).to.equal(1);
    expect(checked.out).to.include("write `test: true`");
  });

  it("take a test in spite of that, and say so", async () => {
    const drill = join(folder, "drill.yaml");
    const text = exampleText("knapsack").replace("id: 31337", "id: 8217");
    writeFileSync(drill, text.replace(/^chain:$/m, "test: true\nwhyTest: { ko: 연습, en: A drill }\n\nchain:"));
    const { out } = await runCommand("plan", drill, "--gas-price", "1", "--json", ...deployments);
    const { warnings, test } = JSON.parse(out) as Plan;
    expect(warnings.map(({ en }) => en).join()).not.to.include("`deploy` refuses it");
    expect(test.map(({ en }) => en)).to.deep.equal(["A drill", "Development proving keys, which protect nothing"]);
    const checked = await runCommand("check", drill, ...deployments);
    expect(checked.code).to.equal(0);
    expect(checked.out).to.include("TEST ELECTION: binds nobody. A drill; Development proving keys");
  });

  it("speak Korean when asked, or when the machine does", async () => {
    const checked = (await runCommand("check", path, "--lang", "ko", ...deployments)).out;
    expect(checked).to.match(/오류 0개, 주의 1개$/);
    expect(checked).to.match(
      /:\d+ 주의 board\.threshold: 열쇠 하나만 잃어도 결과를 잃습니다\. 참관 위원을 기준보다 두 명/,
    );
    const wrong = join(folder, "wrong.yaml");
    writeFileSync(wrong, exampleText("knapsack").replace("threshold: 3", "threshold: many"));
    const refused = (await runCommand("check", wrong, "--lang", "ko", ...deployments)).out;
    expect(refused).to.match(/:\d+ 오류 board\.threshold: 적을 것은 숫자인데, 적힌 것은 글입니다/);
    process.env.LC_ALL = "ko_KR.UTF-8";
    const { out } = await runCommand("plan", path, "--gas-price", "1", ...deployments);
    process.env.LC_ALL = "C";
    expect(out).to.include("연습 투표: 누구에게도 효력이 없습니다.").and.to.include("투표 마감");
  });

  it("say what is missing: a chain, the right chain, an account, an answer, a deployment", async () => {
    expect((await runCommand("status", path, ...deployments)).error).to.be.instanceOf(RpcMissingError);
    const rpc = ["--rpc", chain.url, ...deployments];
    const wrong = join(folder, "production.yaml");
    expect((await runCommand("status", wrong, ...rpc)).error).to.be.instanceOf(WrongChainError);
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    expect((await runCommand("deploy", path, "--yes", ...rpc)).error).to.be.instanceOf(OrganizerKeyMissingError);
    process.env[ORGANIZER_KEY] = (await chain.newAccount()).privateKey;
    expect((await runCommand("deploy", path, ...rpc)).error).to.be.instanceOf(NobodyToAskError);
    delete process.env[ORGANIZER_KEY];
    process.stdin.isTTY = isTTY;
    for (const name of ["open", "tally", "archive"]) {
      expect((await runCommand(name, path, ...rpc)).error, name).to.be.instanceOf(NotDeployedError);
    }
  });

  it("say that nothing is deployed yet, and what to run", async () => {
    const { code, out } = await runCommand("status", path, "--rpc", chain.url, "--json", ...deployments);
    const status = JSON.parse(out) as Status;
    expect(code).to.equal(0);
    expect(status).to.include({ id: "budget", board: null, election: null, next: `npm run hanpyo -- deploy ${path}` });
    expect((await runCommand("check", path, "--rpc", chain.url, ...deployments)).out).to.include("nothing is deployed");
  });

  it("watch the relayers that the file names, without counting them among the chain's facts", async () => {
    const { privateKey } = await chain.newAccount();
    // Of its first block alone a chain knows nothing to be final.
    await chain.mine(1);
    const relayer = await startRelayer({ rpc: chain.url, key: privateKey, elections: [], proofs: {} });
    const { url } = relayer;
    const relayed = join(folder, "relayed.yaml");
    writeFileSync(
      relayed,
      readFileSync(path, "utf8").replace("relayers: []", `relayers: [${url}, ${url}/lost, ${NOWHERE}]`),
    );
    const args = ["watch", relayed, "--once", "--json", "--rpc", chain.url];
    const { out } = await runCommand(...args, ...deployments);
    await relayer.close();
    const [first, ...others] = (JSON.parse(out) as Watched["status"] & Watched).relayers;
    expect(first?.url).to.equal(url);
    expect(JSON.parse(first?.state as string)).to.deep.include({
      status: "single-node",
      address: relayer.address,
      waiting: 0,
    });
    expect(others).to.deep.equal([
      { url: `${url}/lost`, state: "HTTP 404" },
      { url: NOWHERE, state: "no answer" },
    ]);
  });

  it("end with 2 when the chain gives no answer", async () => {
    for (const name of ["check", "status", "watch", "deploy"]) {
      const { code, err } = await runCommand(name, path, "--rpc", NOWHERE, ...deployments);
      expect(code, name).to.equal(2);
      expect(err, name).to.match(/^Could not check: 127\.0\.0\.1:9 gave no answer/m);
    }
  });

  it("do nothing in a dry run", async () => {
    process.env[ORGANIZER_KEY] = (await chain.newAccount()).privateKey;
    const before = await chain.provider.getBlockNumber();
    const { code, out } = await runCommand("deploy", path, "--rpc", chain.url, "--dry-run", ...deployments);
    delete process.env[ORGANIZER_KEY];
    expect(code).to.equal(0);
    expect(out).to.include("Dry run: nothing was written and nothing was sent");
    expect(await chain.provider.getBlockNumber()).to.equal(before);
    expect(readdirSync(folder)).not.to.include("deployments");
  });
});
