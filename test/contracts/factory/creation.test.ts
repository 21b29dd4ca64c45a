import { expect } from "chai";
import { keccak256, type Log } from "ethers";
import { constitutionFromAbi, constitutionHash, electionScope } from "../../../sdk/election/constitutionAbi.ts";
import {
  CONTENT,
  type Created,
  constitutionFor,
  createElection,
  creationOf,
  DAY,
  deployBoard,
  deployFactory,
  electionAt,
  ethers,
  networkHelpers,
} from "../electionFixture.ts";
import { expectRefusal } from "../elections/refusal.ts";

async function fresh() {
  return deployFactory("SyntheticVerifier");
}

/** Of election, board and roll. */
const everyMark = [false, true].flatMap((election) =>
  [false, true].flatMap((board) => [false, true].map((rolls) => [election, board, rolls] as const)),
);

/** In the order of ITrusteeBoard.Stage. */
const STAGES = ["registering", "dealing", "ready", "dead"] as const;

describe("Creation of an election", () => {
  it("emits constitution, content and creator, whoever that is, and registers the clone", async () => {
    const { factory, ...deployed } = await networkHelpers.loadFixture(fresh);
    const constitution = await constitutionFor(deployed);
    for (const creator of (await ethers.getSigners()).slice(0, 2)) {
      const create = factory.connect(creator) as typeof factory;
      const address = await create.create.staticCall(...creationOf(constitution));
      expect(await factory.isElection(address)).to.equal(false);
      const receipt = await (await create.create(...creationOf(constitution))).wait();

      const [created, ...more] = receipt?.logs.map((log: Log) => factory.interface.parseLog(log)) ?? [];
      expect(more).to.deep.equal([]);
      expect(created?.name).to.equal("ElectionCreated");
      expect(created?.args.election).to.equal(address);
      expect(created?.args.creator).to.equal(creator.address);
      expect(created?.args.constitutionHash).to.equal(constitutionHash(constitution));
      expect(constitutionFromAbi(created?.args.constitution)).to.deep.equal(constitution);
      expect(created?.args.content).to.equal(ethers.hexlify(CONTENT));
      expect(await factory.isElection(address)).to.equal(true);
    }
  });

  it("needs the content whose hash the constitution names", async () => {
    const { factory, ...deployed } = await networkHelpers.loadFixture(fresh);
    const constitution = await constitutionFor(deployed);
    for (const content of [CONTENT.slice(1), new Uint8Array([...CONTENT, 0]), new Uint8Array()]) {
      const call = factory.create.staticCall(...creationOf(constitution, content));
      await expectRefusal(call, factory, "ContentHashMismatch", keccak256(content), keccak256(CONTENT));
    }
  });

  it("needs a board that is ready, in no stage before or after", async () => {
    const { factory, board, ...deployed } = await networkHelpers.loadFixture(fresh);
    const constitution = await constitutionFor({ board, ...deployed });
    for (const [stage, name] of STAGES.entries()) {
      await board.getFunction("setStage")(stage);
      const call = factory.create.staticCall(...creationOf(constitution));
      if (name === "ready") expect(await call).to.be.a("string");
      else await expectRefusal(call, factory, "BoardNotReady", await board.getAddress());
    }
  });

  it("needs a board and a roll that are tests exactly if it is one", async () => {
    const { factory, board, rolls, start } = await networkHelpers.loadFixture(fresh);
    const sample = await constitutionFor({ board, rolls, start });
    const marked = (isTest: boolean) => ({ ...sample, isTest, minimumCensus: 30, minimumBallots: 10 });
    for (const [election, ofBoard, ofRolls] of everyMark) {
      await board.getFunction("setTest")(ofBoard);
      await rolls.getFunction("setTest")(ofRolls);
      const call = factory.create.staticCall(...creationOf(marked(election)));
      if (election === ofBoard && election === ofRolls) expect(await call).to.be.a("string");
      else await expectRefusal(call, factory, "TestMarksDiffer", election, ofBoard, ofRolls);
    }
  });

  it("needs a board that was made for this factory", async () => {
    const { factory, rolls, start } = await networkHelpers.loadFixture(fresh);
    const other = await deployFactory("SyntheticVerifier");
    const board = await deployBoard({ factory: await other.factory.getAddress(), termEndsAt: start + 100 * DAY });
    const constitution = await constitutionFor({ board, rolls, start });
    const call = factory.create.staticCall(...creationOf(constitution));
    await expectRefusal(call, factory, "BoardOfAnotherFactory", await board.getAddress());
    expect(await other.factory.create.staticCall(...creationOf(constitution))).to.be.a("string");
  });
});

