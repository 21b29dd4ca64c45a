import { expect } from "chai";
import { concat, type Wallet, ZeroHash } from "ethers";
import boardMockArtifact from "../../../artifacts/test/contracts/mocks/MockBoard.sol/MockBoard.json" with {
  type: "json",
};
import rollsMockArtifact from "../../../artifacts/test/contracts/mocks/MockRolls.sol/MockRolls.json" with {
  type: "json",
};
import verifierMockArtifact from "../../../artifacts/test/contracts/mocks/MockVerifierAcceptsAll.sol/MockVerifierAcceptsAll.json" with {
  type: "json",
};
import { dealAll, newTrustees, registerAll, type Trustee } from "../../../scripts/rehearsal/ceremony.ts";
import { demoPlan } from "../../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice } from "../../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { readElectionKey } from "../../../sdk/chain/board.ts";
import { ContractRefusedError, electionAt, read, send } from "../../../sdk/chain/contracts.ts";
import {
  deployBoardFactory,
  deployElectionFactory,
  deployRollFactory,
  deployShared,
  type SharedContracts,
} from "../../../sdk/chain/deploy.ts";
import { cloneCode } from "../../../sdk/chain/deployedCode.ts";
import { type Artifact, deploy } from "../../../sdk/chain/deployment.ts";
import { createBoard, createRegistry } from "../../../sdk/chain/factories.ts";
import { openElection } from "../../../sdk/chain/observer.ts";
import { createElection } from "../../../sdk/chain/organizer.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../../sdk/chain/trustee.ts";
import { contentHash, encodeContent } from "../../../sdk/election/content.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { errorOf } from "../../errorOf.ts";

const DAY = 86_400;
const ROLL = 1n;
const RESIDENTS = 2;
const SILENT = { say: () => {}, spent: () => {} };
/** What EIP-1167's template begins with, and ends with before the arguments. */
const TEMPLATE = ["0x363d3d373d3d3d363d73", "0x5af43d82803e903d91602b57fd5bf3"] as const;

