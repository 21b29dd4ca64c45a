import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { JsonRpcProvider, Wallet } from "ethers";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { hanpyo } from "../../runHanpyo.ts";

describe("hanpyo chain", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-chain-"));
  const keyFile = join(folder, "first.key");
  let child: ChildProcess;
  let provider: JsonRpcProvider;
  let url: string;

  before(async () => {
    const args = ["scripts/hanpyo.ts", "chain", "--port", "0", "--key-out", keyFile, "--lang", "en"];
    child = spawn(process.execPath, args, { cwd: projectRoot });
    url = await new Promise<string>((fulfil, fail) => {
      let text = "";
      child.stdout?.on("data", (data) => {
        text += data;
        const [, found] = /^Chain 31337 at (\S+), a block each second$/m.exec(text) ?? [];
        if (found !== undefined && text.includes("SIGTERM")) fulfil(found);
      });
      child.once("close", (code) => fail(new Error(`ended with ${code}: ${text}`)));
    });
    provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  });

  after(() => {
    provider?.destroy();
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  it("makes blocks by itself, a second apart, and its clock goes on with them", async () => {
    const first = await provider.getBlock("latest");
    const wanted = (first?.number ?? 0) + 2;
    while ((await provider.getBlockNumber()) < wanted) await new Promise((done) => setTimeout(done, 100));
    const second = await provider.getBlock(wanted);
    expect((second?.timestamp ?? 0) - (first?.timestamp ?? 0)).to.be.within(2, 10);
  });

  it("writes the key of an account with ether, and takes its transactions", async () => {
    const sender = new Wallet(readFileSync(keyFile, "utf8").trim(), provider);
    expect(await provider.getBalance(sender.address)).to.be.greaterThan(10n ** 18n);
    const sent = await sender.sendTransaction({ to: Wallet.createRandom().address, value: 1n });
    expect((await sent.wait())?.status).to.equal(1);
  });

  it("names the port that another process has, and overwrites no key", async () => {
    const taken = await hanpyo(["chain", "--port", new URL(url).port, "--lang", "en"]);
    expect(taken.code).to.equal(1);
    expect(taken.err).to.match(/AddressUnusableError: .*another process does.*--port/);
    const exists = await hanpyo(["chain", "--port", "0", "--key-out", keyFile, "--lang", "en"]);
    expect(exists.code).to.equal(1);
    expect(exists.err).to.contain("exists");
  });

  it("ends at SIGTERM with exit code 0", async () => {
    const closed = new Promise<number | null>((done) => child.once("close", done));
    child.kill("SIGTERM");
    expect(await closed).to.equal(0);
  });
});
