import { Interface } from "ethers";
import pointArtifact from "../../artifacts/contracts/libraries/BabyJubjub.sol/BabyJubjub.json" with { type: "json" };
import cloneArtifact from "../../artifacts/contracts/libraries/CloneArguments.sol/CloneArguments.json" with {
  type: "json",
};
import companionArtifact from "../../artifacts/contracts/libraries/CompanionRolls.sol/CompanionRolls.json" with {
  type: "json",
};
import openedTextsArtifact from "../../artifacts/contracts/libraries/OpenedTexts.sol/OpenedTexts.json" with {
  type: "json",
};
import proposalTextsArtifact from "../../artifacts/contracts/libraries/ProposalTexts.sol/ProposalTexts.json" with {
  type: "json",
};
import schedulesArtifact from "../../artifacts/contracts/libraries/Schedules.sol/Schedules.json" with { type: "json" };
import sigmaArtifact from "../../artifacts/contracts/libraries/SigmaProofs.sol/SigmaProofs.json" with { type: "json" };
import snapshotTreeArtifact from "../../artifacts/contracts/libraries/SnapshotTree.sol/SnapshotTree.json" with {
  type: "json",
};
import boardFactoryArtifact from "../../artifacts/contracts/types/IBoardFactory.sol/IBoardFactory.json" with {
  type: "json",
};
import conversionsArtifact from "../../artifacts/contracts/types/IConversions.sol/IConversions.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/types/IElection.sol/IElection.json" with { type: "json" };
import factoryArtifact from "../../artifacts/contracts/types/IElectionFactory.sol/IElectionFactory.json" with {
  type: "json",
};
import verifierArtifact from "../../artifacts/contracts/types/IGroth16BatchVerifier.sol/IGroth16BatchVerifier.json" with {
  type: "json",
};
import jointsArtifact from "../../artifacts/contracts/types/IJoints.sol/IJoints.json" with { type: "json" };
import noticesArtifact from "../../artifacts/contracts/types/INotices.sol/INotices.json" with { type: "json" };
import proposalsArtifact from "../../artifacts/contracts/types/IProposals.sol/IProposals.json" with { type: "json" };
import publishedRollsArtifact from "../../artifacts/contracts/types/IPublishedRolls.sol/IPublishedRolls.json" with {
  type: "json",
};
import registryArtifact from "../../artifacts/contracts/types/IResidentRegistry.sol/IResidentRegistry.json" with {
  type: "json",
};
import rollFactoryArtifact from "../../artifacts/contracts/types/IRollFactory.sol/IRollFactory.json" with {
  type: "json",
};
import roundsArtifact from "../../artifacts/contracts/types/IRounds.sol/IRounds.json" with { type: "json" };
import templatesArtifact from "../../artifacts/contracts/types/ITemplates.sol/ITemplates.json" with { type: "json" };
import boardArtifact from "../../artifacts/contracts/types/ITrusteeBoard.sol/ITrusteeBoard.json" with { type: "json" };

const artifacts = [
  pointArtifact,
  cloneArtifact,
  companionArtifact,
  openedTextsArtifact,
  proposalTextsArtifact,
  schedulesArtifact,
  noticesArtifact,
  sigmaArtifact,
  snapshotTreeArtifact,
  boardFactoryArtifact,
  electionArtifact,
  factoryArtifact,
  verifierArtifact,
  publishedRollsArtifact,
  registryArtifact,
  rollFactoryArtifact,
  boardArtifact,
  templatesArtifact,
  proposalsArtifact,
  conversionsArtifact,
  roundsArtifact,
  jointsArtifact,
];

/** Everything that a call of ours may be refused by: the errors of every contract and library. */
export const refusalInterfaces: readonly Interface[] = [
  ...artifacts.map(({ abi }) => new Interface(abi)),
  // Of Semaphore's tree, which the registry calls.
  new Interface(["error WrongSiblingNodes()"]),
];