describe("An election names genuine boards and rolls alone", function () {
  this.timeout(120_000);
  let chain: LocalChain;
  let organizer: Wallet;
  let registrar: Wallet;
  let approver: Wallet;
  let shared: SharedContracts;
  let laterFactory: string;
  let trustees: Trustee[];
  /** Ready, one for each factory of elections. */
  let boards: readonly [string, string];

  before(async () => {
    chain = await startLocalChain();
    [organizer, registrar, approver] = [await chain.newAccount(), await chain.newAccount(), await chain.newAccount()];
    shared = await deployShared(terms(), organizer);
    const { all } = shared;
    ({ address: laterFactory } = await deployElectionFactory(
      {
        implementations: [all.election4, all.election8, all.election32].map((code) => code?.address ?? ""),
        boardFactory: shared.boardFactory.address,
        rollFactories: [shared.rollFactory.address],
        outcomes: all.outcomes?.address ?? "",
      },
      organizer,
    ));
    trustees = await newTrustees(chain, 2);
    boards = [await readyBoard(shared.factory.address), await readyBoard(laterFactory)];
  });

  after(async () => {
    await chain.close();
    await endProving();
  });

  function terms() {
    return { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest: true };
  }

  async function boardTerms(factory: string) {
    const now = await chain.now();
    const accounts = { trustees: trustees.map(({ account }) => account.address), threshold: 2 };
    const times = { registerBy: now + DAY, dealBy: now + 2 * DAY, termEndsAt: now + 365 * DAY };
    return { factory, ...accounts, ...times, isTest: true };
  }

  async function readyBoard(factory: string): Promise<string> {
    const { address } = await createBoard(shared.boardFactory.address, await boardTerms(factory), organizer);
    await registerAll(address, trustees, SILENT);
    await dealAll(address, trustees, SILENT);
    return address;
  }

  const mock = async (artifact: Artifact, ...args: readonly unknown[]) =>
    (await deploy(artifact, args, organizer)).address;

  async function create(rolls: string, board: string, factory = shared.factory.address) {
    const content = encodeContent(demoPlan.content);
    const censusTime = (await chain.now()) + 60;
    const closesAt = censusTime + 9 * DAY;
    const schedule = {
      censusTime,
      opensAt: censusTime + 2 * DAY,
      openGrace: DAY,
      closesAt,
      closeGrace: 60,
      sharesDueAt: closesAt + DAY,
      sealDelay: 600,
    };
    const { ballotSize, rules, outcome } = demoPlan;
    const constitution = {
      ...{
        contentHash: contentHash(content),
        jointHash: ZeroHash,
        rolls,
        rollId: ROLL,
        minimumCensus: RESIDENTS,
        board,
        consentsRequired: 2,
      },
      ...{ minimumBallots: 1, revoting: true, masked: false, isTest: true, ballotSize, rules, outcome, schedule },
    };
    const { election } = await createElection(factory, constitution, content, organizer);
    return { election, schedule };
  }

  async function refusalOf(rolls: string, board: string) {
    const { refusal, args } = await errorOf(create(rolls, board), ContractRefusedError);
    return [refusal, args];
  }
  const refusesBoard = async (board: string) =>
    expect(await refusalOf(shared.registry.address, board)).to.deep.equal(["BoardNotGenuine", { board }]);
  const refusesRolls = async (rolls: string) =>
    expect(await refusalOf(rolls, boards[0])).to.deep.equal(["RollNotGenuine", { rolls }]);

  /** Puts a clone on the chain that no factory made: the template around an implementation and arguments. */
  async function cloneOutside(implementation: string, args: string): Promise<string> {
    const code = concat([TEMPLATE[0], implementation, TEMPLATE[1], args]);
    const length = ((code.length - 2) / 2).toString(16).padStart(4, "0");
    const data = concat([`0x61${length}3d81600a3d39f3`, code]);
    const sent = await organizer.sendTransaction({ data });
    return (await sent.wait())?.contractAddress as string;
  }

  async function takenApart(address: string) {
    return cloneCode(await chain.provider.getCode(address)) ?? { implementation: "", args: "" };
  }

  it("not an invented board that says it is ready, with a key of its maker", async () => {
    const key = await readElectionKey(boards[0], chain.provider);
    const { factory } = shared;
    await refusesBoard(await mock(boardMockArtifact, factory.address, 2, 4_102_444_800, key, [key, key]));
  });

  it("not an invented roll with a root of its maker", async () => {
    const rolls = await mock(rollsMockArtifact, ROLL);
    await refusesRolls(rolls);
  });

  it("nor accounts without code", async () => {
    await refusesBoard(registrar.address);
    await refusesRolls(registrar.address);
  });

  it("not the code of a registry over groups that somebody invented", async () => {
    const { poseidon, enrolmentVerifier } = shared.all;
    const groups = await mock(rollsMockArtifact, ROLL);
    const other = await deployRollFactory(
      { semaphore: groups, poseidon: poseidon?.address ?? "", verifier: enrolmentVerifier?.address ?? "" },
      organizer,
    );
    const { address } = await createRegistry(other.rollFactory.address, terms(), organizer);
    await refusesRolls(address);
  });

  it("not the code of a board over a verifier that says yes to everything", async () => {
    const verifier = await mock(verifierMockArtifact, 10);
    const other = await deployBoardFactory(verifier, organizer);
    const { address } = await createBoard(
      other.boardFactory.address,
      await boardTerms(shared.factory.address),
      organizer,
    );
    await refusesBoard(address);
  });

  it("not clones of the very code and terms of genuine ones that no factory made", async () => {
    const board = await takenApart(boards[0]);
    const registry = await takenApart(shared.registry.address);
    const published = await takenApart(shared.publishedRolls.address);
    const boardCopy = await cloneOutside(board.implementation, board.args);
    const registryCopy = await cloneOutside(registry.implementation, registry.args);
    const publishedCopy = await cloneOutside(published.implementation, published.args);
    expect(await chain.provider.getCode(boardCopy)).to.equal(await chain.provider.getCode(boards[0]));
    await refusesBoard(boardCopy);
    await refusesRolls(registryCopy);
    await refusesRolls(publishedCopy);
    await send(registryAt(registryCopy, organizer), "initialise");
    await refusesRolls(registryCopy);
  });

  it("not a board in the place of rolls, or rolls in the place of a board", async () => {
    await refusesRolls(boards[0]);
    await refusesBoard(shared.registry.address);
  });

  it("the genuine ones of its factories: a registry, and published rolls over it", async () => {
    for (const rolls of [shared.registry.address, shared.publishedRolls.address]) {
      expect((await create(rolls, boards[0])).election).to.match(/^0x/);
    }
  });

  it("and a later factory of elections may name the same roll, on which nobody enrols anew", async () => {
    const registry = { chainId: 31337n, registry: shared.registry.address };
    const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
    await enrolResidents(RESIDENTS, ROLL, registry, offices, (await chain.now()) + DAY, organizer, SILENT);
    const first = await create(shared.registry.address, boards[0]);
    const second = await create(shared.registry.address, boards[1], laterFactory);
    const { opensAt, censusTime } = second.schedule;
    await chain.moveTo(censusTime + 1);
    for (const [index, { election }] of [first, second].entries()) {
      for (const { key, seat, account } of trustees) {
        const secret = await recoverShareSecret(key, boards[index] as string, seat, account);
        const task = await readConsentTask(election, seat, chain.provider);
        await postConsent(election, makeConsent(secret, task), organizer);
      }
    }
    await chain.moveTo(opensAt);
    const roots: bigint[] = [];
    for (const { election } of [first, second]) {
      await openElection(election, organizer);
      roots.push(await read<bigint>(electionAt(election, chain.provider), "censusRoot"));
      expect(await read<bigint>(electionAt(election, chain.provider), "activeMembers")).to.equal(BigInt(RESIDENTS));
    }
    expect(roots[0]).to.equal(roots[1]);
    const board = boards[1];
    const { refusal, args } = await errorOf(create(shared.registry.address, board), ContractRefusedError);
    expect([refusal, args], "a board still serves one factory").to.deep.equal(["BoardOfAnotherFactory", { board }]);
  });

  it("of several registries on one chain each has its own residents, offices and groups", async () => {
    const { address } = await createRegistry(
      shared.rollFactory.address,
      { ...terms(), registrar: approver.address, approver: registrar.address },
      organizer,
    );
    const registry = { chainId: 31337n, registry: address };
    const offices = { registrar: newOffice(approver), approver: newOffice(registrar) };
    const before = await readRollHistory(shared.registry.address, chain.provider);
    await enrolResidents(1, ROLL, registry, offices, (await chain.now()) + DAY, organizer, SILENT);
    expect(await readRollHistory(shared.registry.address, chain.provider)).to.deep.equal(before);
    const members = (of: string) => read<bigint>(registryAt(of, chain.provider), "activeMembers", ROLL);
    expect([await members(shared.registry.address), await members(address)]).to.deep.equal([BigInt(RESIDENTS), 1n]);
    expect((await create(address, boards[0])).election).not.to.equal(ZeroHash);
  });
});
