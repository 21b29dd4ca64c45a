import { expect } from "chai";
import type { Signer } from "ethers";
import hre from "hardhat";
import { deployElectionLibraries, deploySemaphore, linksOf } from "../../../sdk/chain/deploy.ts";
import { CENSUS_DEPTH } from "../../../sdk/proofs/ballotProof.ts";
import type { ContractWith } from "../contractWith.ts";

/** Each contract that is deployed over a verifier, with that verifier and the other arguments. */
const OVER = [
  ["ResidentRegistry", "EnrolmentVerifier", (verifier: string) => [verifier, verifier]],
  ["PublishedRolls", "EnrolmentVerifier", (verifier: string) => [verifier]],
  ["TrusteeBoard", "KeyShareVerifier", (verifier: string) => [verifier]],
  ["Proposals", "SemaphoreVerifier20", (verifier: string) => [verifier, verifier]],
  ["Election", "BallotVerifier4", (verifier: string) => [verifier, verifier, 4, CENSUS_DEPTH]],
  ["Election", "BallotVerifier8", (verifier: string) => [verifier, verifier, 8, CENSUS_DEPTH]],
  ["Election", "BallotVerifier32", (verifier: string) => [verifier, verifier, 32, CENSUS_DEPTH]],
] as const;

describe("The known proof of a verifier", () => {
  for (const [contract, verifierName, argumentsOver] of OVER) {
    it(`of ${verifierName} holds, and is asked for before ${contract} is deployed over it`, async () => {
      const { ethers, provider } = await hre.network.create();
      const verifier = (await ethers.deployContract(verifierName)) as unknown as ContractWith<"requireKnownProof">;
      const address = await verifier.getAddress();
      await verifier.requireKnownProof();
      const [signer] = (await ethers.getSigners()) as unknown as [Signer];
      const libraries = await librariesOf(contract, signer);
      const deployed = () => ethers.deployContract(contract, [...argumentsOver(address)], { libraries });
      await deployed();

      // What the verifier gives to four pairs is now less than their price, as after a change of prices.
      const code = await ethers.provider.getCode(address);
      const repriced = code.replaceAll("620109a0", "62004e20");
      expect(repriced).not.to.equal(code);
      await provider.request({ method: "hardhat_setCode", params: [address, repriced] });
      await expect(deployed()).to.be.revertedWithCustomError(verifier, "KnownProofFails");
    });
  }
});

async function librariesOf(contract: string, signer: Signer): Promise<Record<string, string>> {
  if (contract === "Election") return linksOf(await deployElectionLibraries(signer));
  return contract === "PublishedRolls" ? { PoseidonT3: (await deploySemaphore(signer)).poseidon.address } : {};
}
