import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnition from "@nomicfoundation/hardhat-ignition";
import type { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import type { BaseContract, Wallet } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { whyOf } from "../terminal/shown.ts";
import { deploymentIdOf, journalFolder, repairDeployment } from "./ignitionJournal.ts";
import { settledNonce } from "./lostTransaction.ts";

/** Where and as whom contracts are deployed. */
export type DeployTarget = {
  readonly url: string;
  readonly chainId: number;
  readonly account: Wallet;
  /** Folder of the deployment files; Ignition keeps its journal below it. */
  readonly folder: string;
  readonly name: string;
};

type Module = ReturnType<typeof buildModule>;
type Hardhat = Awaited<ReturnType<typeof hardhatFor>>;

export class DeploymentFailedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "DEPLOYMENT_FAILED",
      told`The contracts could not be deployed: ${{ reason }}`,
      "Correct the cause and run the same command again: it goes on where it stopped",
    );
  }
}

/** Blocks after which a transaction counts as done. */
const CONFIRMATIONS = 5;
const LOCAL_CHAINS: readonly number[] = [1337, 31337];
/** Ignition's errors, by number: a transaction was prepared and never noted; others need more confirmations. */
const LOST = /^HHE10410: [\s\S]*nonce (\d+) sent/;
const UNCONFIRMED = /^HHE1040[23]:/;

/**
 * Deploys a module with Hardhat Ignition, whose journal remembers every transaction: run again, it goes on where it
 * was stopped, and does nothing that is done. A transaction that was sent but not noted is looked up and noted.
 * @returns Addresses by the module's names. Throws `DeploymentFailedError`.
 */
export async function deployModule(module: Module, target: DeployTarget): Promise<Readonly<Record<string, string>>> {
  const hre = await hardhatFor(target);
  const deploymentId = deploymentIdOf(target.name);
  repairDeployment(journalFolder(target));
  for (;;) {
    try {
      return await deployOnce(hre, module, deploymentId, target);
    } catch (error) {
      const message = whyOf(error);
      const lost = LOST.exec(message);
      if (lost !== null) await noteLost(hre, deploymentId, await settledNonce(target.account, Number(lost[1])));
      else if (UNCONFIRMED.test(message)) await sleep(pollingInterval(target));
      else throw new DeploymentFailedError(message.replace(/\s+/g, " "));
    }
  }
}

async function deployOnce(hre: Hardhat, module: Module, deploymentId: string, target: DeployTarget) {
  const connection = await hre.network.create();
  try {
    const contracts = await connection.ignition.deploy(module, {
      deploymentId,
      config: { requiredConfirmations: confirmations(target), blockPollingInterval: pollingInterval(target) },
    });
    const addresses: [string, string][] = [];
    for (const [key, contract] of Object.entries<BaseContract>(contracts)) {
      addresses.push([key, await contract.getAddress()]);
    }
    return Object.fromEntries(addresses);
  } finally {
    await connection.close();
  }
}

/** Tells Ignition's journal about a transaction; standard output belongs to the command. */
async function noteLost(hre: Hardhat, deploymentId: string, txHash: string): Promise<void> {
  const { log } = console;
  console.log = () => {};
  try {
    await hre.tasks.getTask(["ignition", "track-tx"]).run({ txHash, deploymentId });
  } finally {
    console.log = log;
  }
}

function hardhatFor(target: DeployTarget) {
  const { url, account, folder } = target;
  return createHardhatRuntimeEnvironment(
    {
      plugins: [hardhatEthers, hardhatIgnition, hardhatIgnitionEthers],
      networks: { organizer: { type: "http", url, accounts: [account.privateKey] } },
      paths: { ignition: resolve(folder, "ignition") },
      ignition: { requiredConfirmations: confirmations(target) },
    },
    { network: "organizer" },
    projectRoot,
  );
}

function confirmations({ chainId }: DeployTarget): number {
  return LOCAL_CHAINS.includes(chainId) ? 1 : CONFIRMATIONS;
}

/** Milliseconds between two looks for a new block. */
function pollingInterval({ chainId }: DeployTarget): number {
  return LOCAL_CHAINS.includes(chainId) ? 50 : 2_000;
}
