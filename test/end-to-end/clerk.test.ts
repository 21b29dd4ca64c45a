import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import type { Wallet } from "ethers";
import { ORGANIZER_KEY } from "../../scripts/checkout/organizerKey.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { readDeployment } from "../../scripts/clerk/deploymentFile.ts";
import { type ElectionSize, gasFigures } from "../../scripts/clerk/gasFigures.ts";
import type { Status } from "../../scripts/clerk/status.ts";
import type { Watched } from "../../scripts/clerk/watch.ts";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { localShareTask } from "../../scripts/rehearsal/localShareTask.ts";
import { allCast, relay, startElectionRelayer } from "../../scripts/rehearsal/relaying.ts";
import { TallyWaitsError } from "../../scripts/rehearsal/tallyElection.ts";
import { koreanTime } from "../../scripts/terminal/koreanTime.ts";
import { electionInterface, factoryInterface } from "../../sdk/chain/contracts.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { boardFactoryInterface, boardInterface, rollFactoryInterface } from "../../sdk/chain/townContracts.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { NoShareOwedError } from "../../sdk/verify/shareTask.ts";
import { errorOf } from "../errorOf.ts";
import { filledIn } from "../scripts/clerk/filledFile.ts";
import { type Ran, runCommand, testedProgram } from "../scripts/clerk/runCommand.ts";

const FILE = "night-bus-2027.yaml";
const ID = "night-bus-2027";
const silent = { say: () => {}, spent: () => {} };

/** The commands of docs/operations.md in their order, each as its words. */
const documented: readonly (readonly string[])[] = readFileSync(`${projectRoot}docs/operations.md`, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("npm run hanpyo -- "))
  .map((line) => line.slice("npm run hanpyo -- ".length).split(" "));

/**
 * Commands that the test runs as they stand; trustees and offices act by the sdk, the key is in the environment, and
 * trust files and rehearsals have tests of their own.
 */
const run = documented.filter(
  ([name, sub]) =>
    !["trustee", "trust", "office", "roll", "doctor", "rehearse"].includes(name as string) && sub !== "set",
);

describe("docs/operations.md", () => {
  it("names only commands and options that the command line has", async () => {
    const program = await testedProgram();
    expect(documented.length).to.be.greaterThan(20);
    for (const words of documented) {
      expect(program.commands.map((entry) => entry.name())).to.include(words[0]);
      const command = words.reduce<Command>(
        (found, word) => found.commands.find((entry) => entry.name() === word) ?? found,
        program,
      );
      const known = command.options.map(({ long }) => long);
      const used = words.filter((word) => word.startsWith("--"));
      expect(known, words.join(" ")).to.include.members(used);
      const missing = command.options.filter(({ mandatory, long }) => mandatory && !used.includes(long as string));
      expect(missing, words.join(" ")).to.deep.equal([]);
    }
  });
});

