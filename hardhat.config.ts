import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import type {} from "@nomicfoundation/hardhat-ethers-chai-matchers";
import type {} from "@nomicfoundation/hardhat-mocha";
import type {} from "@nomicfoundation/hardhat-network-helpers";
import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

/** What tests alone need: left out where the tools of development are not installed. */
const ofTests = await Promise.all(
  ["hardhat-ethers-chai-matchers", "hardhat-mocha", "hardhat-network-helpers"]
    .map((name) => `@nomicfoundation/${name}`)
    .filter(isInstalled)
    .map(async (name) => ((await import(name)) as { readonly default: HardhatPlugin }).default),
);

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

const solc = { version: "0.8.37", path: fileURLToPath(import.meta.resolve("solc/soljson.js")) };
const evmVersion = "cancun";

/**
 * Few tries of every property, for `npm test`; test/campaign/solidityCampaign.ts makes the many. A revert of a handler
 * itself is a failure.
 */
const fuzz = { runs: 64 };
const invariant = { runs: 8, depth: 64, failOnRevert: true };

export default defineConfig({
  plugins: [hardhatEthers, ...ofTests],
  solidity: {
    compilers: [{ ...solc, settings: { viaIR: true, optimizer: { enabled: true, runs: 20_000 }, evmVersion } }],
    overrides: {
      // With the rules of cells it exceeds EIP-170 by 1,235 bytes at 20,000 runs; at 200 it has 21,281.
      "contracts/proposals/Templates.sol": {
        ...solc,
        settings: { viaIR: true, optimizer: { enabled: true, runs: 200 }, evmVersion },
      },
      // Its unrolled rounds exceed EIP-170 under the IR pipeline; with fewer runs a hash costs 11,107 gas more.
      "poseidon-solidity/PoseidonT3.sol": {
        ...solc,
        settings: { optimizer: { enabled: true, runs: 20_000 }, evmVersion },
      },
    },
    npmFilesToBuild: [
      "@semaphore-protocol/contracts/Semaphore.sol",
      "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol",
      "poseidon-solidity/PoseidonT3.sol",
    ],
  },
  test: { solidity: { fuzz, invariant } },
  paths: { tests: { mocha: "test", solidity: "test" } },
});
