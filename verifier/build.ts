/**
 * Builds what is packed: `dist/` with one JavaScript module for each source file, and `verifier.html`, the same verifier
 * as one file that needs no network. `node build.ts --page FILE` writes that page alone.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page's script, minified, with `</script` nowhere in it. */
const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [`${here}src/page/page.ts`],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return outputFiles[0]!.text.replaceAll("</script", "<\\/script");
};

/** The page: script and style within it, named by their hashes in its policy, and nothing else allowed. */
export const pageText = async (): Promise<string> => {
  const script = await bundle();
  const style = readFileSync(`${here}src/page/page.css`, "utf8");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return readFileSync(`${here}src/page/page.html`, "utf8")
    .replace("POLICY", () => policy)
    .replace("STYLE", () => style)
    .replace("SCRIPT", () => script);
};

const buildAll = async (): Promise<void> => {
  rmSync(`${here}dist`, { recursive: true, force: true });
  mkdirSync(`${here}dist`);
  execFileSync(process.execPath, [`${here}node_modules/typescript/bin/tsc`, "-p", `${here}tsconfig.build.json`], {
    stdio: "inherit",
  });
  writeFileSync(`${here}dist/verifier.html`, await pageText());
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [flag, file] = process.argv.slice(2);
  if (flag === "--page" && file !== undefined) writeFileSync(file, await pageText());
  else await buildAll();
}
