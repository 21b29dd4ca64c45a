import { readFileSync } from "node:fs";
import { z } from "zod";
import type { CompiledContract } from "../../sdk/chain/deployedCode.ts";
import type { CompiledContracts } from "../../sdk/verify/codeChecks.ts";
import type { CompiledProposals } from "../../sdk/verify/proposalChainChecks.ts";
import { BallotSizeUnknownError } from "./circuitFiles.ts";
import { circuitInstances } from "./instances.ts";
import { projectRoot } from "./projectRoot.ts";
import { semaphoreCircuit } from "./semaphoreCircuit.ts";

const places = z.record(z.string(), z.array(z.object({ start: z.number(), length: z.number() })));
const artifactSchema = z.object({
  contractName: z.string(),
  deployedBytecode: z.string(),
  immutableReferences: places,
  deployedLinkReferences: z.record(z.string(), places),
});

/** The contracts of elections with a ballot size, as compiled on this machine. Throws `BallotSizeUnknownError`. */
export function compiledContracts(ballotSize: number): CompiledContracts {
  return {
    election: artifact("contracts/elections/Election"),
    trusteeProofs: artifact("contracts/elections/TrusteeProofs"),
    outcomes: artifact("contracts/libraries/Outcomes"),
    tallying: artifact("contracts/elections/Tallying"),
    factory: artifact("contracts/factory/ElectionFactory"),
    boardFactory: artifact("contracts/factory/BoardFactory"),
    board: artifact("contracts/trustees/TrusteeBoard"),
    rollFactory: artifact("contracts/factory/RollFactory"),
    registry: artifact("contracts/registry/ResidentRegistry"),
    publishedRolls: artifact("contracts/registry/PublishedRolls"),
    semaphore: artifact("@semaphore-protocol/contracts/Semaphore"),
    poseidon: artifact("poseidon-solidity/PoseidonT3"),
    ballotVerifier: verifierOf(`ballot-${ballotSize}`, ballotSize),
    keyShareVerifier: verifierOf("keyShare", ballotSize),
    enrolmentVerifier: verifierOf("enrolment", ballotSize),
  };
}

/** The contracts of proposals, as compiled on this machine. */
export function compiledProposals(): CompiledProposals {
  return {
    templates: artifact("contracts/proposals/Templates"),
    proposals: artifact("contracts/proposals/Proposals"),
    notices: artifact("contracts/proposals/Notices"),
    verifier: artifact(`contracts/verifiers/${semaphoreCircuit.verifier}`),
  };
}

function verifierOf(circuit: string, ballotSize: number): CompiledContract {
  const instance = circuitInstances().find(({ name }) => name === circuit);
  if (instance === undefined) throw new BallotSizeUnknownError(ballotSize);
  return artifact(`contracts/verifiers/${instance.verifier}`);
}

function artifact(contract: string): CompiledContract {
  const file = `${projectRoot}artifacts/${contract}.sol/${contract.split("/").at(-1)}.json`;
  return artifactSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
