import { join } from "node:path";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnition from "@nomicfoundation/hardhat-ignition";
import type { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import type { BaseContract, Wallet } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { HanpyoError } from "../../sdk/errors.ts";
import { projectRoot } from "../circuits/instances.ts";
import { isTestNetwork } from "../electionFile/safety.ts";

/** Where and as whom contracts are deployed. */
export type DeployTarget = {
  readonly url: string;
  readonly chainId: number;
  readonly account: Wallet;
  /** Folder of the deployment files; Ignition keeps its journal below it. */
  readonly folder: string;
  readonly name: string;
};

export class DeploymentFailedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "DEPLOYMENT_FAILED",
      `The contracts could not be deployed: ${reason}`,
      "Correct the cause and run the same command again: it goes on where it stopped",
    );
  }
}

/** Blocks after which a transaction counts as done. */
const CONFIRMATIONS = 5;
const LOCAL_CHAINS: readonly number[] = [1337, 31337];

/**
 * Deploys a module with Hardhat Ignition, whose journal remembers every transaction: run again, it goes on where it
 * was stopped, and does nothing that is done.
 * @returns Addresses by the module's names. Throws `DeploymentFailedError`.
 */
export async function deployModule(
  module: ReturnType<typeof buildModule>,
  { url, chainId, account, folder, name }: DeployTarget,
): Promise<Readonly<Record<string, string>>> {
  const hre = await createHardhatRuntimeEnvironment(
    {
      plugins: [hardhatEthers, hardhatIgnition, hardhatIgnitionEthers],
      networks: { organizer: { type: "http", url, accounts: [account.privateKey] } },
      paths: { ignition: join(folder, "ignition") },
    },
    {},
    projectRoot,
  );
  const connection = await hre.network.create({ network: "organizer" });
  const isLocal = LOCAL_CHAINS.includes(chainId);
  try {
    const contracts = await connection.ignition.deploy(module, {
      deploymentId: `hanpyo-${name}`,
      config: {
        requiredConfirmations: isLocal ? 1 : CONFIRMATIONS,
        blockPollingInterval: isLocal ? 50 : isTestNetwork(chainId) ? 1_000 : 3_000,
      },
    });
    const addresses: [string, string][] = [];
    for (const [key, contract] of Object.entries<BaseContract>(contracts)) {
      addresses.push([key, await contract.getAddress()]);
    }
    return Object.fromEntries(addresses);
  } catch (error) {
    throw new DeploymentFailedError(error instanceof Error ? error.message.replace(/\s+/g, " ") : String(error));
  } finally {
    await connection.close();
  }
}
