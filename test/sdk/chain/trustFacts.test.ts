import { expect } from "chai";
import { type Filter, type Log, type Wallet, ZeroAddress } from "ethers";
import { demoTrust, withDemoManifest } from "../../../scripts/rehearsal/demoTrust.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import type { Town } from "../../../scripts/rehearsal/town.ts";
import { deployShared, type SharedContracts } from "../../../sdk/chain/deploy.ts";
import { createPublishedRolls, createRegistry } from "../../../sdk/chain/factories.ts";
import { judgedElection } from "../../../sdk/chain/judgedElection.ts";
import { announceChange, carryOut, signChange } from "../../../sdk/chain/officeChanges.ts";
import { signWithdrawal, withdrawSnapshot } from "../../../sdk/chain/publishedRolls.ts";
import { readOpenElection } from "../../../sdk/chain/resident.ts";
import { publishedRollsInterface, registryInterface } from "../../../sdk/chain/townContracts.ts";
import { readElectionFacts, readPlannedFacts } from "../../../sdk/chain/trustFacts.ts";
import { BALLOT_SIZES } from "../../../sdk/election/ballotSize.ts";
import { type AcceptedTrust, acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorOf } from "../../../sdk/trust/anchor.ts";
import type { ElectionFacts } from "../../../sdk/trust/electionFacts.ts";
import { type Judgement, judgeElection } from "../../../sdk/trust/judgeElection.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { peopleOf } from "../../../sdk/trust/names.ts";
import { requireJudged } from "../../../sdk/trust/requireJudged.ts";
import { type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import { childrenOf, entryOf, filed, snapshotOf } from "../../contracts/registry/publishedFixture.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { publishSigned } from "../../end-to-end/publishedSnapshots.ts";
import { errorOf } from "../../errorOf.ts";

const DAY = 86_400;

function accepted(file: TrustFile): AcceptedTrust {
  return acceptManifest(file, anchorOf(file.manifests.at(-1) as Manifest));
}

function unknown({ findings }: Judgement): readonly string[] {
  const open = findings.filter(({ standing }) => standing !== "known");
  return open.map(({ statement, address }) => `${statement} ${address}`);
}

describe("the trust of a real election, read from its chain", function () {
  this.timeout(600_000);
  let decided: DecidedElection;
  let trust: AcceptedTrust;
  let latest: number;
  before(async () => {
    decided = await decidedElection();
    trust = accepted(await demoTrust(decided.town, decided.chain));
    latest = await decided.chain.provider.getBlockNumber();
  });

  it("is known where everybody has signed, and every seat has a name", async () => {
    const { provider } = decided.chain;
    const rpc = { name: "one", provider, chainId: 31337n };
    const judged = await judgedElection([rpc, { ...rpc, name: "two" }], decided.election, trust, latest);
    expect(unknown(judged)).to.deep.equal([]);
    expect(judged.standing).to.equal("known");
    const people = peopleOf(trust, judged.facts);
    expect(people.map(({ role }) => role)).to.deep.equal([
      ...["organizer", "registrar", "approver"],
      ...["trustee", "trustee", "trustee"],
    ]);
    expect(people.every(({ name }) => name !== undefined)).to.equal(true);
  });

  it("names all code that the town's elections share, for every size of ballot", () => {
    const { registry, publishedRolls, ...code } = decided.town.shared.all;
    expect([registry, publishedRolls]).not.to.include(undefined);
    expect(Object.keys(code)).to.include.members(
      BALLOT_SIZES.flatMap((size) => [`election${size}`, `ballotVerifier${size}`]),
    );
    const addresses = Object.values(code).map(({ address }) => address);
    expect(trust.latest.code.map(({ at }) => at)).to.have.members(addresses);
  });

  it("is not known by the trust file of a town whose genuine code holds other keys in every seat", async () => {
    const { provider } = decided.chain;
    // The same contracts, organizer and offices, but nobody of the manifest sits on the board.
    const file = withLines(
      { ...trust.file, lines: [], manifests: [] },
      trust.file.lines.filter((line) => line.kind !== "board" && !(line.kind === "seat" && line.role === "trustee")),
    );
    const stranger = accepted(await withDemoManifest(file, decided.town, provider));
    const facts = await readElectionFacts(decided.election, stranger.latest, provider, latest);
    expect(unknown(judgeElection(stranger, facts))).to.deep.equal(
      decided.town.trustees.flatMap(({ account }) => [
        `boardLine ${account.address}`,
        `trusteeSeat ${account.address}`,
      ]),
    );
  });

  it("is not known where a node shows other code than the manifest's at one address", async () => {
    const { provider } = decided.chain;
    const facts = await readElectionFacts(decided.election, trust.latest, provider, latest);
    const at = trust.latest.code.find(({ name }) => name === "Semaphore")?.at as string;
    const codeHashes = { ...facts.codeHashes, [at.toLowerCase()]: `0x${"ab".repeat(32)}` };
    expect(unknown(judgeElection(trust, { ...facts, codeHashes }))).to.deep.equal([`code ${at}`]);
  });

  it("is no judgement of another key, board, roll or constitution that a node shows for the ballot", async () => {
    const { provider } = decided.chain;
    const facts = await readElectionFacts(decided.election, trust.latest, provider, latest);
    const open = await readOpenElection(decided.election, provider);
    requireJudged(open, facts);
    const { electionKey, constitution } = open;
    const other = decided.town.organizer.address;
    for (const over of [
      { electionKey: { x: electionKey.x, y: electionKey.y + 1n } },
      { constitution: { ...constitution, board: other } },
      { constitution: { ...constitution, rolls: other } },
      { constitutionHash: `0x${"ab".repeat(32)}` },
      { election: other },
    ]) {
      expect(() => requireJudged({ ...open, ...over }, facts))
        .to.throw()
        .with.property("code", "ELECTION_NOT_AS_JUDGED");
    }
  });

  it("does not know what is no election of ours, and does not break on it", async () => {
    const { provider } = decided.chain;
    const { constitution } = decided.record;
    const planned = { ...constitution, rollId: 1n, board: decided.town.organizer.address, rolls: ZeroAddress };
    const factory = decided.town.shared.factory.address;
    const asked = { factory, creator: decided.town.organizer.address, constitution: planned };
    const judged = judgeElection(trust, await readPlannedFacts(asked, trust.latest, provider, latest));
    expect(unknown(judged).map((line) => line.split(" ")[0])).to.deep.equal([
      "board",
      "boardLine",
      "rolls",
      "registry",
    ]);
  });
});

describe("a registry whose offices were others before", function () {
  this.timeout(600_000);
  let chain: LocalChain;
  let shared: SharedContracts;
  let town: Town;
  let genuine: AcceptedTrust;
  before(async () => {
    chain = await startLocalChain();
    const accounts: Wallet[] = [];
    for (let count = 0; count < 3; count++) accounts.push(await chain.newAccount());
    const [organizer, registrar, approver] = accounts as [Wallet, Wallet, Wallet];
    const offices = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY };
    shared = await deployShared(offices, organizer);
    const none = { board: ZeroAddress, trustees: [], secrets: [], residents: [], relayer: organizer };
    town = { shared, organizer, registrar, approver, ...none };
  });
  after(() => chain?.close());

  /** Both offices announce others, which accept; the delay passes, and they change. */
  async function rotate(
    registry: string,
    [registrar, approver]: readonly [Wallet, Wallet],
    [nextRegistrar, nextApprover]: readonly [Wallet, Wallet],
    nonce: bigint,
  ): Promise<void> {
    const next = { registrar: nextRegistrar.address, approver: nextApprover.address };
    const change = { kind: "rotation", ...next, nonce } as const;
    const id = { chainId: 31337n, registry };
    const signatures = {
      registrar: await signChange({ signer: registrar }, change, "announcement", id),
      approver: await signChange({ signer: approver }, change, "announcement", id),
      nextRegistrar: await signChange({ signer: nextRegistrar }, change, "acceptance", id),
      nextApprover: await signChange({ signer: nextApprover }, change, "acceptance", id),
    };
    await announceChange(registry, change, signatures, town.organizer);
    await chain.moveTo((await chain.now()) + 7 * DAY + 1);
    await carryOut(registry, "rotation", town.organizer);
  }

  /** The facts over rolls, by a node that leaves out some events. */
  async function factsHiding(
    rolls: string,
    isHidden: (log: Log) => boolean,
    censusTime?: number,
  ): Promise<ElectionFacts> {
    const now = await chain.now();
    const schedule = { censusTime: censusTime ?? now, sharesDueAt: now } as never;
    const constitution = { ballotSize: 8, board: ZeroAddress, rolls, rollId: 1n, schedule };
    const asked = { factory: shared.factory.address, creator: town.organizer.address, constitution };
    const { provider } = chain;
    const hiding: typeof provider = new Proxy(provider, {
      get(target, name) {
        const value = Reflect.get(target, name, target) as unknown;
        if (name === "provider") return hiding;
        if (name === "getLogs") {
          return async (filter: Filter) => (await target.getLogs(filter)).filter((log) => !isHidden(log));
        }
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return readPlannedFacts(asked, genuine.latest, hiding, await provider.getBlockNumber());
  }

  it("is not known: the organizer enrolled with keys of its own, and rotated to the genuine offices", async () => {
    const { organizer, registrar, approver } = town;
    const { provider } = chain;
    const [first, second] = [await chain.newAccount(), await chain.newAccount()];
    const terms = { registrar: first.address, approver: second.address, rotationDelay: 7 * DAY };
    const { address: registry } = await createRegistry(shared.rollFactory.address, terms, organizer);
    await rotate(registry, [first, second], [registrar, approver], 0n);

    // The offices of the day are genuine, and sign for the registry in good faith.
    const made = { ...shared.registry, address: registry };
    const own = { ...town, shared: { ...shared, registry: made, all: { ...shared.all, registry: made } } };
    genuine = accepted(await demoTrust(own, chain));

    const time = await chain.now();
    const judge = async (censusTime: number) => {
      const schedule = { censusTime, sharesDueAt: time + 30 * DAY } as never;
      const constitution = { ballotSize: 8, board: ZeroAddress, rolls: registry, rollId: 1n, schedule };
      const asked = { factory: shared.factory.address, creator: organizer.address, constitution };
      const block = await provider.getBlockNumber();
      return judgeElection(genuine, await readPlannedFacts(asked, genuine.latest, provider, block));
    };
    const ofOffices = (judged: Judgement) => unknown(judged).filter((line) => /^(office|registry)/.test(line));
    const invented = [first, second].flatMap(({ address }) => [`officeSeat ${address}`, `registryLine ${address}`]);
    expect(ofOffices(await judge(time + DAY))).to.deep.equal(invented);
  });

  it("is never judged by a node that hides the last rotation, or the first offices", async () => {
    const rolls = genuine.latest.rolls[0]?.rolls as string;
    const [first] = (await factsHiding(rolls, () => false)).rolls.registry.holders;
    expect(first?.account).not.to.equal(town.registrar.address);
    const created = (log: Log) => {
      const event = registryInterface.parseLog(log);
      return event?.name === "OfficesRotated" && event.args.registrar === first?.account;
    };
    for (const isHidden of [() => true, created]) {
      const error = await errorOf(factsHiding(rolls, isHidden), Error);
      expect(error).to.have.property("code", "OFFICE_EVENTS_MISSING");
    }
  });

  it("is never judged by a node that hides that genuine offices went and came back", async () => {
    const { organizer, registrar, approver } = town;
    const between = [await chain.newAccount(), await chain.newAccount()] as const;
    const terms = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY };
    const { address: registry } = await createRegistry(shared.rollFactory.address, terms, organizer);
    await rotate(registry, [registrar, approver], between, 0n);
    await rotate(registry, between, [registrar, approver], 1n);
    const { holders } = (await factsHiding(registry, () => false)).rolls.registry;
    expect(holders.map(({ account }) => account)).to.include(between[0].address);
    const error = await errorOf(
      factsHiding(registry, (log) => registryInterface.parseLog(log)?.args.registrar === between[0].address),
      Error,
    );
    expect(error).to.have.property("code", "OFFICE_EVENTS_MISSING");
  });

  it("is never judged by the day's offices where a node hides who published the roll, or that it fell", async () => {
    const { organizer, registrar, approver } = town;
    const registry = genuine.latest.rolls[0]?.registry as string;
    const period = { registry, challengePeriod: DAY };
    const { address: rolls } = await createPublishedRolls(shared.rollFactory.address, period, organizer);
    const { tree } = filed([entryOf(0), entryOf(1)]);
    const offices = { registrar: { signer: registrar }, approver: { signer: approver } } as never;
    const expiresAt = (await chain.now()) + DAY;
    const publishing = { offices, id: { chainId: 31337n, rolls }, registry, sender: organizer, expiresAt };
    const snapshot = snapshotOf(tree, 2, { rollId: 1n, expiresAt });
    await publishSigned(snapshot, childrenOf(tree), publishing);
    const signature = await signWithdrawal({ signer: registrar }, { rollId: 1n, sequence: 1n }, publishing.id);
    await withdrawSnapshot(rolls, 1n, { office: registrar.address, signature }, organizer);
    await publishSigned({ ...snapshot, sequence: 2n }, childrenOf(tree), publishing);
    const finalAt = (await chain.now()) + DAY;
    const named = (event: string) => (log: Log) => publishedRollsInterface.parseLog(log)?.name === event;
    for (const past of [false, true]) {
      if (past) await chain.moveTo(finalAt + 2);
      await factsHiding(rolls, () => false, finalAt);
      const hidden = await errorOf(factsHiding(rolls, named("SnapshotPublished"), finalAt), Error);
      expect(hidden).to.have.property("code", "LOGS_MISSING");
    }
    // Before the second was final the census was empty; hiding its fall makes the first one the census.
    const fallen = await errorOf(factsHiding(rolls, named("SnapshotWithdrawn"), finalAt - 1), Error);
    expect(fallen).to.have.property("code", "LOGS_MISSING");
  });
});
