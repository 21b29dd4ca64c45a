import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { hanpyo } from "../runHanpyo.ts";

function commandsUnder(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsUnder)];
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

/** What `--help` prints, with the texts after it. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

const program = await hanpyoProgram();

describe("The command line", function () {
  this.timeout(60_000);

  for (const command of commandsUnder(program)) {
    it(`describes ${nameOf(command)} and each of its options, and gives an example`, () => {
      const help = helpOf(command);
      expect(command.description()).to.match(/^\S.{10,}/);
      expect(help).to.match(/\nExamples?:\n {2}\S/);
      for (const option of command.options) expect(option.description, option.flags).to.match(/^\S.{3,}/);
      expect(help.match(/npm run hanpyo -- /g)?.length ?? 0).to.be.greaterThan(0);
    });
  }

  it("loads the one command that is asked for, and all where the word is no command's", async () => {
    const names = async (asked: string) => (await hanpyoProgram(asked)).commands.map((command) => command.name());
    expect(await names("verify")).to.deep.equal(["verify"]);
    for (const asked of ["verfy", "--help", "toString", ""]) {
      expect(await names(asked), asked).to.deep.equal(program.commands.map((command) => command.name()));
    }
  });

  it("refuses an unknown command with exit code 1, and says which one was meant", async () => {
    const { code, err } = await hanpyo(["verfy"]);
    expect(code).to.equal(1);
    expect(err).to.contain("unknown command 'verfy'").and.contain("Did you mean verify?");
    expect(err).not.to.match(/^ +at /m);
  });

  it("refuses a missing or unknown option and a wrong value with exit code 1 and a hint", async () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [["ceremony", "export", "--key", "x"], /required option '--out <file>' not specified[\s\S]*--help/],
      [["verify", "--recrod", "x"], /unknown option '--recrod'[\s\S]*Did you mean --record\?/],
      [["verify", "--rpc", "ftp://x"], /'--rpc <url>' argument 'ftp:\/\/x' is invalid\. Give the node's URL/],
      [["verify", "--election", "0x12"], /'--election <address>' argument '0x12' is invalid\. Give an address/],
      [["verify", "--block", "-1"], /Give a whole number from 0/],
      [
        ["ceremony", "beacon", "--in", "a", "--out", "b", "--beacon", "00", "--iterations", "9"],
        /Give a whole number from 10 to 63/,
      ],
      [["ceremony", "beacon", "--in", "a", "--out", "b", "--beacon", "00"], /^BeaconInvalidError: .*32 to 255 bytes/],
    ];
    for (const [args, message] of wrong) {
      const { code, err, out } = await hanpyo(args);
      expect(code, args.join(" ")).to.equal(1);
      expect(err).to.match(message);
      expect(err).not.to.match(/^ +at /m);
      expect(out).to.equal("");
    }
  });

  it("ends without a stack when its reader has seen enough", async () => {
    const { err } = await hanpyo(["doctor", "--json"], (child) => child.stdout?.destroy());
    expect(err).to.equal("");
  });

  it("ends with 130 and without a stack on Ctrl-C while it waits for a node that does not answer", async () => {
    const node = createServer();
    await new Promise<void>((listening) => {
      node.listen(0, "127.0.0.1", listening);
    });
    const { port } = node.address() as AddressInfo;
    const { code, err } = await hanpyo(["doctor", "--rpc", `http://127.0.0.1:${port}`], (child) => {
      node.once("connection", () => child.kill("SIGINT"));
    });
    node.close();
    expect(code).to.equal(130);
    expect(err).to.equal("");
  });

  it("is a program of its own, which runs in whatever folder it is called from", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-anywhere-"));
    const { bin } = JSON.parse(readFileSync(`${projectRoot}package.json`, "utf8")) as { bin: { hanpyo: string } };
    const words = ["rehearse", "--plain", "--json", "--pb", `${projectRoot}examples/riverside.pb`];
    const { status, stdout, stderr } = spawnSync(process.execPath, [projectRoot + bin.hanpyo, ...words], {
      cwd: folder,
      encoding: "utf8",
    });
    rmSync(folder, { recursive: true });
    expect(status, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ match: true });
  });

  it("names its commands as it was called, and the release that it is", () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-called-"));
    const linked = (...words: readonly string[]) =>
      spawnSync(process.execPath, [`${projectRoot}scripts/hanpyo.mjs`, ...words], { cwd: folder, encoding: "utf8" });
    const made = linked("init", "vote.yaml", "--lang", "en");
    const again = linked("check", "vote.yaml", "--help");
    const { version } = JSON.parse(readFileSync(`${projectRoot}package.json`, "utf8")) as { version: string };
    const released = linked("--version");
    rmSync(folder, { recursive: true });
    expect(made.stdout).to.match(/run: hanpyo check vote\.yaml$/m);
    expect(again.stdout).to.contain("\n  hanpyo check night-bus-2027.yaml").and.not.contain("npm run");
    expect([released.status, released.stdout]).to.deep.equal([0, `${version}\n`]);
  });
});
