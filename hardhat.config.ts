import { fileURLToPath } from "node:url";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import { defineConfig } from "hardhat/config";

export default defineConfig({
  plugins: [hardhatEthers, hardhatChaiMatchers, hardhatMocha, hardhatNetworkHelpers],
  solidity: {
    version: "0.8.37",
    path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
    settings: { viaIR: true, optimizer: { enabled: true, runs: 1_000_000 }, evmVersion: "cancun" },
    npmFilesToBuild: ["@semaphore-protocol/contracts/Semaphore.sol", "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol", "poseidon-solidity/PoseidonT3.sol"],
  },
  paths: { tests: { mocha: "test", solidity: "test" } },
});
