import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { projectRoot } from "../checkout/projectRoot.ts";
import { PACKAGES, type PackageName, stageOf, stagePackages } from "./stage.ts";

/** A packed package: its tarball, and the files in it with their sizes in bytes. */
export type Packed = {
  readonly tarball: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** Bytes of the tarball, and of what it unpacks to. */
  readonly size: number;
  readonly unpackedSize: number;
};

/** Where tarballs are put. */
const TARBALLS = `${projectRoot}build/packages/`;

/** Packs a folder as `npm publish` would, without running a script of it; with `dryRun` only says what would be in it. */
export function npmPack(folder: string, { dryRun = false } = {}): Packed {
  mkdirSync(TARBALLS, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", TARBALLS, ...(dryRun ? ["--dry-run"] : [])];
  const said = execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const [packed] = JSON.parse(said) as readonly [Omit<Packed, "tarball"> & { readonly filename: string }];
  const { filename, files, size, unpackedSize } = packed;
  return { tarball: TARBALLS + filename.replace("@", "").replace("/", "-"), files, size, unpackedSize };
}

/** Makes every package anew and packs it. */
export async function packAll(): Promise<Readonly<Record<PackageName, Packed>>> {
  await stagePackages();
  const packed = PACKAGES.map((name) => [name, npmPack(stageOf(name))] as const);
  return Object.fromEntries(packed) as Record<PackageName, Packed>;
}

if (import.meta.main) {
  for (const { tarball, size, files } of Object.values(await packAll())) {
    console.log(`${tarball}  ${size} bytes, ${files.length} files`);
  }
  // Compilers leave workers behind that would keep the process alive.
  process.exit();
}
