import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { hanpyoHere } from "../hanpyoHere.ts";
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
      const isGroup = command.commands.length > 0 && command.name() !== "bench";
      expect(/^.*xit codes: 0 .*1 /m.test(help), "its exit codes").to.equal(!isGroup);
    });
  }

  it("loads the one command that is asked for, and all where the word is no command's", async () => {
    const names = async (asked: string) => (await hanpyoProgram(asked)).commands.map((command) => command.name());
    expect(await names("verify")).to.deep.equal(["verify"]);
    for (const asked of ["verfy", "--help", "toString", ""]) {
      expect(await names(asked), asked).to.deep.equal(program.commands.map((command) => command.name()));
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

  it("names its commands as it was called, in what it says, in remedies and in its help", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-called-"));
    const file = join(folder, "vote.yaml");
    const key = join(folder, "office.json");
    writeFileSync(key, "{}", { mode: 0o600 });
    for (const [called, name] of [
      ["hanpyo", "hanpyo "],
      [undefined, "npm run hanpyo -- "],
    ] as const) {
      const run = (...words: readonly string[]) => hanpyoHere(words, { HANPYO_CALLED: called });
      rmSync(file, { force: true });
      expect((await run("init", file)).out).to.include(`run: ${name}check ${file}\n`);
      expect((await run("check", "--help")).out).to.include(`\n  ${name}check night-bus-2027.yaml`);
      const remedies = [
        await run("rehearse", "--pb", file),
        await run("trustee", "deal", "--rpc", "http://a", "--board", "0x1"),
        await run("roll", "export", "--db", join(folder, "roll.db"), "--key-file", key),
      ];
      for (const { err } of remedies) {
        expect(err).to.include(`\`${name}`);
        expect(err.replaceAll("npm run hanpyo -- ", "")).to.satisfy(
          (text: string) => called || !/\bhanpyo [a-z]/.test(text),
        );
      }
      const { out } = await run("rehearse", "--pb", file, "--json");
      expect((JSON.parse(out) as { readonly remedy: string }).remedy).to.include(`\`${name}rehearse `);
    }
    rmSync(folder, { recursive: true });
  });

  it("says which release it is, as a linked program", () => {
    const { version } = JSON.parse(readFileSync(`${projectRoot}package.json`, "utf8")) as { version: string };
    const words = [`${projectRoot}scripts/hanpyo.mjs`, "--version"];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: tmpdir(), encoding: "utf8" });
    expect([status, stdout]).to.deep.equal([0, `${version}\n`]);
  });
});
