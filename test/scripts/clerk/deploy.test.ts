import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Wallet } from "ethers";
import { ORGANIZER_KEY } from "../../../scripts/checkout/organizerKey.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { OrganizerPoorError } from "../../../scripts/clerk/balances.ts";
import { type DeployReport, deployElection } from "../../../scripts/clerk/deploy.ts";
import { DeployBusyError } from "../../../scripts/clerk/deployLock.ts";
import {
  type Deployment,
  DeploymentEarlierError,
  deploymentPath,
  readDeployment,
  writeDeployment,
} from "../../../scripts/clerk/deploymentFile.ts";
import {
  BoardDeadError,
  ContractGoneError,
  DeploymentDiffersError,
  PlaceholderAccountError,
  TooLateError,
  UnsafeElectionError,
} from "../../../scripts/clerk/deployRefusals.ts";
import { journalFolder } from "../../../scripts/clerk/ignitionJournal.ts";
import { newFileText } from "../../../scripts/electionFile/newFile.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { dangersOf } from "../../../scripts/electionFile/safety.ts";
import type { ElectionFile } from "../../../scripts/electionFile/schema.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../../scripts/rehearsal/ceremony.ts";
import { demoTrust } from "../../../scripts/rehearsal/demoTrust.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { FileInvalidError } from "../../../scripts/terminal/checkedFile.ts";
import { ContractRefusedError, factoryAt } from "../../../sdk/chain/contracts.ts";
import type { SharedContracts } from "../../../sdk/chain/deploy.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import { boardFactoryAt } from "../../../sdk/chain/townContracts.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorOf } from "../../../sdk/trust/anchor.ts";
import { lineHash } from "../../../sdk/trust/line.ts";
import { type Manifest, signManifest } from "../../../sdk/trust/manifest.ts";
import { ElectionNotTrustedError } from "../../../sdk/trust/requireTrusted.ts";
import type { TrustFile } from "../../../sdk/trust/trustFile.ts";
import { errorOf } from "../../errorOf.ts";
import { exampleText } from "../electionFile/exampleFile.ts";
import { filledIn } from "./filledFile.ts";

const NAME = "sample-city";
/** Transactions of the shared contracts, and with the board. */
const SHARED = 29;
const WITH_BOARD = 30;

