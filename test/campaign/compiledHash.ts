import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

/** What Hardhat keeps of a compiled contract, as far as it is used here. */
type Artifact = {
  readonly contractName: string;
  readonly bytecode: string;
  readonly linkReferences: Readonly<Record<string, object>>;
};

/** The CBOR that solc appends, with the hash of the sources: of the contract itself and of those that it creates. */
const METADATA = /a2646970667358221220[0-9a-f]{64}64736f6c6343[0-9a-f]{6}0033/g;
/** Where a library's address goes; named after the library's path. */
const LINK = /__\$[0-9a-f]{34}\$__/g;

/**
 * SHA-256 of what the EVM is given by the contracts and their tests: the code of each by its name, without metadata,
 * and the settings under which properties run. Comments and folders do not change it; compiler, its settings and
 * libraries do as far as they change code.
 * @param folder Artifacts of a whole build, tests included.
 * @param settings Hardhat's configuration.
 */
export function compiledHash(
  folder = `${projectRoot}artifacts`,
  settings = readFileSync(`${projectRoot}hardhat.config.ts`, "utf8"),
): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".json") && !file.startsWith("build-info"),
  );
  const compiled = files
    .map((file): Artifact => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")))
    .filter(({ bytecode }) => bytecode !== "0x")
    .map(({ contractName, bytecode, linkReferences }) => {
      const linked = Object.values(linkReferences).flatMap((libraries) => Object.keys(libraries));
      const code = bytecode.replace(METADATA, "").replace(LINK, "");
      return `${contractName}\0${linked.sort().join()}\0${code}\0`;
    });
  const hash = createHash("sha256").update(`${settings.length}\0${settings}\0`);
  for (const contract of compiled.sort()) hash.update(contract);
  return hash.digest("hex");
}
