import { expect } from "chai";
import { FunctionFragment, ZeroAddress } from "ethers";
import { boardAt, read, refusing } from "../../../sdk/chain/contracts.ts";
import { type BoardParameters, deployBoard } from "../../../sdk/chain/deploy.ts";
import { type BoardChain, boardChain, legalParameters, refusalOf } from "./boardFixture.ts";

describe("TrusteeBoard's parameters and rights", () => {
  let chain: BoardChain;
  before(async () => {
    chain = await boardChain();
  });

  /** Deploys in a block of a known time. */
  async function deployAt(time: number, change: Partial<BoardParameters>) {
    const parameters = { ...(await legalParameters(chain, 3, 2)), ...change };
    await chain.networkHelpers.time.setNextBlockTimestamp(time);
    return deployBoard(parameters, chain.deployer);
  }

  const legal: Record<string, (now: number) => Partial<BoardParameters>> = {
    "two trustees": () => ({ trustees: chain.addresses.slice(0, 2) }),
    "nine trustees": () => ({ trustees: chain.addresses.slice(0, 9) }),
    "a threshold of two": () => ({ threshold: 2 }),
    "a threshold of all": () => ({ threshold: 3 }),
    "rounds and a term of one second": (now) => ({ registerBy: now + 1, dealBy: now + 2, termEndsAt: now + 3 }),
  };
  for (const [name, change] of Object.entries(legal)) {
    it(`may be ${name}`, async () => {
      const now = (await chain.networkHelpers.time.latest()) + 100;
      const { address } = await deployAt(now, change(now));
      const given = { ...(await legalParameters(chain, 3, 2)), ...change(now) };
      const board = boardAt(address, chain.deployer);
      expect(await read(board, "trusteeCount")).to.equal(BigInt(given.trustees.length));
      expect(await read(board, "threshold")).to.equal(BigInt(given.threshold));
      expect(await read(board, "factory")).to.equal(given.factory);
      expect(await read(board, "trusteeAt", given.trustees.length)).to.equal(given.trustees.at(-1));
    });
  }

  const illegal: readonly (readonly [string, string, (now: number) => Partial<BoardParameters>])[] = [
    ["no factory", "factory", () => ({ factory: ZeroAddress })],
    ["no trustee", "trustees", () => ({ trustees: [] })],
    ["one trustee", "trustees", () => ({ trustees: chain.addresses.slice(0, 1) })],
    ["ten trustees", "trustees", () => ({ trustees: chain.addresses.slice(0, 10) })],
    ["a trustee without address", "trustees", () => ({ trustees: [...chain.addresses.slice(0, 2), ZeroAddress] })],
    ["a trustee at two seats", "trustees", () => ({ trustees: [0, 1, 0].map((i) => chain.addresses[i] as string) })],
    ["a threshold of none", "threshold", () => ({ threshold: 0 })],
    ["a threshold of one", "threshold", () => ({ threshold: 1 })],
    ["a threshold above all", "threshold", () => ({ threshold: 4 })],
    ["a first round that ends at its deployment", "registerBy", (now) => ({ registerBy: now })],
    ["a second round that ends with the first", "dealBy", (now) => ({ registerBy: now + 1, dealBy: now + 1 })],
    [
      "a term that ends with round 2",
      "termEndsAt",
      (now) => ({ registerBy: now + 1, dealBy: now + 2, termEndsAt: now + 2 }),
    ],
    ["a verifier without code", "verifier", () => ({ verifier: chain.addresses[0] as string })],
  ];
  for (const [name, field, change] of illegal) {
    it(`cannot be ${name}`, async () => {
      const now = (await chain.networkHelpers.time.latest()) + 100;
      expect(await refusalOf(deployAt(now, change(now)))).to.deep.equal(["BoardParametersInvalid", { field }]);
    });
  }

  it("give nobody but trustees a right, and trustees none but to register and to deal", async () => {
    const { address } = await deployBoard(await legalParameters(chain, 3, 2), chain.deployer);
    const { interface: abi } = await chain.ethers.getContractFactory("TrusteeBoard");
    const functions = abi.fragments.filter(FunctionFragment.isFragment);
    expect(functions.filter(({ constant }) => !constant).map(({ name }) => name)).to.have.members(["register", "deal"]);
    expect([abi.fallback, abi.receive]).to.deep.equal([null, false]);

    const calls = {
      register: [{ x: 0n, y: 1n }, { challenge: 0n, response: 0n }, `0x${"00".repeat(32)}`],
      deal: [[], []],
    };
    const formerTrustee = chain.trustees[8];
    for (const role of [chain.deployer, chain.stranger, chain.factory, formerTrustee]) {
      if (role === undefined) throw new Error("There are too few accounts");
      const account = await role.getAddress();
      for (const [name, args] of Object.entries(calls)) {
        const call = () =>
          boardAt(address, role)
            .getFunction(name)
            .staticCall(...args);
        expect(await refusalOf(refusing(call)), name).to.deep.equal(["NotATrustee", { account }]);
      }
      const ether = role.sendTransaction({ to: address, value: 1n });
      await expect(ether).to.be.revert(chain.ethers);
    }
  });
});
