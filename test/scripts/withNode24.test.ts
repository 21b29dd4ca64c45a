import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const bootstrap = join(import.meta.dirname, "../../scripts/with-node24.mjs");

describe("with-node24.mjs", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "hanpyo with spaces "));
    mkdirSync(join(project, "scripts"));
    copyFileSync(bootstrap, join(project, "scripts/with-node24.mjs"));
    writeFileSync(join(project, "package-lock.json"), "{}");
  });

  afterEach(() => rmSync(project, { recursive: true, force: true }));

  function script(text: string): void {
    writeFileSync(join(project, "scripts/script.ts"), text);
  }

  function installed(): void {
    mkdirSync(join(project, "node_modules"));
    const sum = createHash("sha256").update("{}").digest("hex");
    writeFileSync(join(project, "node_modules/.lock-sha256"), `${sum} ${process.platform} ${process.arch}\n`);
  }

  function run(env: NodeJS.ProcessEnv = process.env, args: readonly string[] = [], name = "scripts/script.ts") {
    const file = join(project, "scripts/with-node24.mjs");
    return spawnSync(process.execPath, [file, name, ...args], { encoding: "utf8", env, cwd: tmpdir() });
  }

  /** npm as the bootstrap runs it inside `npm start`: a JavaScript file. */
  function npmProgram(text: string): NodeJS.ProcessEnv {
    const file = join(project, "npm-cli.js");
    writeFileSync(file, text);
    return { ...process.env, npm_execpath: file };
  }

  it("runs the script from any folder with its arguments, and passes output and exit code on", () => {
    installed();
    script(
      "const args: readonly string[] = process.argv.slice(2); console.log(JSON.stringify(args)); process.exitCode = 7;",
    );
    const { stdout, stderr, status } = run(process.env, ["--a", "b c"]);
    expect({ stdout, stderr, status }).to.deep.equal({ stdout: '["--a","b c"]\n', stderr: "", status: 7 });
  });

  it("installs once for a lock file, and says so on standard error alone", () => {
    script("console.log('ran');");
    const env = npmProgram(
      `const fs = require("fs"); fs.mkdirSync("node_modules"); fs.appendFileSync("installs", "x"); console.log("noise");`,
    );
    expect(run(env)).to.include({ status: 0, stdout: "ran\n", stderr: "Installing packages (npm ci) ...\n" });
    expect(run(env)).to.include({ status: 0, stdout: "ran\n", stderr: "" });
    expect(readFileSync(join(project, "installs"), "utf8")).to.equal("x");
  });

  it("leaves tools of development out where npm is told to, and installs them for tests", () => {
    const npm = npmProgram(
      `const fs = require("fs"); fs.mkdirSync("node_modules", { recursive: true }); fs.appendFileSync("installs", process.argv.find((one) => /=dev$/.test(one)) + " ");`,
    );
    script("");
    run({ ...npm, npm_config_omit: "dev" });
    run(npm);
    writeFileSync(join(project, "scripts/test.ts"), "");
    run({ ...npm, npm_config_omit: "dev" }, [], "scripts/test.ts");
    run({ ...npm, npm_config_omit: "dev" });
    expect(readFileSync(join(project, "installs"), "utf8")).to.equal("--omit=dev --include=dev ");
  });

  for (const [english, asked] of [
    [false, { LC_ALL: "ko_KR.UTF-8" }],
    [false, { LC_ALL: "", LC_MESSAGES: "", LANG: "ko_KR.UTF-8" }],
    [true, { LC_ALL: "en_US.UTF-8", LANG: "ko_KR.UTF-8" }],
  ] as const) {
    it(`speaks ${english ? "English" : "Korean"} of a machine with ${JSON.stringify(asked)}`, () => {
      script("");
      const env = npmProgram(`console.error("npm error code ENOSPC"); process.exit(1);`);
      const { stderr } = run({ ...env, ...asked });
      expect(stderr).to.match(
        english ? /^Installing.*\n.*the disk is full/ : /^패키지를 설치하는 중.*\n.*디스크가 가득/,
      );
    });
  }

  it("speaks the language that a command asks for", () => {
    script("");
    const env = { ...npmProgram(`require("fs").mkdirSync("node_modules");`), LC_ALL: "en_US.UTF-8" };
    expect(run(env, ["check", "--lang", "ko"]).stderr).to.match(/^패키지를 설치하는 중/);
  });

  it("installs again when the lock file changed", () => {
    installed();
    writeFileSync(join(project, "package-lock.json"), '{"changed":true}');
    script("");
    run(npmProgram(`require("fs").writeFileSync("installed", "");`));
    expect(existsSync(join(project, "installed"))).to.equal(true);
  });

  for (const [said, told] of [
    ["npm error code ENOTFOUND", "the npm registry is not reachable"],
    ["npm error code ENOSPC", "the disk is full"],
    ["npm error code E404\nnpm error 404 Not Found - thing", "npm error 404 Not Found - thing"],
  ] as const) {
    it(`tells a failed installation in one line: ${told}`, () => {
      script("console.log('ran');");
      const { status, stdout, stderr } = run(npmProgram(`console.error(${JSON.stringify(said)}); process.exit(1);`));
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr.trimEnd().split("\n")).to.have.length(2);
      expect(stderr).to.contain(told);
      expect(existsSync(join(project, "node_modules/.lock-sha256"))).to.equal(false);
    });
  }

  it("passes a signal on and leaves nothing running", async () => {
    installed();
    script(
      "process.on('SIGTERM', () => { console.log('told'); process.exit(5); }); setInterval(() => {}, 1000); console.log(process.pid);",
    );
    const child = spawn(process.execPath, [join(project, "scripts/with-node24.mjs"), "scripts/script.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    for await (const chunk of child.stdout) {
      said += chunk;
      if (!said.includes("told")) child.kill("SIGTERM");
    }
    const status = child.exitCode ?? (await new Promise((fulfil) => child.once("close", fulfil)));
    expect(status).to.equal(5);
    expect(() => process.kill(Number.parseInt(said, 10), 0)).to.throw("ESRCH");
  });

  it("ends its script when npm has ended the shell that it was started by", async () => {
    if (process.platform === "win32") return;
    installed();
    script(
      "process.on('SIGTERM', () => { console.log('told'); process.exit(); }); setInterval(() => {}, 1000); console.log(process.pid);",
    );
    const command = `"${process.execPath}" "${join(project, "scripts/with-node24.mjs")}" scripts/script.ts; true`;
    const env = { ...process.env, npm_lifecycle_event: "hanpyo" };
    const shell = spawn("/bin/sh", ["-c", command], { stdio: ["ignore", "pipe", "inherit"], env });
    let said = "";
    for await (const chunk of shell.stdout) {
      said += chunk;
      if (!said.includes("told")) shell.kill("SIGTERM");
    }
    expect(said).to.match(/^\d+\ntold\n$/);
    expect(() => process.kill(Number.parseInt(said, 10), 0)).to.throw("ESRCH");
  }).timeout(20_000);
});
