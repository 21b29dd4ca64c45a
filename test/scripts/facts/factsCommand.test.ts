import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { healthSchema } from "../../../services/facts/answers.ts";
import { type MirrorWorld, startMirrorWorld } from "../../services/mirror/mirrorWorld.ts";

describe("hanpyo facts", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-facts-command-"));
  let world: MirrorWorld;

  before(async () => {
    world = await startMirrorWorld();
  });
  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it("starts with a trust file, tells what it names in Korean, writes the same as files, and ends within its grace", async () => {
    const { life, chain } = world;
    const { organizer, template, addresses } = life;
    await life.posted();
    const manifest = await signManifest(
      {
        municipality: "한빛시",
        chainId: 31337,
        organizer: template.organizer,
        serial: 1,
        predecessors: [],
        lines: [],
        factories: [],
        code: [],
        verifyingKeys: [],
        rolls: [{ rolls: template.rolls, registry: template.rolls }],
        relayers: [],
        finality: 1,
      },
      organizer,
    );
    const trust = join(folder, "trust.json");
    writeFileSync(trust, JSON.stringify({ ...newTrustFile("한빛시", 31337), manifests: [manifest] }));
    const given = [
      "--rpc",
      chain.url,
      "--trust",
      trust,
      "--anchor",
      anchorLine(anchorOf(manifest)),
      "--page",
      "https://vote.example",
    ];
    const started = spawn(
      process.execPath,
      ["scripts/hanpyo.ts", "facts", "start", ...given, "--notices", addresses.notices, "--port", "0", "--lang", "ko"],
      { cwd: projectRoot },
    );
    let said = "";
    const url = await new Promise<string>((found, failed) => {
      const read = (data: Buffer) => {
        said += data;
        const [, at] = /^공개 사실 (\S+)\n.*\n상태: /m.exec(said) ?? [];
        if (at !== undefined) found(at);
      };
      started.stdout.on("data", read);
      started.stderr.on("data", read);
      started.once("close", () => failed(new Error(said)));
    });
    expect(said).to.match(/블록 \d+, 투표 0건\(검증됨 0건, 검증되지 않음 0건\), 제안 1건, 명부 \d+개/);
    const health = healthSchema.parse(await (await fetch(`${url}/v1/health`)).json());
    expect([health.status, health.proposals]).to.deep.equal(["single-node", 1]);
    const out = join(folder, "site");
    const written = await promisify(execFile)(
      process.execPath,
      ["scripts/hanpyo.ts", "facts", "write", ...given, "--notices", addresses.notices, "--out", out, "--lang", "ko"],
      { cwd: projectRoot },
    );
    expect(written.stdout).to.match(/^블록 \d+: 파일 \d+개를 썼고, 0개는 그대로입니다\n$/);
    const told = await (await fetch(`${url}/v1/proposals`)).text();
    expect(readFileSync(join(out, "v1/proposals.json"), "utf8")).to.equal(told);
    expect(readFileSync(join(out, "v1/feeds/ko.atom"), "utf8")).to.contain('href="https://vote.example/p/0x');
    started.kill("SIGTERM");
    const [code] = await once(started, "close");
    expect(code).to.equal(0);
  });
});
