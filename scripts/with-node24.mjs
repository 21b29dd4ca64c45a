#!/usr/bin/env node
// Runs a TypeScript file of this project under Node 24, on a machine that has only an older Node and npm.
//
//   node scripts/with-node24.mjs scripts/start.ts [arguments]
//
// Gets Node 24 from npm into .toolchain/ where the running Node is older, installs the packages of
// package-lock.json where node_modules does not match it, and then becomes the script: same standard streams,
// signals passed on, same exit code. Plain JavaScript for Node 18 or newer, without packages.
// Standard output belongs to the script; progress and errors go to standard error.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR = 24;
const NODE_PACKAGE_VERSION = "24.21.0";
/** Milliseconds between two looks whether npm's shell is still there. */
const LOOKS = 200;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, ".toolchain");
const modules = join(root, "node_modules");
const lockStamp = join(modules, ".lock-sha256");

/** A failure that is told in one line. */
class SetupFailed extends Error {}

try {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) throw new SetupFailed("no script given; usage: with-node24.mjs SCRIPT [arguments]");
  const scriptPath = resolve(root, script);
  if (!existsSync(scriptPath)) throw new SetupFailed(`no such script: ${scriptPath}`);
  const node = await newEnoughNode();
  const env = environmentFor(node);
  await installPackages(node, env, /^(scripts\/test\.ts$|test\/)/.test(script));
  process.exitCode = await become(node, [scriptPath, ...args], env);
} catch (error) {
  const known = error instanceof SetupFailed || error.code !== undefined;
  process.stderr.write(`hanpyo: ${known ? oneLine(error) : error.stack}\n`);
  process.exitCode = 1;
}

