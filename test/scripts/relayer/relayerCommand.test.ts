import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { Wallet } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { type RpcProxy, startRpcProxy } from "../../rpcProxy.ts";
import { halfSent, untilRefused } from "../../services/hosting/underWay.ts";
import { packageOf, type RelayerWorld, startRelayerWorld, timesCast } from "../../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../../services/relayer/syntheticBallots.ts";

/** What a run of the command line printed, and its exit code. */
type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

describe("hanpyo relayer", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-relayer-command-"));
  const keyFile = join(folder, "relayer.json");
  const trustFile = join(folder, "trust.json");
  /** Options that say whose rolls are served. */
  const trusting: string[] = [];
  const children: ChildProcess[] = [];
  let world: RelayerWorld;
  let node: RpcProxy;

  function launch(...args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, ["scripts/hanpyo.ts", "relayer", ...args], { cwd: projectRoot });
    children.push(child);
    return child;
  }

  async function run(...args: readonly string[]): Promise<Ran> {
    const child = launch(...args);
    let [out, err] = ["", ""];
    child.stdout?.on("data", (data) => {
      out += data;
    });
    child.stderr?.on("data", (data) => {
      err += data;
    });
    const code = await new Promise<number | null>((done) => child.once("close", done));
    return { code, out, err };
  }

  /** Waits for a line of a child's output. */
  function line(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
    let text = "";
    return new Promise((fulfil, fail) => {
      const read = (data: Buffer) => {
        text += data;
        const found = pattern.exec(text);
        if (found !== null) fulfil(found);
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("close", () => fail(new Error(text)));
    });
  }

  before(async () => {
    world = await startRelayerWorld();
    node = await startRpcProxy(world.chain.url);
    const organizer = Wallet.createRandom();
    const { rolls } = world.election.constitution;
    const manifest = await signManifest(
      {
        ...{ municipality: "한표시", chainId: 31337, organizer: organizer.address, serial: 1 },
        ...{ predecessors: [], lines: [], code: [], verifyingKeys: [], relayers: [], finality: 0 },
        factories: [{ kind: "election", factory: world.factory, withdrawnFrom: 0 }],
        rolls: [{ rolls, registry: rolls }],
      },
      organizer,
    );
    writeFileSync(trustFile, JSON.stringify({ ...newTrustFile("한표시", 31337), manifests: [manifest] }));
    trusting.push("--trust", trustFile, "--anchor", anchorLine(anchorOf(manifest)));
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await node.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("makes an account that others cannot read, and never overwrites one", async () => {
    expect((await run("key", "--out", keyFile)).code).to.equal(0);
    const again = await run("key", "--out", keyFile);
    expect(again.code).to.equal(1);
    expect(again.err).to.match(/^RelayerKeyExistsError/m);
    const exposed = join(folder, "exposed.json");
    writeFileSync(exposed, readFileSync(keyFile));
    chmodSync(exposed, 0o644);
    const args = ["--rpc", world.chain.url, "--db", ":memory:", ...trusting];
    expect((await run("start", ...args, "--key-file", exposed)).err).to.match(/^RelayerKeyExposedError/m);
  });

  it("starts, says how it is, refuses a proof of another key, and ends what is under way when it is stopped; the package is cast from an account", async () => {
    const { address, key } = JSON.parse(readFileSync(keyFile, "utf8"));
    expect(key).to.match(/^0x[0-9a-f]{64}$/);
    await world.rpc("hardhat_setBalance", address, "0xde0b6b3a7640000");
    const ballot = syntheticBallot(world.election);
    const file = join(folder, "ballot.json");
    writeFileSync(file, packageOf(world.election, ballot));
    const args = ["--rpc", node.url, ...trusting, "--db", join(folder, "relayer.db")];
    const starting = ["start", ...args, "--key-file", keyFile, "--port", "0", "--batch-delay", "0"];
    const limited = ["--behind-proxy", "--requests-per-minute", "20"];

    // The synthetic key is not the product's: whatever it proves, a started relayer refuses.
    const first = launch(...starting, ...limited);
    const [, announced] = await line(first, /Relayer (\S+@http:\S+)/);
    const url = announced?.split("@")[1] as string;
    const health = await run("status", url, "--json");
    expect(health.code).to.equal(0);
    expect(JSON.parse(health.out)).to.deep.include({ status: "single-node", address, waiting: 0 });
    expect(statSync(join(folder, "relayer.db")).mode & 0o777).to.equal(0o600);
    const from = (client: string) => fetch(`${url}/health`, { headers: { "X-Forwarded-For": client } });
    const answers = await Promise.all(Array.from({ length: 100 }, () => from("1.1.1.1")));
    expect(new Set(answers.map((answer) => answer.status))).to.deep.equal(new Set([200]));
    expect([(await from("1.1.1.1")).status, (await from("2.2.2.2")).status]).to.deep.equal([429, 200]);
    const submitting = ["submit", "--package", file, "--rpc", world.chain.url];
    const refused = await run(...submitting, "--relayer", announced as string);
    expect(refused.code).to.equal(1);
    expect(refused.err).to.include("PROOF_INVALID");
    const other = join(folder, "other.json");
    writeFileSync(other, packageOf(world.election, { ...ballot, version: 1n << 32n }));
    const answering = ["--relayer", announced as string, "--lang", "ko"];
    const korean = await run("submit", "--package", other, "--rpc", world.chain.url, ...answering);
    expect(korean.err)
      .to.contain("전달 서버가 거절했습니다. ")
      .and.contain(" (항목 암호문, 받은 값 0, 맞아야 하는 값 16) (주소 http:");

    // One request waits for the node, of another the second half is still to come.
    const ended = new Promise((done) => first.once("close", done));
    const released = Promise.withResolvers<undefined>();
    node.answer = () => released.promise;
    const asked = node.called.length;
    const slow = fetch(`${url}/ballots`, { method: "POST", body: readFileSync(file) });
    slow.catch(() => {});
    const half = await halfSent(`${url}/ballots`, readFileSync(file, "utf8"));
    while (node.called.length === asked) await wait(10);
    const since = Date.now();
    first.kill("SIGTERM");
    await untilRefused(url);
    released.resolve(undefined);
    const whole = [await half.finish(), { status: (await slow).status, body: await (await slow).json() }];
    for (const { status, body } of whole) {
      expect([status, Object.keys(body)]).to.deep.equal([422, ["code", "cause", "remedy"]]);
      expect(body.code).to.equal("PROOF_INVALID");
    }
    expect(await ended).to.equal(0);
    expect(Date.now() - since).to.be.below(15_000);

    const cast = await run(...submitting, "--key-file", keyFile);
    expect(cast.code).to.equal(0);
    expect(cast.out).to.match(/in block \d+/);
    const again = await run(...submitting, "--key-file", keyFile);
    expect([again.code, again.out]).to.deep.equal([0, cast.out]);
    expect(await timesCast(world, [ballot])).to.deep.equal([1]);
  });
});
