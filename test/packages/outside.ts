import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import type { Packed } from "../../scripts/packages/pack.ts";

/** A folder that no repository stands above, as somebody who builds on the packages has one. */
export type Outside = {
  readonly folder: string;
  run(script: string, args: readonly string[], options?: RunOptions): Promise<Ran>;
  remove(): void;
};

type RunOptions = { readonly input?: string; readonly env?: Readonly<Record<string, string>> };
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/**
 * Unpacks tarballs into a new folder's node_modules as npm does, and copies what their manifests name, and what that
 * names, out of this project's: nothing else is there to be found, and no registry is asked.
 */
export function unpackOutside(packages: Readonly<Record<string, Packed>>): Outside {
  const outside = newOutside();
  const wanted: string[] = [];
  for (const [name, { tarball }] of Object.entries(packages)) {
    const target = join(outside.folder, "node_modules/@hanpyo", name);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
    wanted.push(...dependenciesOf(target));
  }
  copyWith(wanted, join(outside.folder, "node_modules"));
  return outside;
}

/** Installs tarballs with npm, which asks the registry for what they need. */
export function installOutside(tarballs: readonly string[]): Outside {
  const outside = newOutside();
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs];
  execFileSync("npm", args, { cwd: outside.folder, stdio: "ignore" });
  return outside;
}

function newOutside(): Outside {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-outside-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "outside", private: true, type: "module" }));
  return {
    folder,
    async run(script, args, { input = "", env = {} } = {}) {
      const child = spawn(process.execPath, [script, ...args], { cwd: folder, env: { ...process.env, ...env } });
      child.stdin.end(input);
      const said = { stdout: "", stderr: "" };
      child.stdout.on("data", (chunk) => (said.stdout += chunk));
      child.stderr.on("data", (chunk) => (said.stderr += chunk));
      const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
      return { code, ...said };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function dependenciesOf(folder: string): readonly string[] {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Manifest;
  return Object.keys({ ...dependencies, ...optionalDependencies });
}

/** Copies packages of this project with all that they need; each brings its own nested ones. */
function copyWith(names: readonly string[], to: string): void {
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const [from, target] = [`${projectRoot}node_modules/${name}`, join(to, name)];
    // One that the platform has no use for is not installed here either.
    if (existsSync(target) || !existsSync(from)) continue;
    cpSync(from, target, { recursive: true });
    open.push(...dependenciesOf(from));
  }
}
