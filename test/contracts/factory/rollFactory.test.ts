import { expect } from "chai";
import { type BaseContract, FunctionFragment, ZeroAddress } from "ethers";
import { ContractRefusedError, read } from "../../../sdk/chain/contracts.ts";
import { createPublishedRolls, createRegistry, type RegistryTerms } from "../../../sdk/chain/factories.ts";
import { type DecodedLog, logsOf } from "../../../sdk/chain/logs.ts";
import { publishedRollsAt } from "../../../sdk/chain/publishedRolls.ts";
import { registryAt, rollFactoryAt } from "../../../sdk/chain/townContracts.ts";
import { errorOf } from "../../errorOf.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { type PublishedFixture, publishedFixture } from "../registry/publishedFixture.ts";
import { entryFor, structOf } from "../registry/registryFixture.ts";

const DAY = 86_400;

describe("RollFactory", () => {
  let fixture: PublishedFixture;
  before(async () => {
    fixture = await publishedFixture();
  });

  const factory = () => rollFactoryAt(fixture.rollFactory, fixture.stranger);

  const makeRegistry = (change: Partial<RegistryTerms>) =>
    createRegistry(fixture.rollFactory, { ...fixture.terms, ...change }, fixture.stranger);

  const makeRolls = (registry: string, challengePeriod: number) =>
    createPublishedRolls(fixture.rollFactory, { registry, challengePeriod }, fixture.stranger);

  async function refusalOf(action: Promise<unknown>) {
    const { refusal, args } = await errorOf(action, ContractRefusedError);
    return [refusal, args];
  }

  it("makes a registry with its first offices in force, and says so with its terms", async () => {
    const recoveryBody = await fixture.submitter.getAddress();
    const { address } = await makeRegistry({ recoveryBody });
    const registry = registryAt(address, fixture.stranger);
    const { registrar, approver } = fixture.terms;
    const found = ["registrar", "approver", "recoveryBody", "rotationDelay", "isTest"].map((name) =>
      read(registry, name),
    );
    expect(await Promise.all(found)).to.deep.equal([registrar, approver, recoveryBody, BigInt(7 * DAY), false]);
    const [rotated] = await logsOf(registry);
    expect([rotated?.name, rotated?.args.registrar, rotated?.args.approver]).to.deep.equal([
      ...["OfficesRotated", registrar, approver],
    ]);
    const created = (await logsOf(factory())).at(-1);
    expect([created?.name, created?.args.registry]).to.deep.equal(["RegistryCreated", address]);
    expect(created?.args.creator).to.equal(await fixture.stranger.getAddress());
    expect(termsOf(created)).to.deep.equal([...[registrar, approver, recoveryBody, BigInt(7 * DAY), false]]);
    expect([await read(factory(), "isRoll", address), await read(factory(), "isRegistry", address)]).to.deep.equal([
      ...[true, true],
    ]);
  });

  it("makes published rolls over a registry, and says so with their terms", async () => {
    const registry = await fixture.registry.getAddress();
    const { address } = await makeRolls(registry, DAY);
    const rolls = publishedRollsAt(address, fixture.stranger);
    const found = ["registry", "challengePeriod", "isTest"].map((name) => read(rolls, name));
    expect(await Promise.all(found)).to.deep.equal([registry, BigInt(DAY), false]);
    const created = (await logsOf(factory())).at(-1);
    expect([created?.name, created?.args.rolls]).to.deep.equal(["PublishedRollsCreated", address]);
    expect(termsOf(created)).to.deep.equal([registry, BigInt(DAY), false]);
    expect([await read(factory(), "isRoll", address), await read(factory(), "isRegistry", address)]).to.deep.equal([
      ...[true, false],
    ]);
  });

  it("makes no published rolls over what is no registry of its own", async () => {
    const { ethers, rolls, implementation, stranger, terms } = fixture;
    const code = [await read(factory(), "registryImplementation"), implementation];
    const other = await (await ethers.deployContract("RollFactory", code)).getAddress();
    const { address: foreign } = await createRegistry(other, terms, stranger);
    for (const registry of [await rolls.getAddress(), implementation, ZeroAddress, foreign]) {
      expect(await refusalOf(makeRolls(registry, DAY))).to.deep.equal(["RegistryOfAnotherFactory", { registry }]);
    }
  });

  for (const [isTest, delay, period] of [
    [false, 7 * DAY, DAY],
    [true, 1, 1],
  ] as const) {
    it(`asks ${isTest ? "of a test" : "of rolls that bind"} a delay of ${delay} s and a period of ${period} s`, async () => {
      const { address } = await makeRegistry({ isTest, rotationDelay: delay });
      expect(await refusalOf(makeRegistry({ isTest, rotationDelay: delay - 1 }))).to.deep.equal([
        "RotationDelayTooShort",
        { given: String(delay - 1), least: String(delay) },
      ]);
      const rolls = await makeRolls(address, period);
      expect(await read(publishedRollsAt(rolls.address, fixture.stranger), "isTest")).to.equal(isTest);
      expect(await refusalOf(makeRolls(address, period - 1))).to.deep.equal([
        "ChallengePeriodTooShort",
        { given: String(period - 1), least: String(period) },
      ]);
    });
  }

  it("takes no office for the recovery body", async () => {
    const { registrar, approver } = fixture.terms;
    for (const recoveryBody of [registrar, approver]) {
      expect(await refusalOf(makeRegistry({ recoveryBody }))).to.deep.equal([
        "RecoveryBodyIsOffice",
        { body: recoveryBody },
      ]);
    }
  });

  it("lets nobody put the first offices in force again", async () => {
    const { address } = await makeRegistry({});
    expect(await refusalOf(read(registryAt(address, fixture.registrar), "initialise"))).to.deep.equal([
      "AlreadyInitialised",
      {},
    ]);
  });

  it("gives every clone a signing domain of its own", async () => {
    const domainOf = async (address: string, name: "ResidentRegistry" | "PublishedRolls") =>
      (await fixture.ethers.getContractAt(name, address)).getFunction("eip712Domain")();
    const registry = (await makeRegistry({})).address;
    const rolls = (await makeRolls(registry, DAY)).address;
    const [, , version, chainId, contract] = await domainOf(registry, "ResidentRegistry");
    expect([version, chainId, contract]).to.deep.equal(["1", 31337n, registry]);
    expect((await domainOf(rolls, "PublishedRolls"))[4]).to.equal(rolls);
  });

  it("makes registries whose code has no terms of its own, and refuses", async () => {
    const implementation = await read<string>(factory(), "registryImplementation");
    const code = await fixture.ethers.getContractAt("ResidentRegistry", implementation);
    const offices = { registrar: office(1), approver: office(2) };
    const entry = structOf(await entryFor({ offices, id: { chainId: 31337n, registry: implementation } }, "Kim", {}));
    const batch = { rollIds: [1], expiresAt: 1, newcomers: [], registrarSignature: "0x", approverSignature: "0x" };
    const [one, other] = [await fixture.registrar.getAddress(), await fixture.approver.getAddress()];
    const rotation = { registrar: "0x", approver: "0x", nextRegistrar: "0x", nextApprover: "0x" };
    const recovery = { body: "0x", otherOffice: "0x", successor: "0x" };
    await refuses(code, {
      ...{ enrol: [[entry]], enrolNewcomers: [batch] },
      ...{ initialise: [], announceRotation: [one, other, rotation], rotate: [] },
      ...{ announceRecovery: [one, other, recovery], vetoRecovery: ["0x"], recover: [] },
      ...{ rotationDelay: [], recoveryBody: [], isTest: [] },
    });
    await expectRefusal(code.getFunction("enrol").staticCall([]), code, "NotAClone");
  });

  it("makes published rolls whose code has no terms of its own, and refuses", async () => {
    const implementation = await read<string>(factory(), "publishedRollsImplementation");
    const code = await fixture.ethers.getContractAt("PublishedRolls", implementation);
    const word = `0x${"11".repeat(32)}`;
    const snapshot = { rollId: 1, sequence: 1, root: 1, contentRoot: word, activeMembers: 2, expiresAt: 1 };
    const opening = { isEntry: true, words: [] };
    const entry = { index: 0, opening, path: [] };
    await refuses(code, {
      publish: [snapshot, word, word, "0x", "0x"],
      withdraw: [1, ZeroAddress, "0x"],
      challengeEntry: [1, entry],
      challengePair: [1, entry, entry],
      challengeNode: [1, 0, 0, [], [opening, opening, opening]],
      ...{ registry: [], challengePeriod: [], isTest: [] },
    });
  });

  const office = (byte: number) => ({
    signer: byte === 1 ? fixture.registrar : fixture.approver,
    pseudonymKey: new Uint8Array(32).fill(byte),
  });

  /** Every function that changes something, and these views, are refused by the code that clones share. */
  async function refuses(code: BaseContract, calls: Readonly<Record<string, readonly unknown[]>>): Promise<void> {
    const writes = code.interface.fragments
      .filter((fragment) => FunctionFragment.isFragment(fragment))
      .filter(({ constant }) => !constant);
    expect(Object.keys(calls)).to.include.members(writes.map(({ name }) => name));
    for (const [name, args] of Object.entries(calls)) {
      await expectRefusal(code.getFunction(name).staticCall(...args), code, "NotAClone").catch((error: unknown) => {
        throw new Error(`${name} of the implementation`, { cause: error });
      });
    }
  }
});

/** Of a creation event, in their order. */
function termsOf(created: DecodedLog | undefined): readonly unknown[] {
  return [...((created?.args.terms ?? []) as Iterable<unknown>)];
}
