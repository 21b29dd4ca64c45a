import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import type { Wallet } from "ethers";
import { ORGANIZER_KEY } from "../../scripts/checkout/organizerKey.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { OrganizerPoorError } from "../../scripts/clerk/balances.ts";
import { DeployBusyError, whileLocked } from "../../scripts/clerk/deployLock.ts";
import { NotDeployedError, readDeployment } from "../../scripts/clerk/deploymentFile.ts";
import { OpeningPastError } from "../../scripts/clerk/deployRefusals.ts";
import { type ElectionSize, gasFigures } from "../../scripts/clerk/gasFigures.ts";
import type { Status } from "../../scripts/clerk/status.ts";
import type { Watched } from "../../scripts/clerk/watch.ts";
import { ElectionFileInvalidError } from "../../scripts/electionFile/parseElectionFile.ts";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { localShareTask } from "../../scripts/rehearsal/localShareTask.ts";
import { allCast, relay, startElectionRelayer } from "../../scripts/rehearsal/relaying.ts";
import { TallyWaitsError } from "../../scripts/rehearsal/tallyElection.ts";
import { ElectionVoidError, PhaseNotYetError, PhasePastError } from "../../scripts/terminal/actPhase.ts";
import { endingOf } from "../../scripts/terminal/ending.ts";
import { koreanTime } from "../../scripts/terminal/koreanTime.ts";
import { NobodyToAskError } from "../../scripts/terminal/person.ts";
import { electionInterface, factoryInterface } from "../../sdk/chain/contracts.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { castBallot } from "../../sdk/chain/relayer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { boardFactoryInterface, boardInterface, rollFactoryInterface } from "../../sdk/chain/townContracts.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { memoryJournal } from "../../sdk/chain/trusteeJournal.ts";
import { makeShare, postShare } from "../../sdk/chain/trusteeShare.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { NoShareOwedError } from "../../sdk/verify/shareTask.ts";
import { newOfficeKeys, writeOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { errorOf } from "../errorOf.ts";
import { filledIn } from "../scripts/clerk/filledFile.ts";
import { type Ran, runCommand, testedProgram } from "../scripts/clerk/runCommand.ts";
import { DISTRICTS_CSV } from "../scripts/office/roll/csv/registerFile.ts";

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
 * trust files, rehearsals, the page, relayers and ether sent have tests of their own.
 */
const run = documented.filter(
  ([name, sub]) =>
    !["trustee", "trust", "office", "roll", "doctor", "chain", "rehearse", "page", "relayer"].includes(
      name as string,
    ) && !["set", "send"].includes(sub as string),
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
      const missing = command.options.filter(
        ({ mandatory, long, envVar }) => mandatory && envVar === undefined && !used.includes(long as string),
      );
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
    expect(await done("account")).to.match(/^organizer\.key: the private key of account 0x/);
    expect(await done("account")).to.equal(`Organizer: ${organizer.address}`);
    await done("init");
    writeFileSync(FILE, filledIn(readFileSync(FILE, "utf8"), registrar, approver, trustees));
    expect(await done("check")).to.match(/: 0 errors, \d+ warnings?$/);
  });

  it("is stopped at each mistake in the file by a sentence that says what to do, in both languages", async () => {
    const good = readFileSync(FILE, "utf8");
    await runCommand("init", "budget.yaml", "--kind", "knapsack");
    const budget = filledIn(readFileSync("budget.yaml", "utf8"), registrar, approver, trustees);
    const line = (name: string, to: string) => (text: string) =>
      text.replace(new RegExp(`(?<=^ *)${name}: .*$`, "m"), to);
    const options = (second: string, third: string) => (text: string) =>
      text.replace(
        /^ballot:$/m,
        `options:\n  - title: { ko: 찬성, en: "Yes" }\n  - title: { ko: ${second} }\n  - title: { ko: ${third} }\nballot:`,
      );
    const mistakes: readonly (readonly [string, (text: string) => string, RegExp, string])[] = [
      [
        "31 November",
        line("closesAt", "closesAt: 2027-11-31T18:00+09:00"),
        /no such day or hour \(written: 2027-11-31T18:00\+09:00\)\. Correct the/,
        "다음 달로",
      ],
      [
        "29 February",
        line("opensAt", "opensAt: 2027-02-29T09:00+09:00"),
        /schedule\.opensAt: there is no such day/,
        "날짜를",
      ],
      [
        "titles that look alike",
        options("반대", '"반대\\u00a0"'),
        /option 2 has the same title.*Tell them apart/,
        "구별되게",
      ],
      [
        "a title that nobody sees",
        options("반대", '"\\u200b"'),
        /options\.2\.title\.ko: an invisible/,
        "다시 입력하세요",
      ],
      [
        "a question that is reversed",
        (text) => text.replace("ko: 심야 버스 조례안에", "ko: \u202e심야 버스 조례안에"),
        /question\.ko: an invisible, rev/,
        "방향",
      ],
      [
        "a census before there is a roll",
        line("censusTime", "censusTime: 2026-01-05T18:00+09:00"),
        /there is no roll yet: nobody could ever vote\. Move the dates/,
        "명부가 아직 없습니다",
      ],
      [
        "a board that one absent trustee stops",
        (text) => text.replace("test: true\n", ""),
        /all 3 trustees must consent.*Have at least two trustees more/,
        "한 명만 빠져도",
      ],
      [
        "a quarter as a bare number",
        line("quorum", "quorum: 0.25"),
        /a bare 0\.25 or 25 could be.*Write 1\/4 or 25 %/,
        "4분의 1 이상은",
      ],
      [
        "a quarter of a per cent",
        line("quorum", "quorum: 0.25 %"),
        /0\.25 % is less than one in a hundred\. Write 25 % or 1\/4/,
        "100분의 1도",
      ],
      [
        "a budget that funds nothing",
        () => budget.replace(/(?<=rule: greedy[\s\S]*)budget: \d+/, "budget: 1000"),
        /the cheapest option costs 10000000\. Correct the budget/,
        "가장 싼 선택지가",
      ],
      [
        "a project that cannot be funded",
        () => budget.replace("cost: 30000000", "cost: 50000001"),
        /options\.0\.cost: it costs more than the budget of 50000000/,
        "선정될 수 없습니다",
      ],
    ];
    for (const [name, change, sentence, korean] of mistakes) {
      const text = change(good);
      expect(text, name).not.to.equal(good);
      writeFileSync("wrong.yaml", text);
      const { code, out } = await runCommand("check", "wrong.yaml");
      expect(code, name).to.equal(1);
      expect(out, name).to.match(sentence);
      expect((await runCommand("check", "wrong.yaml", "--lang", "ko")).out, name).to.include(korean);
      const { error } = await runCommand("deploy", "wrong.yaml", "--yes");
      expect(error, name).to.be.instanceOf(ElectionFileInvalidError);
    }
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(0);
    expect(existsSync("deployments/sample-city.json")).to.equal(false);
  });

  it("is stopped where the offices' register was opened and saved by a spreadsheet", async () => {
    const register = (numberOf: (m: number) => string, name = (m: number) => `김${m}`) =>
      writeFileSync(
        "register.csv",
        ["번호,성명,생년월일,행정동"]
          .concat(Array.from({ length: 40 }, (_, m) => `${numberOf(m + 1)},${name(m + 1)},1990-02-28,별빛1동`))
          .join("\n"),
      );
    writeFileSync("districts.csv", DISTRICTS_CSV);
    writeOfficeKeys("office.json", newOfficeKeys(systemRandom));
    const book = ["--db", "roll.db", "--key-file", "office.json"];
    const read = ["register.csv", "--districts", "districts.csv", "--on", "2027-06-01"];
    register((m) => String(m).padStart(6, "0"));
    expect((await runCommand("roll", "import", ...read, ...book)).out).to.include("40 added");
    register(String);
    for (const command of [["check"], ["import", ...book], ["import", ...book, "--mixed-lengths"]]) {
      const [name = "", ...more] = command;
      const ran = await runCommand("roll", name, ...read, ...more);
      expect(ran.code, command.join(" ")).to.equal(1);
      expect(`${ran.out}${ran.error}`, command.join(" ")).to.match(/zeros/);
    }
    register(
      (m) => String(m).padStart(6, "0"),
      (m) => (m === 40 ? "김1" : `김${m}`),
    );
    const twins = await runCommand("roll", "check", ...read);
    expect([twins.code, twins.out.includes("line 41")]).to.deep.equal([1, true]);
  });

  it("is told before anything is written that the account is empty, that nobody was asked, or that another deploys", async () => {
    const { isTTY } = process.stdin;
    process.env[ORGANIZER_KEY] = `0x${"5e".repeat(32)}`;
    const poor = await runCommand("deploy", FILE, "--yes");
    process.env[ORGANIZER_KEY] = organizer.privateKey;
    expect(poor.error).to.be.instanceOf(OrganizerPoorError);
    expect(poor.error)
      .to.have.property("reasonInKorean")
      .that.match(/있는 이더 0\.0, .*모자란 이더 0\.\d+/);
    expect(String(poor.error)).to.match(/has 0\.0 ether; what is left to do needs 0\.\d+ at .* gwei\. Send it/);
    process.stdin.isTTY = false;
    const unasked = await runCommand("deploy", FILE);
    process.stdin.isTTY = isTTY;
    expect(unasked.error).to.be.instanceOf(NobodyToAskError);
    expect(unasked.out).to.include("This is what is frozen for ever").and.include("Night bus ordinance");
    expect(unasked.out).to.include("turnout needed: a quarter").and.include("3 consents are needed: 1 of the 3");
    const second = await whileLocked("deployments", "sample-city", () => runCommand("deploy", FILE, "--yes"));
    expect(second.error).to.be.instanceOf(DeployBusyError);
    expect(String(second.error)).to.include("Wait until it has ended");
    expect(existsSync("deployments/sample-city.json")).to.equal(false);
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(0);
  });

  it("sees the plan: every transaction, dates in Korea, powers, and that it is a test", async () => {
    const out = await done("plan");
    expect(out).to.match(/^TEST ELECTION: binds nobody\. Chain 31337 is a test network/);
    expect(out).to.match(/organizer shared contracts x 29: [\d,]+ gas/);
    expect(out).to.match(/KST {2}opening/);
    expect(out).to.match(/2 of them decrypt the sum/);
    expect(out).to.include("turnout needed: a quarter of the residents on the roll or more");
    expect(readFileSync("night-bus-2027.html", "utf8")).to.include("Night bus ordinance").and.include("Signature");
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(0);
  });

  it("deploys contracts and board, and is told which trustees must act", async () => {
    const out = await done("deploy", "--yes");
    expect(out).to.include("The board is registering");
    for (const { account } of trustees) expect(out).to.include(account.address);
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(30);
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
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(31);
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

  it("is told which rule was changed in the file afterwards, by status, check and deploy", async () => {
    const good = readFileSync(FILE, "utf8");
    const changes: readonly (readonly [string, string, string, string])[] = [
      ["quorum: 1/4", "quorum: 20 %", "outcome.quorum", "the file says at least 1/5, frozen is at least 1/4"],
      ["revoting: true", "revoting: false", "revoting", "the file says false, frozen is true"],
      ["threshold: 2", "threshold: 3", "board", "frozen is 2 of 0x"],
    ];
    for (const [from, to, field, said] of changes) {
      writeFileSync("changed.yaml", good.replace(from, to));
      const status = JSON.parse((await runCommand("status", "changed.yaml", "--json")).out) as Status;
      expect(status.isOfFile, field).to.equal(false);
      expect(status.differences.map((one) => one.field)).to.deep.equal([field]);
      expect((await runCommand("status", "changed.yaml")).out)
        .to.include(`${field}: `)
        .and.include(said);
      expect((await runCommand("status", "changed.yaml", "--lang", "ko")).out).to.include("고정된 것은");
      expect((await runCommand("check", "changed.yaml")).code).to.equal(1);
      expect(String((await runCommand("deploy", "changed.yaml", "--yes")).error)).to.include("cannot change");
    }
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
    const files = "--key trustee.json --rpc URL --rpc OTHER_URL --trust trust.json --anchor gazette.txt";
    const step = `trustee consent --election ${deployed().election} ${files}`;
    expect((await runCommand("status", FILE)).out).to.include(`${step} (after ${koreanTime(censusTime)})`);
    await chain.moveTo(censusTime + 1);
    const { out } = await runCommand("status", FILE);
    expect(out).to.include(step).and.not.to.include(`${step} (after`);
    for (const { seat } of trustees) {
      const task = await readConsentTask(deployed().election, seat, chain.provider);
      await postConsent(deployed().election, makeConsent(secrets[seat - 1] as bigint, task), organizer);
    }
    const { schedule } = await constitution();
    const { error: uncounted } = await runCommand("tally", FILE);
    expect(uncounted).to.be.instanceOf(PhaseNotYetError);
    expect(String(uncounted)).to.include(`can be opened from ${koreanTime(schedule.opensAt)} on, and is void unless`);
    expect(String(uncounted)).to.match(/Before the tally `open` opens it .*, the box closes .*; run the same command/);
    const waiting = await chain.provider.send("evm_snapshot", []);
    await chain.moveTo(schedule.opensAt + schedule.openGrace + 1);
    for (const command of ["open", "tally"]) {
      const { error } = await runCommand(command, FILE);
      expect(error, command).to.be.instanceOf(ElectionVoidError);
      expect(String(error)).to.include(`nobody opened it by ${koreanTime(schedule.opensAt + schedule.openGrace)}`);
    }
    await chain.provider.send("evm_revert", [waiting]);
    await chain.moveTo(schedule.opensAt);
    expect(await done("status")).to.include(`Next: npm run hanpyo -- open ${FILE}`);
    process.env[ORGANIZER_KEY] = `0x${"5e".repeat(32)}`;
    expect((await runCommand("open", FILE)).error).to.be.instanceOf(OrganizerPoorError);
    process.env[ORGANIZER_KEY] = organizer.privateKey;
    expect(await done("open")).to.include("The ballot box is open for 3 residents");
    expect((await runCommand("open", FILE)).out).to.include("The ballot box is open for 3 residents");
  });

  it("finds the way back after the opening when the deployment file is lost, and is led by no wrong address", async () => {
    const { deployment, election, board } = deployed();
    const at = ["--election", election];
    const file = "deployments/sample-city.json";
    // An earlier copy, from before the creation; then none, but the journal of the deployment.
    for (const left of [JSON.stringify({ ...deployment, elections: {} }), undefined]) {
      rmSync(file);
      if (left !== undefined) writeFileSync(file, left);
      const again = await runCommand("deploy", FILE, "--yes");
      expect(again.out).to.include(`${file} is written anew from the chain: election ${election}`);
      expect(deployed().election).to.equal(election);
    }
    expect(readDeployment("deployments", "sample-city")?.boards).to.deep.equal(deployment?.boards);

    // Nothing is left.
    renameSync("deployments", "lost");
    for (const name of ["open", "tally", "archive"]) {
      const { error } = await runCommand(name, FILE);
      expect(error, name).to.be.instanceOf(NotDeployedError);
      expect(String(error), name).to.include("--election ADDRESS");
    }
    const past = await runCommand("deploy", FILE, "--yes");
    expect(past.error).to.be.instanceOf(OpeningPastError);
    expect(String(past.error)).to.include("deploy FILE --election ADDRESS");
    const sent = await chain.provider.getTransactionCount(organizer.address);
    expect((await runCommand("status", FILE, ...at)).out)
      .to.include("Phase: open")
      .and.not.include("is not the one");
    expect((await runCommand("open", FILE, ...at)).out).to.include("The ballot box is open for 3 residents");
    expect((await runCommand("watch", FILE, "--once", ...at)).out).to.include("Phase: open");
    expect(String((await runCommand("tally", FILE, ...at)).error)).to.include("takes ballots until");
    const early = await runCommand("archive", FILE, "--out", "too-early", ...at);
    expect(early.out).to.include("nothing was written");
    expect(early.code).to.equal(3);
    expect(existsSync("too-early")).to.equal(false);
    expect((await runCommand("plan", FILE, ...at)).out).to.include(`constitution: 0x`);
    expect((await runCommand("check", FILE, ...at)).out).to.include("schedule.opensAt: it lies in the past");
    expect(existsSync("deployments/sample-city.json")).to.equal(false);

    for (const [wrong, sentence] of [
      ["0x1234", /is no address.*copied whole/],
      [board, /there is a contract, but it is no election\. Give the election's address/],
      [organizer.address, /knows no election at/],
    ] as const) {
      const { error } = await runCommand("deploy", FILE, "--election", wrong);
      expect(String(error), wrong).to.match(sentence);
    }
    writeFileSync("changed.yaml", readFileSync(FILE, "utf8").replace("quorum: 1/4", "quorum: 1/5"));
    expect((await runCommand("status", "changed.yaml", ...at)).out).to.include("outcome.quorum");
    expect(String((await runCommand("deploy", "changed.yaml", ...at)).error)).to.include("restore the file");
    expect((await runCommand("deploy", FILE, ...at, "--dry-run")).out).to.include("would be written anew");
    expect(existsSync("deployments/sample-city.json")).to.equal(false);

    expect((await runCommand("deploy", FILE, ...at)).out).to.include(`created by ${organizer.address}`);
    const nothing = { contracts: {}, blocks: {} };
    const { contracts, blocks, ...found } = readDeployment("deployments", "sample-city") ?? nothing;
    const { contracts: all, blocks: notedBlocks, ...noted } = deployment ?? nothing;
    expect(found).to.deep.equal(noted);
    // No election leads to the contracts of proposals and joints: the manifest names them.
    const named = new Map(Object.entries(all));
    const unled = ["templates", "proposals", "notices", "conversions", "rounds", "joints"].map((name) =>
      named.get(name),
    );
    const others = Object.entries(notedBlocks).filter(([address]) => !unled.includes(address));
    expect(blocks).to.deep.equal(Object.fromEntries(others));
    expect(all).to.include(contracts);
    expect(Object.keys(contracts)).to.include.members([
      ...["factory", "boardFactory", "registry", "publishedRolls"],
      ...["tallying", "election4", "election8", "election32"],
    ]);
    expect((await runCommand("status", FILE)).out).to.include("Phase: open");
    const other = await runCommand("status", FILE, "--election", board);
    expect(String(other.error)).to.include("Find out which of the two is meant");
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(sent);
    rmSync("deployments", { recursive: true });
    renameSync("lost", "deployments");
  });

  it("watches the turnout, and no count before the end", async () => {
    const open = await readOpenElection(deployed().election, chain.provider);
    const history = await readRollHistory(open.constitution.rolls, chain.provider);
    const tree = rollTree(censusAt(history, 41110n, open.constitution.schedule.censusTime).leaves);
    const choices = [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
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
    process.env[ORGANIZER_KEY] = `0x${"5e".repeat(32)}`;
    expect((await runCommand("tally", FILE)).error).to.be.instanceOf(OrganizerPoorError);
    process.env[ORGANIZER_KEY] = organizer.privateKey;
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
    expect(out).to.include("Result: Yes: 2, No: 1, Abstain: 0");
    const korean = (await runCommand("status", FILE, "--lang", "ko")).out;
    expect(korean).to.include("개표 결과: 찬성: 2, 반대: 1, 기권: 0").and.include("단계: 결과 나옴");
    expect(out).to.include("Outcome: accepted");
    expect((await runCommand("tally", FILE)).out).to.include("Outcome: accepted");
  });

  it("archives a record that is verified, and that says it is a test", async () => {
    const late = await runCommand("open", FILE);
    expect(late.error).to.be.instanceOf(PhasePastError);
    expect(endingOf(late.error)).to.equal("nothing");
    expect(String(late.error)).to.include("is over: its result is posted").and.include("`status` says what is next");
    const out = await done("archive");
    expect(out).to.match(/night-bus-2027\.record\.json: (\d+) of \1 checks hold/);
    const verified = await done("verify");
    expect(verified).to.match(/^Verified: .*\((\d+) of \1 checks hold\)$/m);
    expect(verified).to.match(/TEST ELECTION/);
    const pinned = (run[at++] as readonly string[]).map((word) => (/^0x0+1$/.test(word) ? organizer.address : word));
    delete process.env.HANPYO_RPC;
    const later = await runCommand(...pinned);
    process.env.HANPYO_RPC = chain.url;
    expect(later.code, later.out).to.equal(0);
    expect(later.out).to.include(`Verified, as ${organizer.address} archived it: `);
    expect(at).to.equal(run.length);
    expect((await runCommand("archive", FILE)).code).to.equal(0);
  });

  it("is told by plan that what was deployed is not on the chain, where that was started anew", async () => {
    const anew = await startLocalChain();
    const gone = await runCommand("plan", FILE, "--rpc", anew.url);
    expect(gone.error).to.be.instanceOf(ElectionFileInvalidError);
    expect(String(gone.error)).to.match(/names the factory 0x\w+, and this chain has no contract there/);
    expect(gone.out).not.to.include("gas");
    expect((await runCommand("check", FILE, "--rpc", anew.url, "--lang", "ko")).out).to.match(
      /팩토리 0x\w+이 이 체인에 없/,
    );
    const nothing = await runCommand("plan", FILE, "--rpc", anew.url, "--deployments", "none");
    expect(nothing.out).to.include("nothing is deployed under this name yet");
    await anew.close();
  });

  it("has spent what the plan says, within a fifth", async () => {
    const size: ElectionSize = { ballotSize: 4, options: 3, trustees: 3, threshold: 2 };
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
    const ballot = await makeBallot(open, tree, resident, [1, 0, 0, 0], account);
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
