import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { MirrorUnreachableError } from "../../../sdk/relaying/mirrorClient.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { errorOf } from "../../errorOf.ts";
import { leavesOf } from "../../sdk/proposals/sampleText.ts";
import { type MirrorWorld, offer, startMirrorWorld } from "../../services/mirror/mirrorWorld.ts";

describe("hanpyo mirror", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-mirror-command-"));
  let world: MirrorWorld;

  before(async () => {
    world = await startMirrorWorld();
  });
  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
    process.exitCode = 0;
  });

  /** What a command prints, run in this process, and its exit code. */
  async function printed(...args: readonly string[]): Promise<{ readonly out: string; readonly code: unknown }> {
    const [log, language] = [console.log, process.env.LC_ALL];
    process.env.LC_ALL = args.at(-1) === "ko" ? "ko_KR.UTF-8" : "C";
    const lines: string[] = [];
    console.log = (line: string) => lines.push(line);
    try {
      const program = await hanpyoProgram("mirror");
      await program.parseAsync(["node", "hanpyo", "mirror", ...args]);
      return { out: lines.join("\n"), code: process.exitCode };
    } finally {
      console.log = log;
      if (language === undefined) delete process.env.LC_ALL;
      else process.env.LC_ALL = language;
    }
  }

  it("starts with a trust file, keeps texts under its organizer's templates, and ends within its grace", async () => {
    const { life, chain } = world;
    const { organizer, template, addresses } = life;
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
        finality: 2,
      },
      organizer,
    );
    const [trust, db] = [join(folder, "trust.json"), join(folder, "texts.db")];
    writeFileSync(trust, JSON.stringify({ ...newTrustFile("한빛시", 31337), manifests: [manifest] }));
    const args = ["--rpc", chain.url, "--trust", trust, "--anchor", anchorLine(anchorOf(manifest)), "--db", db];
    const started = spawn(
      process.execPath,
      ["scripts/hanpyo.ts", "mirror", "start", ...args, "--notices", addresses.notices, "--port", "0", "--lang", "en"],
      { cwd: projectRoot },
    );
    let said = "";
    const url = await new Promise<string>((found, failed) => {
      const read = (data: Buffer) => {
        said += data;
        const [, at] = /^Mirror (\S+)$/m.exec(said) ?? [];
        if (at !== undefined) found(at);
      };
      started.stdout.on("data", read);
      started.stderr.on("data", read);
      started.once("close", () => failed(new Error(said)));
    });
    const id = await life.posted();
    expect((await offer({ url }, id, leavesOf())).status).to.equal(201);
    const korean = await printed("status", url, "--lang", "ko");
    expect(korean.out.split("\n")[0]).to.match(/^상태: single-node: .*[가-힣]/);
    expect(korean.code).to.equal(0);
    started.kill("SIGTERM");
    const [code] = await once(started, "close");
    expect(code).to.equal(0);
    await errorOf(printed("status", url, "--lang", "en"), MirrorUnreachableError);
  });

  it("says with its exit code whether a mirror is well", async () => {
    const mirror = await world.mirror({ rpc: [world.chain.url, world.chain.url.replace("127.0.0.1", "localhost")] });
    const { out, code } = await printed("status", `${mirror.url}/`, "--json");
    expect([(JSON.parse(out) as { status: string }).status, code]).to.deep.equal(["ok", 0]);
    await mirror.close();
  });
});
