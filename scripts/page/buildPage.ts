import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { projectRoot } from "../checkout/projectRoot.ts";
import { writeCompressedKeys } from "./compressedKeys.ts";

/** Folder of the built page. */
export const pageFolder = `${projectRoot}build/page/`;

const stampFile = `${projectRoot}build/page.stamp`;

const sums = ["circuits/keys/SHA256SUMS", "circuits/keys/CEREMONY_SHA256SUMS"];
/** What the page is made of, beside the packages that the lock file names. */
const sources = ["web", "sdk", ...sums, "circuits/circuits.json", "package-lock.json"];

/**
 * Builds the page into `pageFolder` with vite, and the compressed keys that it fetches, unless nothing changed since the
 * last time. The contracts must be compiled: the page carries their interfaces.
 * @param report Called before a build.
 * @throws What vite says, where the sources are wrong.
 */
export async function buildPage(report: (what: string) => void = () => {}): Promise<void> {
  await writeCompressedKeys(report);
  const wanted = sourcesHash();
  const upToDate =
    existsSync(`${pageFolder}index.html`) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
  if (upToDate) return;

  report("page");
  rmSync(stampFile, { force: true });
  await forProduction(async () => {
    const { build } = await import("vite");
    await build({ configFile: `${projectRoot}web/vite.config.ts`, logLevel: "error" });
  });
  mkdirSync(`${projectRoot}build`, { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** A test runner's environment would otherwise give the page React's development build. */
async function forProduction(work: () => Promise<void>): Promise<void> {
  const earlier = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await work();
  } finally {
    if (earlier === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = earlier;
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256").update(contractsStamp());
  for (const source of sources) {
    for (const file of filesOf(source)) {
      const content = readFileSync(projectRoot + file);
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

function filesOf(source: string): readonly string[] {
  if (/\.\w+$|SUMS$/.test(source)) return [source];
  const entries = readdirSync(projectRoot + source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(projectRoot.length))
    .sort();
}

/** The interfaces change with the contracts, which scripts/checkout/ensureBuilt.ts stamps. */
function contractsStamp(): string {
  const file = `${projectRoot}build/contracts.stamp`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

if (import.meta.main) {
  const { ensureBuilt } = await import("../checkout/ensureBuilt.ts");
  await ensureBuilt((what) => console.error(`compiling ${what}`));
  await buildPage((what) => console.error(`building the ${what}`));
  process.exit();
}
