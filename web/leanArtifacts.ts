import type { Plugin } from "vite";

/** What the page uses of a compiled contract: to talk to it, and to compare the code that runs with it. */
const USED = ["contractName", "abi", "deployedBytecode", "immutableReferences", "deployedLinkReferences"];

/** Of an interface, which has no code. */
const USED_OF_INTERFACE = ["abi"];

/**
 * Hardhat's artifacts without what the page never uses: bytecode to deploy, source names, Solidity's own type names, and
 * that events are not anonymous, as none is.
 */
export function leanArtifacts(): Plugin {
  return {
    name: "lean-artifacts",
    enforce: "pre",
    transform(code, id) {
      if (!/\/artifacts\/.*\.json$/.test(id)) return;
      const artifact = JSON.parse(code) as Readonly<Record<string, unknown>>;
      const fields = artifact.deployedBytecode === "0x" ? USED_OF_INTERFACE : USED;
      const used = Object.fromEntries(fields.map((field) => [field, artifact[field]]));
      const isLeftOut = (key: string, value: unknown) => key === "internalType" || (key === "anonymous" && !value);
      return JSON.stringify(used, (key, value: unknown) => (isLeftOut(key, value) ? undefined : value));
    },
  };
}
