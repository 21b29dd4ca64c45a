/**
 * Packs the packages, installs the tarballs with npm into an empty folder outside of this project, by the registry, and
 * imports every entry there; says what it takes of the disk. `node test/packages/install.ts`; `npm test` does the same
 * without npm and registry (outside.test.ts), and runs the samples.
 */
import { globSync, lstatSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packAll } from "../../scripts/packages/pack.ts";
import { installOutside } from "./outside.ts";

const ENTRIES = ["reader", "verifier", "voter", "trustee", "organizer", "formats"];

const { sdk, contracts, keys } = await packAll();
for (const [what, packed] of [
  ["the sdk", [sdk]],
  ["sdk, keys and contracts", [sdk, keys, contracts]],
] as const) {
  const outside = installOutside(packed.map(({ tarball }) => tarball));
  const imports = ENTRIES.map((entry) => `await import("@hanpyo/sdk/${entry}");`).join("\n");
  writeFileSync(join(outside.folder, "entries.js"), `${imports}\nprocess.exit();\n`);
  const { code, stderr } = await outside.run("entries.js", []);
  const files = globSync("node_modules/**", { cwd: outside.folder, withFileTypes: true }).filter((one) => one.isFile());
  const bytes = files.reduce((sum, one) => sum + lstatSync(join(one.parentPath, one.name)).size, 0);
  const packages = globSync(
    [
      "node_modules/**/node_modules/*/package.json",
      "node_modules/*/package.json",
      "node_modules/@*/*/package.json",
      "node_modules/**/node_modules/@*/*/package.json",
    ],
    { cwd: outside.folder },
  );
  console.log(
    `${what}: ${code === 0 ? "every entry loads" : stderr}; ${new Set(packages).size} packages, ${Math.round(bytes / 1e6)} MB`,
  );
  outside.remove();
  if (code !== 0) process.exitCode = 1;
}
// Compilers leave workers behind that would keep the process alive.
process.exit();
