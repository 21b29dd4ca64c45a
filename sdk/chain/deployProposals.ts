import type { Signer } from "ethers";
import conversionsArtifact from "../../artifacts/contracts/proposals/Conversions.sol/Conversions.json" with {
  type: "json",
};
import noticesArtifact from "../../artifacts/contracts/proposals/Notices.sol/Notices.json" with { type: "json" };
import proposalsArtifact from "../../artifacts/contracts/proposals/Proposals.sol/Proposals.json" with { type: "json" };
import roundsArtifact from "../../artifacts/contracts/proposals/Rounds.sol/Rounds.json" with { type: "json" };
import templatesArtifact from "../../artifacts/contracts/proposals/Templates.sol/Templates.json" with { type: "json" };
import verifierArtifact from "../../artifacts/contracts/verifiers/SemaphoreVerifier20.sol/SemaphoreVerifier20.json" with {
  type: "json",
};
import { type Deployed, deploy } from "./deployment.ts";

/** The contracts of proposals, from their templates to the end of their votes. */
export type DeployedProposals = {
  /** Of posts and supports. */
  readonly semaphoreVerifier20: Deployed;
  readonly templates: Deployed;
  readonly proposals: Deployed;
  readonly notices: Deployed;
  readonly conversions: Deployed;
  readonly rounds: Deployed;
};

/**
 * Deploys the contracts of proposals (P20 to P26).
 * @param factory Of the elections that proposals come to, whose roll and board factories templates name.
 * Throws `ContractRefusedError`.
 */
export async function deployProposals(factory: string, deployer: Signer): Promise<DeployedProposals> {
  const semaphoreVerifier20 = await deploy(verifierArtifact, [], deployer);
  const templates = await deploy(templatesArtifact, [factory], deployer);
  const proposals = await deploy(proposalsArtifact, [templates.address, semaphoreVerifier20.address], deployer);
  const notices = await deploy(noticesArtifact, [proposals.address], deployer);
  const conversions = await deploy(conversionsArtifact, [proposals.address, notices.address], deployer);
  const rounds = await deploy(roundsArtifact, [proposals.address], deployer);
  return { semaphoreVerifier20, templates, proposals, notices, conversions, rounds };
}