describe("A clerk who follows docs/operations.md", function () {
  this.timeout(600_000);
  const cwd = process.cwd();
  const environment = { rpc: process.env.HANPYO_RPC, key: process.env[ORGANIZER_KEY], lang: process.env.LC_ALL };
  let folder: string;
  let chain: LocalChain;
  let organizer: Wallet;
  let registrar: Wallet;
  let approver: Wallet;
  let trustees: Trustee[];
  let secrets: bigint[];
  let residents: Resident[];
  let at = 0;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-clerk-"));
    chain = await startLocalChain();
    [organizer, registrar, approver] = [await chain.newAccount(), await chain.newAccount(), await chain.newAccount()];
    trustees = await newTrustees(chain, 3);
    process.chdir(folder);
    process.env.HANPYO_RPC = chain.url;
    process.env[ORGANIZER_KEY] = organizer.privateKey;
    process.env.LC_ALL = "C";
  });

  after(async () => {
    process.chdir(cwd);
    restore("HANPYO_RPC", environment.rpc);
    restore(ORGANIZER_KEY, environment.key);
    restore("LC_ALL", environment.lang);
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  /** Runs the next command of the document, which must be the one named. */
  async function next(name: string, ...further: readonly string[]): Promise<Ran> {
    const words = run[at++] as readonly string[];
    expect(words[0]).to.equal(name);
    return runCommand(...words, ...further);
  }

  async function done(name: string, ...further: readonly string[]): Promise<string> {
    const { code, out, error } = await next(name, ...further);
    if (error !== undefined) throw error;
    expect(code).to.equal(0);
    return out;
  }

  const deployed = () => {
    const deployment = readDeployment("deployments", "sample-city");
    const board = deployment?.boards["board-2027"]?.address as string;
    return { deployment, board, election: deployment?.elections[ID]?.address as string };
  };
  const constitution = async () => (await readOpenElection(deployed().election, chain.provider)).constitution;

  it("finds the account, writes the file, fills it in and checks it", async () => {
    expect(await done("account")).to.equal(`Organizer: ${organizer.address}`);
    await done("init");
    writeFileSync(FILE, filledIn(readFileSync(FILE, "utf8"), registrar, approver, trustees));
    expect(await done("check")).to.match(/: 0 errors, \d+ warnings$/);
  });

  it("sees the plan: every transaction, dates in Korea, powers, and that it is a test", async () => {
    const out = await done("plan");
    expect(out).to.match(/^TEST ELECTION: binds nobody\. Chain 31337 is a test network/);
    expect(out).to.match(/organizer shared contracts x 19: [\d,]+ gas/);
    expect(out).to.match(/KST {2}opening/);
    expect(out).to.match(/2 of them decrypt the sum/);
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(0);
  });

  it("deploys contracts and board, and is told which trustees must act", async () => {
    const out = await done("deploy", "--yes");
    expect(out).to.include("The board is registering");
    for (const { account } of trustees) expect(out).to.include(account.address);
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(20);
  });

  it("deploys the election after the key ceremony, and nothing twice", async () => {
    const { board } = deployed();
    await registerAll(board, trustees, silent);
    await dealAll(board, trustees, silent);
    secrets = [];
    for (const { key, seat, account } of trustees) secrets.push(await recoverShareSecret(key, board, seat, account));
    expect(await done("deploy", "--yes")).to.include("The election is created");
    const again = await runCommand("deploy", FILE, "--yes", "--json");
    expect(JSON.parse(again.out)).to.deep.include({ stage: "ready", election: deployed().election });
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(21);
    expect(await done("status")).to.include("trustee consent --election");
  });

  it("is told when the file is not the one that the election was created from, and what is frozen", async () => {
    const other = `whyTest: { ko: 나중, en: An afterthought }\n${readFileSync(FILE, "utf8")}`;
    writeFileSync("changed.yaml", other);
    const { out } = await runCommand("status", "changed.yaml");
    expect(out).to.match(/^TEST ELECTION: binds nobody\. Chain 31337 is a test network/);
    expect(out).to.include("The file is not the one").and.not.to.include("afterthought");
    expect((await runCommand("status", FILE)).out).not.to.include("The file is not the one");
  });

  it("sees the roll grow while the offices enrol residents", async () => {
    const { deployment } = deployed();
    const registry = { chainId: 31337n, registry: deployment?.contracts.registry as string };
    const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
    const expiresAt = (await chain.now()) + 86_400;
    expect((await runCommand("check", FILE)).out).to.include("0 residents are on roll 41110, 3 are needed");
    residents = await enrolResidents(3, 41110n, registry, offices, expiresAt, organizer, silent);
    await chain.mine(1);
    expect(await done("check")).to.include("only 3 residents are on the roll");
  });

  it("waits for consents after the census time, and opens the box in time", async () => {
    const { censusTime } = (await constitution()).schedule;
    const step = `trustee consent --election ${deployed().election}`;
    expect((await runCommand("status", FILE)).out).to.include(`${step} (after ${koreanTime(censusTime)})`);
    await chain.moveTo(censusTime + 1);
    const { out } = await runCommand("status", FILE);
    expect(out).to.include(step).and.not.to.include(`${step} (after`);
    for (const { seat } of trustees) {
      const task = await readConsentTask(deployed().election, seat, chain.provider);
      await postConsent(deployed().election, makeConsent(secrets[seat - 1] as bigint, task), organizer);
    }
    await chain.moveTo((await constitution()).schedule.opensAt);
    expect(await done("status")).to.include(`Next: npm run hanpyo -- open ${FILE}`);
    expect(await done("open")).to.include("The ballot box is open for 3 residents");
    expect((await runCommand("open", FILE)).out).to.include("The ballot box is open for 3 residents");
  });

  it("watches the turnout, and no count before the end", async () => {
    const open = await readOpenElection(deployed().election, chain.provider);
    const history = await readRollHistory(open.constitution.rolls, chain.provider);
    const tree = rollTree(censusAt(history, 41110n, open.constitution.schedule.censusTime).leaves);
    const choices = [
      [1, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 0, 0],
      [0, 1, 0, 0, 0, 0, 0, 0],
    ];
    const account = await chain.newAccount();
    const relayer = await startElectionRelayer(open, account.privateKey, choices.length, chain);
    writeFileSync(FILE, readFileSync(FILE, "utf8").replace("relayers: []", `relayers: [${relayer.url}]`));
    const ballots = [];
    for (const [i, resident] of residents.entries()) {
      ballots.push(await makeBallot(open, tree, resident, choices[i] as number[], account));
    }
    // Together, so that they are one batch.
    await Promise.all(ballots.map((ballot) => relay(ballot, open, relayer, chain)));
    await allCast(relayer, open.election, 0, chain, silent);
    const { relayers, ...status } = JSON.parse(await done("watch", "--json")) as Status & Watched;
    await relayer.close();
    expect(status.election).to.include({ phase: "open", ballots: 3, residents: 3, result: null });
    expect(relayers.map(({ url }) => url)).to.deep.equal([relayer.url]);
    const health = JSON.parse(relayers[0]?.state as string);
    expect(health).to.include({ status: "single-node", address: account.address, waiting: 0, unsettled: 0 });
  });

  it("counts in parts: sum, seal, shares, result", async () => {
    const { schedule } = await constitution();
    const early = await runCommand("tally", FILE);
    expect(early.error)
      .to.be.instanceOf(TallyWaitsError)
      .and.have.property("what")
      .that.matches(/takes ballots until/);
    await chain.moveTo(schedule.closesAt + schedule.closeGrace);
    const first = await next("tally");
    expect(first.out).to.equal("Part 1 of 5: encrypted tally summed");
    expect(first.error)
      .to.be.instanceOf(TallyWaitsError)
      .and.have.property("what")
      .that.matches(/can be sealed from 20\d\d-/);
    await chain.wait(schedule.sealDelay);
    const second = await runCommand("tally", FILE);
    expect(second.error).to.be.instanceOf(TallyWaitsError).and.have.property("what", "0 of 2 shares are in");
    for (const seat of [1, 3]) {
      const task = await localShareTask(deployed().election, seat, chain);
      const made = await makeShare(secrets[seat - 1] as bigint, task, memoryJournal());
      await postShare(deployed().election, made, organizer);
    }
    const out = await done("tally");
    expect(out).to.include("Part 5 of 5: result posted");
    expect(out).to.include("Result: 2, 1, 0");
    expect(out).to.include("Outcome: accepted");
    expect((await runCommand("tally", FILE)).out).to.include("Outcome: accepted");
  });

  it("archives a record that is verified, and that says it is a test", async () => {
    const out = await done("archive");
    expect(out).to.match(/night-bus-2027\.record\.json: (\d+) of \1 checks hold/);
    const verified = await done("verify");
    expect(verified).to.match(/^Verified: .*\((\d+) of \1 checks hold\)$/m);
    expect(verified).to.match(/TEST ELECTION/);
    expect(at).to.equal(run.length);
    expect((await runCommand("archive", FILE)).code).to.equal(0);
  });

  it("has spent what the plan says, within a fifth", async () => {
    const size: ElectionSize = { ballotSize: 8, options: 3, trustees: 3, threshold: 2 };
    const spent = await gasByCall(chain, organizer.address);
    const mean = (name: string) => (spent.get(name) ?? []).reduce((sum, gas, _, all) => sum + gas / all.length, 0);
    const all = (name: string) => (spent.get(name) ?? []).reduce((sum, gas) => sum + gas, 0);
    const shared = all("contract") + all("createRegistry") + all("createPublishedRolls");
    const figures: readonly (readonly [string, number, number])[] = [
      ["shared", shared, gasFigures.shared],
      ["board", mean("createBoard"), gasFigures.board(size)],
      ["register", mean("register"), gasFigures.register],
      ["deal", mean("deal"), gasFigures.deal(size)],
      ["create", mean("create"), gasFigures.create({ ...size, content: 500 })],
      ["consent", mean("consent"), gasFigures.consent],
      ["open", mean("open"), gasFigures.open(size)],
      ["sum", mean("sum"), gasFigures.sum(size)],
      ["seal", mean("seal"), gasFigures.seal],
      ["share", mean("postShare"), gasFigures.share(size)],
      ["result", mean("postResult"), gasFigures.result(size)],
    ];
    for (const [name, found, planned] of figures) expect(found / planned, name).to.be.within(0.8, 1.2);
  });

  it("holds another election whose box stays closed below its quorum: turnout everywhere, counts nowhere", async () => {
    const file = "closed-2027.yaml";
    const days = 20;
    const later = (text: string) => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d\+09:00/g, (time) => movedBy(days, time));
    const written = readFileSync(FILE, "utf8")
      .replace(`id: ${ID}`, "id: closed-2027")
      .replace("quorum: 1/4", "quorum: more than 1/3")
      .replace("closedBelowQuorum: false", "closedBelowQuorum: true")
      .replace(/^relayers: .*$/m, "relayers: []")
      .replace(/^schedule:\n( .*\n)+/m, later);
    writeFileSync(file, written);
    expect((await runCommand("plan", file, "--gas-price", "1")).out).to.include("the box stays closed for ever");
    expect((await runCommand("plan", file, "--gas-price", "1", "--lang", "ko")).out).to.include("투표함을 열지 않음");
    expect((await runCommand("deploy", file, "--yes")).out).to.include("The election is created");
    const election = readDeployment("deployments", "sample-city")?.elections["closed-2027"]?.address as string;
    const { schedule } = await readConstitution(election, chain.provider);
    await chain.moveTo(schedule.censusTime + 1);
    for (const { seat } of trustees) {
      const task = await readConsentTask(election, seat, chain.provider);
      await postConsent(election, makeConsent(secrets[seat - 1] as bigint, task), organizer);
    }
    await chain.moveTo(schedule.opensAt);
    expect((await runCommand("open", file)).out).to.include("The ballot box is open for 3 residents");
    const open = await readOpenElection(election, chain.provider);
    const history = await readRollHistory(open.constitution.rolls, chain.provider);
    const tree = rollTree(censusAt(history, 41110n, schedule.censusTime).leaves);
    const [resident] = residents as [Resident];
    const account = await chain.newAccount();
    const ballot = await makeBallot(open, tree, resident, [1, 0, 0, 0, 0, 0, 0, 0], account);
    await castBallot(election, ballot, organizer);

    const phase = async () => (JSON.parse((await runCommand("status", file, "--json")).out) as Status).election?.phase;
    await chain.moveTo(schedule.closesAt + schedule.closeGrace - 1);
    expect(await phase()).to.equal("open");
    await chain.moveTo(schedule.closesAt + schedule.closeGrace);
    const sent = await chain.provider.getTransactionCount(organizer.address);
    for (const command of ["status", "tally", "watch"]) {
      const { out, error } = await runCommand(command, file);
      expect(error).to.equal(undefined);
      expect(out).to.include("Phase: below quorum").and.include("Ballots: 1 of 3");
      expect(out).to.include("more than a third of the residents on the roll; with less the box stays closed for ever");
      expect(out).to.include("no counts; by the constitution").and.include("Outcome: the quorum was missed");
      expect(out).to.include(`Next: npm run hanpyo -- archive ${file}`);
    }
    const korean = await runCommand("status", file, "--lang", "ko");
    expect(korean.out).to.include("투표함을 열지 않습니다").and.include("결정: 정족수 미달");
    const json = JSON.parse((await runCommand("status", file, "--json")).out) as Status;
    expect(json.election?.result).to.deep.include({ counts: null, tied: null });
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(sent);

    await errorOf(localShareTask(election, 1, chain), NoShareOwedError);
    const archived = await runCommand("archive", file);
    expect(archived.code).to.equal(0);
    expect(archived.out).to.include("there will be none (below quorum): turnout is 1 of 3");
    const { out } = await runCommand("verify", "--record", "archive/closed-2027.record.json");
    expect(out).to.match(/^Verified: turnout is 1 of 3, below the quorum .*nothing is counted/m);
    expect(out).to.include("turnout 1 of 3; needed: more than a third").and.include("there are no counts");
    const told = JSON.parse((await runCommand("verify", "--record", "archive/closed-2027.record.json", "--json")).out);
    expect(told).to.deep.include({ verified: true, final: true, status: "below quorum", result: null });
    expect(told.turnout).to.deep.equal({ ballots: 1, activeMembers: 3, electorate: 3, needed: 2 });
  });
});

