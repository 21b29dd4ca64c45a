import { expect } from "chai";
import { type Signer, Wallet } from "ethers";
import {
  type Created,
  constitutionFor,
  createElection,
  creationOf,
  deployFactory,
  ethers,
  networkHelpers,
} from "../electionFixture.ts";
import { COUNTS, deedsOf } from "./deeds.ts";
import { PHASE } from "./electionLife.ts";
import { stateFromEvents, stateFromStorage } from "./recordedState.ts";

/** The effect of a call from an account, without sending it: what it returns, or why it is refused. */
async function effect(created: Created, from: string, name: string, args: readonly unknown[]): Promise<string> {
  const data = created.election.interface.encodeFunctionData(name, args);
  try {
    return await ethers.provider.call({ to: await created.election.getAddress(), from, data });
  } catch (error) {
    return String((error as { data?: unknown }).data ?? error);
  }
}

describe("The whole life of an election", () => {
  it("can be lived by strangers alone, a new one for every call", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const stranger = async (): Promise<Signer> => {
      const wallet = new Wallet(Wallet.createRandom().privateKey, ethers.provider);
      await networkHelpers.setBalance(wallet.address, 10n ** 20n);
      return wallet;
    };
    const factory = deployed.factory.connect(await stranger()) as typeof deployed.factory;
    const created = await createElection({ ...deployed, factory });
    const called = new Set<string>();
    for (const { prepare, wait } of deedsOf(created)) {
      const [name, ...args] = await prepare();
      called.add(name);
      await wait?.();
      const election = created.election.connect(await stranger()) as typeof created.election;
      await (await election.getFunction(name)(...args, { gasLimit: 15_000_000 })).wait();
    }
    expect(await created.election.phase()).to.equal(PHASE.Decided);
    expect(await created.election.counts()).to.deep.equal(COUNTS);
    const functions = created.election.interface.fragments
      .filter((fragment) => ethers.FunctionFragment.isFragment(fragment))
      .filter((fragment) => !fragment.constant);
    expect([...called]).to.have.members(functions.map(({ name }) => name));
  });

  it("goes on in the same way whoever calls: creator, trustees' board, factory, nobody", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const [creator] = await ethers.getSigners();
    const callers = [
      creator?.address as string,
      await created.board.getAddress(),
      await created.factory.getAddress(),
      await created.election.getAddress(),
      ethers.ZeroAddress,
      Wallet.createRandom().address,
    ];
    const deeds = deedsOf(created);
    const tried: (readonly [string, ...unknown[]])[] = [];
    for (const { name, prepare, wait } of deeds) {
      const [call, ...args] = await prepare();
      await wait?.();
      // The deed that is due, and all that are over, which are refused to everybody alike.
      tried.push([call, ...args]);
      for (const [call, ...args] of tried.slice(-3)) {
        const [first, ...others] = await Promise.all(callers.map((from) => effect(created, from, call, args)));
        expect(new Set(others), `${call} at ${name}`).to.deep.equal(new Set([first]));
      }
      expect(await effect(created, callers[0] as string, call, args), name).to.equal("0x");
      await created.election.getFunction(call)(...args);
    }
    expect(await created.election.phase()).to.equal(PHASE.Decided);
  });

  it("can be rebuilt from the events at every step, and never changes constitution, scope or code", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const { election, factory, constitution } = created;
    const code = await ethers.provider.getCode(await election.getAddress());
    const scope = await election.scope();
    const states = new Set<string>();
    for (const { name, prepare, wait } of deedsOf(created)) {
      const [call, ...args] = await prepare();
      await wait?.();
      await election.getFunction(call)(...args);

      const recorded = await stateFromEvents(factory, election);
      const nullifiers = recorded.slots.map(([nullifier]) => nullifier as bigint);
      const stored = await stateFromStorage(election, nullifiers);
      expect(recorded, name).to.deep.equal(stored);
      expect(stored.constitution, name).to.deep.equal(constitution);
      expect(stored.scope, name).to.equal(scope);
      expect(await ethers.provider.getCode(await election.getAddress()), name).to.equal(code);
      states.add(JSON.stringify(stored, (_, value) => (typeof value === "bigint" ? String(value) : value)));
    }
    // Every deed but the overtaken ballot left a trace.
    expect(states.size).to.equal(deedsOf(created).length - 1);
  });

  it("takes no ether in any function", async () => {
    const created = await createElection(await deployFactory("SyntheticVerifier"));
    const [sender] = await ethers.getSigners();
    for (const { interface: abi } of [created.election, created.factory]) {
      expect(abi.fragments.filter((fragment) => "payable" in fragment && fragment.payable)).to.deep.equal([]);
      expect(abi.fallback).to.equal(null);
      expect(abi.receive).to.equal(false);
    }
    const to = await created.election.getAddress();
    const sent = sender?.sendTransaction({ to, value: 1n }).then(
      () => true,
      () => false,
    );
    expect(await sent).to.equal(false);
    expect(await ethers.provider.getBalance(to)).to.equal(0n);
  });

  it("is not the creator's to create: a factory has one function that changes something, open to all", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const writes = deployed.factory.interface.fragments
      .filter((fragment) => ethers.FunctionFragment.isFragment(fragment))
      .filter((fragment) => !fragment.constant);
    expect(writes.map(({ name }) => name)).to.deep.equal(["create"]);
    const creation = creationOf(await constitutionFor(deployed));
    const addresses = [ethers.ZeroAddress, await deployed.board.getAddress(), Wallet.createRandom().address];
    const factory = deployed.factory.connect(ethers.provider) as typeof deployed.factory;
    for (const from of addresses) {
      const election = await factory.create.staticCall(...creation, { from });
      expect(election).to.not.equal(ethers.ZeroAddress);
    }
  });
});
