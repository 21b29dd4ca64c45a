import { expect } from "chai";
import { FunctionFragment, type Signer, ZeroAddress } from "ethers";
import { read, refusing } from "../../../sdk/chain/contracts.ts";
import { type BoardTerms, createBoard } from "../../../sdk/chain/factories.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import { boardAt, boardFactoryAt } from "../../../sdk/chain/townContracts.ts";
import { type BoardChain, boardChain, DAY, legalTerms, refusalOf } from "../trustees/boardFixture.ts";

describe("BoardFactory", () => {
  let chain: BoardChain;
  before(async () => {
    chain = await boardChain();
  });

  /** Has a board made in a block of a known time. */
  async function createAt(time: number, change: Partial<BoardTerms>) {
    const terms = { ...(await legalTerms(chain, 3, 2)), ...change };
    await chain.networkHelpers.time.setNextBlockTimestamp(time);
    return createBoard(chain.boardFactory, terms, chain.deployer);
  }

  const legal: Record<string, (now: number) => Partial<BoardTerms>> = {
    "two trustees": () => ({ trustees: chain.addresses.slice(0, 2) }),
    "nine trustees": () => ({ trustees: chain.addresses.slice(0, 9) }),
    "a threshold of two": () => ({ threshold: 2 }),
    "a threshold of all": () => ({ threshold: 3 }),
    "a second round that ends a day after the first": (now) => ({ registerBy: now + 1, dealBy: now + 1 + DAY }),
    "a test with rounds and a term of one second": (now) => ({
      registerBy: now + 1,
      dealBy: now + 2,
      termEndsAt: now + 3,
      isTest: true,
    }),
  };
  for (const [name, change] of Object.entries(legal)) {
    it(`makes a board with ${name}`, async () => {
      const now = (await chain.networkHelpers.time.latest()) + 100;
      const given = { ...(await legalTerms(chain, 3, 2)), ...change(now) };
      const { address } = await createAt(now, given);
      const board = boardAt(address, chain.deployer);
      expect(await read(board, "trusteeCount")).to.equal(BigInt(given.trustees.length));
      expect(await read(board, "threshold")).to.equal(BigInt(given.threshold));
      expect(await read(board, "factory")).to.equal(given.factory);
      expect(await read(board, "trusteeAt", given.trustees.length)).to.equal(given.trustees.at(-1));
      for (const date of ["registerBy", "dealBy", "termEndsAt"] as const) {
        expect(await read(board, date)).to.equal(BigInt(given[date]));
      }
      expect(await read(board, "isTest")).to.equal(given.isTest ?? false);
      expect(await read(boardFactoryAt(chain.boardFactory, chain.deployer), "isBoard", address)).to.equal(true);
    });
  }

  const illegal: readonly (readonly [string, string, (now: number) => Partial<BoardTerms>])[] = [
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
    [
      "a second round that ends less than a day after the first",
      "dealBy",
      (now) => ({ registerBy: now + 1, dealBy: now + DAY }),
    ],
    [
      "a second round of a test that ends with the first",
      "dealBy",
      (now) => ({ registerBy: now + 1, dealBy: now + 1, isTest: true }),
    ],
    [
      "a term that ends with round 2",
      "termEndsAt",
      (now) => ({ registerBy: now + 1, dealBy: now + 1 + DAY, termEndsAt: now + 1 + DAY }),
    ],
  ];
  for (const [name, field, change] of illegal) {
    it(`makes no board with ${name}`, async () => {
      const now = (await chain.networkHelpers.time.latest()) + 100;
      expect(await refusalOf(createAt(now, change(now)))).to.deep.equal(["BoardParametersInvalid", { field }]);
    });
  }

  it("says which boards it made, with their terms, and of which code they are", async () => {
    const terms = await legalTerms(chain, 3, 2);
    const factory = boardFactoryAt(chain.boardFactory, chain.stranger);
    const { address } = await createBoard(chain.boardFactory, terms, chain.stranger);
    const created = (await logsOf(factory)).at(-1);
    expect([created?.name, created?.args.board]).to.deep.equal(["BoardCreated", address]);
    expect(created?.args.creator).to.equal(await chain.stranger.getAddress());
    const said = created?.args.terms as { toObject(deep: boolean): Record<string, unknown> };
    const numbers = { threshold: 2n, registerBy: BigInt(terms.registerBy), dealBy: BigInt(terms.dealBy) };
    expect(said.toObject(true)).to.deep.equal({
      ...{ ...terms, ...numbers, termEndsAt: BigInt(terms.termEndsAt), isTest: false },
    });
    expect(await read(factory, "implementation")).to.equal(chain.implementation);
    expect(await read(factory, "isBoard", chain.implementation)).to.equal(false);
    expect(await read(factory, "isBoard", ZeroAddress)).to.equal(false);
  });

  it("makes boards whose code has no terms of its own, and refuses", async () => {
    const { interface: abi } = await chain.ethers.getContractFactory("TrusteeBoard");
    const calls: Readonly<Record<string, readonly unknown[]>> = {
      register: [{ x: 0n, y: 1n }, { challenge: 0n, response: 0n }, `0x${"00".repeat(32)}`],
      deal: [[], []],
      ...Object.fromEntries(["stage", "missing", "factory", "trusteeCount", "electionKey"].map((name) => [name, []])),
      ...{ trusteeAt: [1], shareKey: [1], encryptionKey: [1], isTest: [], termEndsAt: [] },
    };
    const writes = abi.fragments.filter(FunctionFragment.isFragment).filter(({ constant }) => !constant);
    expect(Object.keys(calls)).to.include.members(writes.map(({ name }) => name));
    const [trustee] = chain.trustees as [Signer];
    for (const [name, args] of Object.entries(calls)) {
      const call = refusing(() =>
        boardAt(chain.implementation, trustee)
          .getFunction(name)
          .staticCall(...args),
      );
      expect(await refusalOf(call), name).to.deep.equal(["NotAClone", {}]);
    }
  });

  it("makes boards that give nobody but trustees a right, and trustees none but to register and to deal", async () => {
    const { address } = await createBoard(chain.boardFactory, await legalTerms(chain, 3, 2), chain.deployer);
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