/** The same hour in Korea, some days later. */
function movedBy(days: number, time: string): string {
  const local = new Date(Date.parse(`${time.slice(0, 16)}Z`) + days * 86_400_000);
  return `${local.toISOString().slice(0, 16)}+09:00`;
}

/** Gas of every transaction since the chain's start, by the function it called; the organizer's deployments as "contract". */
async function gasByCall({ provider }: LocalChain, organizer: string): Promise<Map<string, number[]>> {
  const spent = new Map<string, number[]>();
  const last = await provider.getBlockNumber();
  for (let number = 1; number <= last; number++) {
    const block = await provider.getBlock(number, true);
    for (const { hash, to, data, from } of block?.prefetchedTransactions ?? []) {
      const interfaces = [
        electionInterface,
        boardInterface,
        factoryInterface,
        rollFactoryInterface,
        boardFactoryInterface,
      ];
      const called = interfaces.map((abi) => abi.getFunction(data.slice(0, 10)));
      const name =
        to === null ? (from === organizer ? "contract" : "other") : called.find((entry) => entry !== null)?.name;
      const gas = Number((await provider.getTransactionReceipt(hash))?.gasUsed);
      spent.set(name ?? "other", [...(spent.get(name ?? "other") ?? []), gas]);
    }
  }
  return spent;
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