/** The running Node if it is new enough, else the cached one, else one fetched from npm. */
async function newEnoughNode() {
  if (majorOf(process.version) >= NODE_MAJOR) return process.execPath;
  const cached = join(toolchain, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (runs(cached)) return cached;

  progress(
    `Getting Node ${NODE_PACKAGE_VERSION} from npm (once, about 120 MB); this machine has ${process.version} ...`,
    `Node ${NODE_PACKAGE_VERSION}을(를) npm에서 받는 중 (한 번, 약 120 MB). 이 컴퓨터에 있는 것은 ${process.version}입니다 ...`,
  );
  rmSync(join(toolchain, "node_modules"), { recursive: true, force: true });
  mkdirSync(toolchain, { recursive: true });
  // npm 12 runs an install script only for packages named here; the script of `node` fetches the binary.
  const manifest = { private: true, allowScripts: { node: true }, dependencies: { node: NODE_PACKAGE_VERSION } };
  writeFileSync(join(toolchain, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const args = ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts=false"];
  const failed = inLanguage(
    `Node ${NODE_PACKAGE_VERSION} could not be had from npm`,
    `npm에서 Node ${NODE_PACKAGE_VERSION}을(를) 받지 못했습니다`,
  );
  await npm(process.execPath, args, toolchain, process.env, failed);
  if (!runs(cached)) {
    const machine = `${process.platform} ${process.arch}`;
    throw new SetupFailed(
      inLanguage(
        `npm brought no Node for ${machine}; install Node 24 and run again`,
        `npm에 ${machine}용 Node가 없습니다. Node 24를 설치하고 다시 실행하세요`,
      ),
    );
  }
  return cached;
}

function runs(node) {
  if (!existsSync(node)) return false;
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 && majorOf(stdout) >= NODE_MAJOR;
}

function majorOf(version) {
  return Number.parseInt(version.replace(/^v/, ""), 10);
}

/** PATH begins with the chosen Node, so that npm, npx and every tool run under it as well. */
function environmentFor(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [name]: [dirname(node), process.env[name] ?? ""].join(delimiter) };
}

/**
 * `npm ci`, unless the stamp in node_modules names this lock file and platform. Under the new Node: an older one
 * silently leaves out native parts of packages that do not support it. With npm's `--omit=dev` (`npm start --omit=dev`,
 * `npm_config_omit=dev`) the tools of development are left out, which tests alone need; those install them.
 */
async function installPackages(node, env, isTest) {
  const lock = readFileSync(join(root, "package-lock.json"));
  const whole = `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}`;
  const lean = `${whole} without development tools`;
  const found = existsSync(lockStamp) ? readFileSync(lockStamp, "utf8").trimEnd() : undefined;
  if (found === whole || (found === lean && !isTest)) return;
  const isLean = !isTest && /\bdev\b/.test(env.npm_config_omit ?? "");
  progress("Installing packages (npm ci) ...", "패키지를 설치하는 중 (npm ci) ...");
  // The stamp goes first: an installation that is broken off must not pass for a whole one.
  rmSync(lockStamp, { force: true });
  const tools = isLean ? "--omit=dev" : "--include=dev";
  const failed = inLanguage("the packages could not be installed", "패키지를 설치하지 못했습니다");
  await npm(node, ["ci", "--no-audit", "--no-fund", tools], root, env, failed);
  writeFileSync(lockStamp, `${isLean ? lean : whole}\n`);
}

/** Runs npm, quietly; throws one line that says why where npm fails. */
async function npm(node, args, folder, env, what) {
  // Inside `npm start`, npm tells where its own program is: run it under the wanted Node, not under its shebang's.
  const own = process.env.npm_execpath;
  const [command, first] = own !== undefined && basename(own) === "npm-cli.js" ? [node, [own]] : ["npm", []];
  const full = [...first, ...args, "--prefix", folder, "--loglevel=error"];
  const child = spawn(command, full, {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && command === "npm",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const code = await ended(child);
  if (code !== 0) throw new SetupFailed(`${what}: ${reason(said, code)}`);
}

function reason(said, code) {
  if (/ENOSPC/.test(said)) return diskFull();
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i.test(said)) {
    return inLanguage(
      "the npm registry is not reachable; check the network or proxy and run again",
      "npm 저장소에 닿지 않습니다. 인터넷 연결이나 프록시를 확인하고 다시 실행하세요",
    );
  }
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return inLanguage(
      `this folder may not be written; check the rights of ${root}`,
      `이 폴더에 쓸 수 없습니다. ${root}의 권한을 확인하세요`,
    );
  }
  const line = said.split("\n").find((text) => /^npm (error|ERR!) (?!code)/.test(text));
  return line ?? inLanguage(`npm ended with code ${code}`, `npm이 코드 ${code}(으)로 끝났습니다`);
}

/** Runs the script with this process's streams, passes signals on, and gives the exit code. */
async function become(node, args, env) {
  const child = spawn(node, args, { stdio: "inherit", env });
  return ended(child);
}

/** Waits for a child. While it lives, signals to this process are passed on, and this process outlives it. */
function ended(child) {
  const passOn = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"].map((signal) => {
    // Ctrl-C at a terminal reaches the child by itself; passed on as well, it would count twice.
    const ofTerminal = process.stdin.isTTY && (signal === "SIGINT" || signal === "SIGQUIT");
    const listener = () => ofTerminal || child.kill(signal);
    process.on(signal, listener);
    return [signal, listener];
  });
  const looking = endWithShell(child);
  return new Promise((fulfil, fail) => {
    child.once("error", (error) => fail(new SetupFailed(`could not run ${child.spawnfile}: ${error.message}`)));
    child.once("close", (code, signal) => fulfil(code ?? 128 + (constants.signals[signal] ?? 0)));
  }).finally(() => {
    clearInterval(looking);
    for (const [signal, listener] of passOn) process.off(signal, listener);
  });
}

/**
 * Under `npm run` a shell stands between: npm ends it by a signal, and it passes none on. Its end is taken for one
 * here, so that no service goes on that nobody can see. Windows has no such signals.
 */
function endWithShell(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return undefined;
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    child.kill("SIGTERM");
  }, LOOKS);
  return looking;
}

function progress(english, korean) {
  process.stderr.write(`${inLanguage(english, korean)}\n`);
}

/** As scripts/terminal/language.ts chooses, which an older Node cannot run. */
function inLanguage(english, korean) {
  const words = process.argv;
  const asked = words.findLast((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  const behind = words.includes("--lang") ? words[words.lastIndexOf("--lang") + 1] : undefined;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^ko(?![a-z])/i.test(asked ?? behind ?? (LC_ALL || LC_MESSAGES || LANG || "")) ? korean : english;
}

function diskFull() {
  return inLanguage(
    "the disk is full; make room (about 1 GB) and run again",
    "디스크가 가득 찼습니다. 1 GB쯤 비우고 다시 실행하세요",
  );
}

function oneLine(error) {
  if (error.code === "ENOSPC") return diskFull();
  return error.message.split("\n")[0];
}
