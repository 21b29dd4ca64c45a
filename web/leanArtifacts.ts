import type { Plugin } from "vite";

/** What the page uses of a compiled contract: to talk to it, and to compare the code that runs with it. */
const USED = ["contractName", "abi", "deployedBytecode", "immutableReferences", "deployedLinkReferences"];

/** Hardhat's artifacts without what the page never uses: bytecode to deploy, source names, Solidity's own type names. */
export function leanArtifacts(): Plugin {
  return {
    name: "lean-artifacts",
    enforce: "pre",
    transform(code, id) {
      if (!/\/artifacts\/.*\.json$/.test(id)) return;
      const artifact = JSON.parse(code) as Readonly<Record<string, unknown>>;
      const used = Object.fromEntries(USED.map((field) => [field, artifact[field]]));
      return JSON.stringify(used, (key, value: unknown) => (key === "internalType" ? undefined : value));
    },
  };
}