describe("deploy", function () {
  this.timeout(300_000);
  let folder: string;
  let chain: LocalChain;
  let organizer: Wallet;
  let trustees: Trustee[];
  let offices: readonly [registrar: Wallet, approver: Wallet];
  let text: string;
  let file: ElectionFile;
  let path: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-deploy-"));
    chain = await startLocalChain();
    organizer = await chain.newAccount();
    trustees = await newTrustees(chain, 2);
    const example = newFileText(exampleText("single-choice"), "library-name", Date.now(), "./schema.json");
    offices = [await chain.newAccount(), await chain.newAccount()];
    text = filledIn(example, ...offices, trustees);
    path = join(folder, "library-name.yaml");
    writeFileSync(path, text);
    ({ file } = parseElectionFile(text, path));
  });

  after(async () => {
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  type Changes = Partial<Parameters<typeof deployElection>[0]>;
  const deploy = (changes: Changes = {}): Promise<DeployReport> => {
    const of = changes.file ?? file;
    return deployElection({
      file: of,
      dangers: dangersOf(of, true),
      organizer,
      url: chain.url,
      folder,
      say: () => {},
      ...changes,
    });
  };
  const accepted = (trust: TrustFile) => acceptManifest(trust, anchorOf(trust.manifests[0] as Manifest));

  /** A trust file of what was deployed, with everybody's lines. */
  function trustOfTown(board: string): Promise<TrustFile> {
    const contracts = Object.entries(readDeployment(folder, NAME)?.contracts ?? {});
    const all = Object.fromEntries(contracts.map(([name, address]) => [name, { address }])) as SharedContracts["all"];
    const [registrar, approver] = offices;
    const shared = { registry: all.registry, all } as unknown as SharedContracts;
    return demoTrust({ shared, board, trustees, organizer, registrar, approver }, chain);
  }
  const sent = () => chain.provider.getTransactionCount(organizer.address);

  /** Contracts that the organizer has deployed, or has had a factory make. */
  async function creations(): Promise<number> {
    let count = 0;
    for (let number = await chain.provider.getBlockNumber(); number > 0; number--) {
      const block = await chain.provider.getBlock(number, true);
      const own = block?.prefetchedTransactions.filter(({ from, data }) => from === organizer.address && data !== "0x");
      count += own?.length ?? 0;
    }
    return count;
  }

  /** The blocks of the deployment file are those in which the contracts came to be, whose events are all later. */
  async function hasTrueBlocks(boards: Readonly<Record<string, { readonly address: string }>>): Promise<void> {
    const { contracts, elections, blocks } = readDeployment(folder, NAME) as Deployment;
    const { rollFactory, boardFactory, factory, registry, publishedRolls, joints } = contracts;
    const { templates, proposals, notices, conversions, rounds } = contracts;
    const made = [...Object.values(boards), ...Object.values(elections)].flatMap(({ address }) => address ?? []);
    const after = [templates, proposals, notices, conversions, rounds, joints];
    const all = [rollFactory, boardFactory, factory, registry, publishedRolls, ...after, ...made] as string[];
    expect(Object.keys(blocks)).to.have.members(all);
    for (const address of all) {
      const block = blocks[address] as number;
      const codes = await Promise.all([block - 1, block].map((at) => chain.provider.getCode(address, at)));
      expect(
        codes.map((code) => code !== "0x"),
        address,
      ).to.deep.equal([false, true]);
    }
  }

  function start(): ChildProcess {
    const args = ["deploy", path, "--yes", "--rpc", chain.url, "--deployments", folder];
    return spawn(process.execPath, [`${projectRoot}scripts/hanpyo.ts`, ...args], {
      env: { ...process.env, [ORGANIZER_KEY]: organizer.privateKey },
      stdio: "ignore",
    });
  }

  /** Starts the command and kills it as soon as the organizer has sent that many transactions. */
  async function killedAfter(transactions: number): Promise<void> {
    const child = start();
    const ended = new Promise((fulfil) => child.once("close", fulfil));
    while ((await sent()) < transactions && child.exitCode === null) await sleep(5);
    child.kill("SIGKILL");
    await ended;
    expect(child.signalCode, "ended before it could be killed").to.equal("SIGKILL");
  }

  it("refuses accounts that stand for real ones, before anything is sent or written", async () => {
    const { file: unfilled } = parseElectionFile(exampleText("single-choice"), "example");
    const error = await errorOf(deploy({ file: unfilled }), PlaceholderAccountError);
    expect(error).to.have.property("what").that.includes("offices.registrar");
    expect(existsSync(deploymentPath(folder, NAME))).to.equal(false);
  });

  it("refuses development keys and two trustees for an election that is no test, on any chain, without exception", async () => {
    for (const [id, network] of [
      [1, []],
      [file.chain.id, ["test network"]],
    ] as const) {
      const real: ElectionFile = { ...file, test: false, chain: { id, deployment: "real" } };
      const error = await errorOf(deploy({ file: real }), UnsafeElectionError);
      expect(error)
        .to.have.property("what")
        .that.satisfies((what: string) =>
          ["Election library-name ", "Development proving keys", "2 trustees", ...network].every((part) =>
            what.includes(part),
          ),
        );
    }
    expect(existsSync(deploymentPath(folder, "real"))).to.equal(false);
    expect(await sent()).to.equal(0);
  });

  it("refuses development keys alone, with three trustees on a production network", async () => {
    const real: ElectionFile = { ...file, test: false, chain: { id: 1, deployment: "real" } };
    const [keys] = dangersOf(real, true);
    const error = await errorOf(deploy({ file: real, dangers: [keys as typeof keys & {}] }), UnsafeElectionError);
    expect(error)
      .to.have.property("what")
      .that.matches(/is not fit to: Development proving keys/);
    expect(await sent()).to.equal(0);
  });

  it("takes a test on a production network, with all its dangers", async () => {
    const production: ElectionFile = { ...file, chain: { id: 1, deployment: "production" } };
    const penniless = new Wallet(Wallet.createRandom().privateKey, chain.provider);
    const error = await errorOf(deploy({ file: production, organizer: penniless }), OrganizerPoorError);
    expect(error).to.have.property("what").that.includes("has 0.0 ether");
  });

  it("is finished after kills at any point, and nothing is deployed twice", async () => {
    for (const transactions of [1, 6, SHARED - 1, SHARED]) await killedAfter(transactions);
    const child = start();
    const code = await new Promise((fulfil) => child.once("close", fulfil));
    expect(code).to.equal(0);
    expect(await creations()).to.equal(WITH_BOARD);
    const { contracts, boards } = readDeployment(folder, NAME) ?? { contracts: {}, boards: {} };
    const addresses = [...Object.values(contracts), ...Object.values(boards).map(({ address }) => address)];
    expect(new Set(addresses).size).to.equal(WITH_BOARD);
    for (const address of addresses) expect(await chain.provider.getCode(address)).to.have.length.greaterThan(2);
    await hasTrueBlocks(boards);
  });

  it("run again does nothing, also when the deployment file is lost but Ignition's journal is not", async () => {
    const before = readFileSync(deploymentPath(folder, NAME), "utf8");
    expect((await deploy()).stage).to.equal("registering");
    rmSync(deploymentPath(folder, NAME));
    expect((await deploy()).stage).to.equal("registering");
    expect(readFileSync(deploymentPath(folder, NAME), "utf8")).to.equal(before);
    expect(await creations()).to.equal(WITH_BOARD);
  });

  for (const [format, release] of [
    ["hanpyo-deployment-1", "0.1.0"],
    ["hanpyo-deployment-2", "0.2.0"],
  ]) {
    it(`refuses a deployment file of the format ${format}, and names the release that reads it`, async () => {
      const earlier = { ...readDeployment(folder, NAME), format, name: "earlier" };
      writeFileSync(deploymentPath(folder, "earlier"), JSON.stringify(earlier));
      const error = await errorOf(
        deploy({ file: { ...file, chain: { ...file.chain, deployment: "earlier" } } }),
        DeploymentEarlierError,
      );
      expect(error).to.have.property("remedy").that.includes(`release ${release}`);
    });
  }

  it("refuses a file that says something else than what was deployed", async () => {
    const offices: ElectionFile = { ...file, offices: { ...file.offices, rotationDelay: "9 days" } };
    const period: ElectionFile = { ...file, offices: { ...file.offices, challengePeriod: "4 days" } };
    const board: ElectionFile = { ...file, board: { ...file.board, trustees: file.board.trustees.toReversed() } };
    for (const [changed, what] of [
      [offices, "The registry"],
      [period, "challengePeriod 345600 s"],
      [board, "Board board-2027"],
    ] as const) {
      const error = await errorOf(deploy({ file: changed }), DeploymentDiffersError);
      expect(error).to.have.property("what").that.includes(what);
    }
  });

  it("asks for the plan's ether before anything is written, and binds no name to an account without it", async () => {
    const poor: ElectionFile = { ...file, chain: { ...file.chain, deployment: "poor" } };
    const penniless = new Wallet(Wallet.createRandom().privateKey, chain.provider);
    const fund = (wei: bigint) =>
      chain.provider.send("hardhat_setBalance", [penniless.address, `0x${wei.toString(16)}`]);
    for (const wei of [0n, 10n ** 15n]) {
      await fund(wei);
      const { what, remedy } = await errorOf(deploy({ file: poor, organizer: penniless }), OrganizerPoorError);
      expect(what)
        .to.include(penniless.address)
        .and.match(/needs 0\.\d+ at [\d.]+ gwei/);
      expect(remedy).to.match(/^Send it 0\.\d+ ether/);
      expect(existsSync(deploymentPath(folder, "poor"))).to.equal(false);
    }
    // Another account, and offices that were corrected meanwhile, may take the name.
    const corrected: ElectionFile = { ...poor, offices: { ...poor.offices, rotationDelay: "9 days" } };
    const rich = await chain.newAccount();
    expect((await deploy({ file: corrected, organizer: rich })).stage).to.equal("registering");
    expect(await rich.getNonce()).to.equal(WITH_BOARD);
    // Not before there is something to send.
    await chain.provider.send("hardhat_setBalance", [rich.address, "0x0"]);
    expect((await deploy({ file: corrected, organizer: rich })).stage).to.equal("registering");
  });

  it("takes a name that an earlier run noted and sent nothing for, whatever was noted", async () => {
    const named: ElectionFile = { ...file, chain: { ...file.chain, deployment: "noted" } };
    const known = readDeployment(folder, NAME);
    if (known === undefined) throw new Error("nothing was deployed");
    const others = { ...known.offices, rotationDelay: 1 };
    const elections = { "library-name": { board: "board-2027" } };
    writeDeployment(folder, { ...known, name: "noted", offices: others, contracts: {}, boards: {}, elections });
    const journal = journalFolder({ folder, name: "noted" });
    mkdirSync(journal, { recursive: true });
    writeFileSync(join(journal, "journal.jsonl"), '\n{"type":"DEPLOYMENT_INITIALIZE","chainId":1}');
    expect((await deploy({ file: named })).stage).to.equal("registering");
    expect(readDeployment(folder, "noted")?.offices.rotationDelay).to.equal(7 * 86_400);
  });

  it("is done by one program at a time: a second one is told, and there is one board", async () => {
    const twice: ElectionFile = { ...file, chain: { ...file.chain, deployment: "twice" } };
    const [first, second] = await Promise.allSettled([deploy({ file: twice }), deploy({ file: twice })]);
    expect(first?.status).to.equal("fulfilled");
    expect(second).to.have.property("reason").that.is.instanceOf(DeployBusyError);
    const factory = boardFactoryAt(readDeployment(folder, "twice")?.contracts.boardFactory as string, chain.provider);
    expect(await logsOf(factory)).to.have.length(1);
    expect((await deploy({ file: twice })).stage).to.equal("registering");
  });

  it("refuses a deployment file in which the block of a contract is missing, by name", async () => {
    const known = readDeployment(folder, NAME) as Deployment;
    const { [known.contracts.registry as string]: _, ...blocks } = known.blocks;
    writeDeployment(folder, { ...known, name: "blockless", blocks });
    const error = await errorOf(() => readDeployment(folder, "blockless"), FileInvalidError);
    expect(error.message).to.include(`blocks.${known.contracts.registry}`);
  });

  it("refuses a deployment file whose contracts the chain does not know", async () => {
    const known = readDeployment(folder, NAME);
    if (known === undefined) throw new Error("nothing was deployed");
    const gone = `0x${"9".repeat(40)}`;
    const blocks = { ...known.blocks, [gone]: 1 };
    writeDeployment(folder, { ...known, name: "gone", contracts: { ...known.contracts, factory: gone }, blocks });
    const error = await errorOf(
      deploy({ file: { ...file, chain: { ...file.chain, deployment: "gone" } } }),
      ContractGoneError,
    );
    expect(error).to.have.property("what").that.includes(gone);
  });

  it("creates the election once, also after a refusal and a kill between sending and noting", async () => {
    const board = (await deploy()).board;
    await registerAll(board, trustees, { say: () => {}, spent: () => {} });
    await dealAll(board, trustees, { say: () => {}, spent: () => {} });
    const wrong: ElectionFile = { ...file, board: { ...file.board, consentsRequired: 1 } };
    expect(await errorOf(deploy({ file: wrong }), ContractRefusedError)).to.deep.include({
      refusal: "InvalidConstitution",
      args: { field: "consentsRequired" },
    });
    // Nothing is created that the trust file given does not cover: here nobody has signed for the board.
    const trust = await trustOfTown(board);
    const lines = trust.lines.filter(({ kind }) => kind !== "board");
    const unsigned = await signManifest({ ...(trust.manifests[0] as Manifest), lines: lines.map(lineHash) }, organizer);
    const unchanged = [await sent(), readDeployment(folder, NAME)];
    const partial = accepted({ ...trust, lines, manifests: [unsigned] });
    expect((await errorOf(deploy({ trust: partial }), ElectionNotTrustedError)).what).to.include("library-name");
    expect([await sent(), readDeployment(folder, NAME)]).to.deep.equal(unchanged);
    const crashing = new Wallet(organizer.privateKey, chain.provider);
    crashing.sendTransaction = async (transaction) => {
      await organizer.sendTransaction(transaction);
      throw new Error("killed");
    };
    const before = await sent();
    // On its way, but in no block yet.
    await chain.provider.send("evm_setAutomine", [false]);
    expect(await errorOf(deploy({ organizer: crashing }), Error)).to.have.property("message", "killed");
    const entry = readDeployment(folder, NAME)?.elections["library-name"];
    expect(entry?.constitutionHash).to.match(/^0x/);
    expect(entry?.address).to.equal(undefined);
    const resumed = deploy({ trust: accepted(trust) });
    await sleep(300);
    await chain.provider.send("evm_setAutomine", [true]);
    await chain.mine(1);
    const { election, deployment } = await resumed;
    expect(election).to.equal(deployment.elections["library-name"]?.address);
    expect(await sent()).to.equal(before + 1);
    expect((await deploy()).election).to.equal(election);
    const factory = factoryAt(deployment.contracts.factory as string, chain.provider);
    expect((await logsOf(factory)).filter(({ name }) => name === "ElectionCreated")).to.have.length(1);
  });

  it("refuses a file that was changed after its election was created", async () => {
    await hasTrueBlocks(readDeployment(folder, NAME)?.boards ?? {});
    const error = await errorOf(deploy({ file: { ...file, revoting: false } }), DeploymentDiffersError);
    expect(error).to.have.property("what").that.includes("Election library-name");
  });

  it("says which trustees let the board's deadline pass, and refuses a board that would be late", async () => {
    const other: ElectionFile = { ...file, id: "other", board: { ...file.board, name: "board-2028" } };
    expect((await deploy({ file: other })).missing).to.have.length(2);
    await chain.moveTo(Date.parse(file.board.registerBy) / 1000 + 1);
    const dead = await errorOf(deploy({ file: other }), BoardDeadError);
    expect(dead).to.have.property("what").that.includes(trustees[0]?.account.address);
    const late = await errorOf(
      deploy({ file: { ...other, board: { ...other.board, name: "board-2029" } } }),
      TooLateError,
    );
    expect(late).to.have.property("what").that.includes("board.registerBy");
  });
});
