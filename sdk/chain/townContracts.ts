import { Contract, type ContractRunner, Interface } from "ethers";
import boardFactoryArtifact from "../../artifacts/contracts/types/IBoardFactory.sol/IBoardFactory.json" with {
  type: "json",
};
import publishedRollsArtifact from "../../artifacts/contracts/types/IPublishedRolls.sol/IPublishedRolls.json" with {
  type: "json",
};
import registryArtifact from "../../artifacts/contracts/types/IResidentRegistry.sol/IResidentRegistry.json" with {
  type: "json",
};
import rollFactoryArtifact from "../../artifacts/contracts/types/IRollFactory.sol/IRollFactory.json" with {
  type: "json",
};
import boardArtifact from "../../artifacts/contracts/types/ITrusteeBoard.sol/ITrusteeBoard.json" with { type: "json" };

// Apart from the contracts that every reader of elections needs, so that the page loads them where they are used.
export const boardInterface = new Interface(boardArtifact.abi);
export const registryInterface = new Interface(registryArtifact.abi);
export const publishedRollsInterface = new Interface(publishedRollsArtifact.abi);
export const rollFactoryInterface = new Interface(rollFactoryArtifact.abi);
export const boardFactoryInterface = new Interface(boardFactoryArtifact.abi);

export function boardAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, boardInterface, runner);
}

export function registryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, registryInterface, runner);
}

export function rollFactoryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, rollFactoryInterface, runner);
}

export function boardFactoryAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, boardFactoryInterface, runner);
}
