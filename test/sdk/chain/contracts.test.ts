import { expect } from "chai";
import { Contract, ZeroAddress } from "ethers";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { ContractAbsentError, electionAt, isOtherContract, read } from "../../../sdk/chain/contracts.ts";
import { errorOf } from "../../errorOf.ts";

const NOBODY = `0x${"7".repeat(40)}`;

describe("Reading a contract", () => {
  let chain: LocalChain;
  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.close());

  it("names the address where a chain that was started anew has no contract", async () => {
    const error = await errorOf(read(electionAt(NOBODY, chain.provider), "constitutionHash"), ContractAbsentError);
    expect(String(error)).to.include(NOBODY);
    expect(isOtherContract(error)).to.equal(true);
  });

  it("tells that from a node that does not answer", async () => {
    const silent = new Contract(ZeroAddress, ["function f() view returns (uint256)"], {
      provider: null,
      call: () => Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })),
    });
    const error = await errorOf(read(silent, "f"), Error);
    expect(isOtherContract(error)).to.equal(false);
  });
});
