import { expect } from "chai";
import { keccak256 } from "ethers";
import { gasFigures } from "../../../scripts/clerk/gasFigures.ts";
import { MOST_CONTENT_BYTES } from "../../../sdk/election/content.ts";
import { constitutionFor, creationOf, type Deployed, deployFactory } from "../../contracts/electionFixture.ts";

/** UTF-8 of Korean letters, which has no byte that is 0. */
function korean(bytes: number): Uint8Array {
  return new TextEncoder().encode("가".repeat(Math.ceil(bytes / 3))).slice(0, bytes);
}

describe("The figures of a plan", () => {
  let deployed: Deployed;

  before(async () => {
    deployed = await deployFactory("MockVerifierAcceptsAll");
  });

  for (const bytes of [300, 3_000, 30_000, MOST_CONTENT_BYTES]) {
    it(`price a creation with ${bytes} bytes of content as the chain does`, async () => {
      const content = korean(bytes);
      const constitution = await constitutionFor(deployed, { contentHash: keccak256(content) });
      const spent = await deployed.factory.create.estimateGas(...creationOf(constitution, content));
      const planned = gasFigures.create({ options: constitution.rules.optionCount, content: bytes });
      expect(planned / Number(spent)).to.be.within(0.9, 1.1);
    });
  }
});