describe("An election that was created", () => {
  let created: Created;

  before(async () => {
    created = await createElection(await deployFactory("SyntheticVerifier"));
  });

  it("gives its constitution, hash and scope, which the sdk computes alike", async () => {
    const { election, constitution } = created;
    expect(constitutionFromAbi(await election.constitution())).to.deep.equal(constitution);
    expect(await election.constitutionHash()).to.equal(constitutionHash(constitution));
    const { chainId } = await ethers.provider.getNetwork();
    const address = await election.getAddress();
    expect(await election.scope()).to.equal(electionScope(chainId, address, constitutionHash(constitution)));
    expect(await election.boxClosesAt()).to.equal(constitution.schedule.closesAt + constitution.schedule.closeGrace);
  });

  it("has another scope than one of the same constitution", async () => {
    const twin = await createElection(created);
    expect(await twin.election.constitutionHash()).to.equal(await created.election.constitutionHash());
    expect(await twin.election.scope()).to.not.equal(await created.election.scope());
  });

  it("shares its code with an implementation that has no constitution and can do nothing", async () => {
    const { implementation } = created;
    const proof = { challenge: 0, response: 0 };
    const ballot = { nullifier: 1, version: 0, held: [], next: Array(16).fill(1), digest: 1, proof: Array(8).fill(0) };
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      consent: () => implementation.consent.staticCall(1, proof),
      open: () => implementation.open.staticCall(),
      castFirstBallots: () => implementation.castFirstBallots.staticCall(Array(26).fill(1)),
      castBallot: () => implementation.castBallot.staticCall(ballot),
      castBallots: () => implementation.castBallots.staticCall([ballot]),
      sum: () => implementation.sum.staticCall(ethers.ZeroHash, [], []),
      seal: () => implementation.seal.staticCall(),
      postShare: () => implementation.postShare.staticCall(1, [], proof, []),
      postResult: () => implementation.postResult.staticCall([], [], [], []),
      phase: () => implementation.phase(),
      constitution: () => implementation.constitution(),
      constitutionHash: () => implementation.constitutionHash(),
      scope: () => implementation.scope(),
      boxClosesAt: () => implementation.boxClosesAt(),
      undecided: () => implementation.undecided(),
    };
    const writes = implementation.interface.fragments
      .filter((fragment) => ethers.FunctionFragment.isFragment(fragment))
      .filter((fragment) => !fragment.constant)
      .map(({ name }) => name);
    expect(Object.keys(calls)).to.include.members(writes);
    for (const [name, call] of Object.entries(calls)) {
      await expectRefusal(call(), implementation, "NotAClone").catch((error: unknown) => {
        throw new Error(`${name} of the implementation`, { cause: error });
      });
    }
  });

  it("shares code of the tally that does nothing by itself", async () => {
    const address: string = await created.implementation.getFunction("tallying")();
    const tallying = await electionAt(address);
    const proof = { challenge: 0, response: 0 };
    const { sum, seal, postShare, postResult } = tallying;
    await expectRefusal(sum.staticCall(ethers.ZeroHash, [], []), created.implementation, "NotAClone");
    await expectRefusal(seal.staticCall(), created.implementation, "NotAClone");
    await expectRefusal(postShare.staticCall(1, [], proof, []), created.implementation, "NotAClone");
    await expectRefusal(postResult.staticCall([], [], [], []), created.implementation, "NotAClone");
  });
});
