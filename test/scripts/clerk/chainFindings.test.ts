import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { ORGANIZER_KEY } from "../../../scripts/checkout/organizerKey.ts";
import { readDeployment } from "../../../scripts/clerk/deploymentFile.ts";
import type { Finding } from "../../../scripts/electionFile/finding.ts";
import { newFileText } from "../../../scripts/electionFile/newFile.ts";
import { ElectionFileInvalidError } from "../../../scripts/electionFile/parseElectionFile.ts";
import { newTrustees, type Trustee } from "../../../scripts/rehearsal/ceremony.ts";
import { enrolResidents, newOffice } from "../../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { exampleText } from "../electionFile/exampleFile.ts";
import { filledIn } from "./filledFile.ts";
import { type Ran, runCommand } from "./runCommand.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const silent = { say: () => {}, spent: () => {} };

type Change = readonly [from: string | RegExp, to: string];

describe("What the chain says of an election file", function () {
  this.timeout(120_000);
  const earlier = { key: process.env[ORGANIZER_KEY], lang: process.env.LC_ALL };
  let folder: string;
  let chain: LocalChain;
  let trustees: Trustee[];
  let offices: readonly [registrar: Wallet, approver: Wallet];
  let organizer: Wallet;
  let text: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-chain-findings-"));
    chain = await startLocalChain();
    organizer = await chain.newAccount();
    offices = [await chain.newAccount(), await chain.newAccount()];
    trustees = await newTrustees(chain, 3);
    process.env[ORGANIZER_KEY] = organizer.privateKey;
    process.env.LC_ALL = "C";
    const example = newFileText(exampleText("single-choice"), "library-name", Date.now(), "./schema.json");
    text = dated(filledIn(example, ...offices, trustees), await chain.now());
  });

  after(async () => {
    for (const [name, value] of [
      [ORGANIZER_KEY, earlier.key],
      ["LC_ALL", earlier.lang],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await chain.close();
    await endProving();
    rmSync(folder, { recursive: true });
  });

  const at = (seconds: number) => `${new Date(1000 * (seconds + 9 * HOUR)).toISOString().slice(0, 19)}+09:00`;

  /** A file whose ceremony and census lie within hours, and whose opening lies days ahead. */
  function dated(file: string, now: number): string {
    const times = {
      registerBy: now + 3 * HOUR,
      dealBy: now + 4 * HOUR,
      censusTime: now + 2 * HOUR,
      opensAt: now + 5 * DAY,
      closesAt: now + 6 * DAY,
      sharesDueAt: now + 8 * DAY,
    };
    return Object.entries(times).reduce((all, [name, time]) => all.replace(lineOf(name), `${name}: ${at(time)}`), file);
  }

  const lineOf = (name: string) => new RegExp(`(?<=^ +)${name}: .*$`, "m");

  function written(...changes: readonly Change[]): string {
    const path = join(folder, "library-name.yaml");
    const changed = changes.reduce((all, [from, to]) => {
      const next = all.replace(from, to);
      expect(next, String(from)).not.to.equal(all);
      return next;
    }, text);
    writeFileSync(path, changed);
    return path;
  }

  const deployments = () => ["--deployments", join(folder, "deployments")];
  const run = (name: string, path: string, ...args: readonly string[]): Promise<Ran> =>
    runCommand(name, path, "--rpc", chain.url, ...deployments(), ...args);

  async function found(path: string): Promise<readonly Finding[]> {
    const { code, out } = await run("check", path, "--json");
    const { findings, errors } = JSON.parse(out) as { findings: readonly Finding[]; errors: number };
    expect(code).to.equal(errors > 0 ? 1 : 0);
    return findings.filter(({ cause }) => !/^the time is not written|^only \d+ residents/.test(cause));
  }

  const errorsIn = async (path: string) =>
    (await found(path)).filter(({ level }) => level === "error").map(({ path: place, cause }) => `${place}: ${cause}`);

  /** `deploy` refuses the file, and sends nothing. */
  async function deployRefuses(path: string): Promise<void> {
    const before = await chain.provider.getTransactionCount(organizer.address);
    expect((await run("deploy", path, "--yes")).error).to.be.instanceOf(ElectionFileInvalidError);
    expect(await chain.provider.getTransactionCount(organizer.address)).to.equal(before);
  }

  it("refuses a census that lies before there is a roll, without a chain too", async () => {
    const past = written([lineOf("censusTime"), `censusTime: ${at((await chain.now()) - HOUR)}`]);
    const said = /^schedule\.censusTime: the roll was to be frozen at .* KST, and there is no roll yet/;
    const [error, ...others] = await errorsIn(past);
    expect(others).to.deep.equal([]);
    expect(error).to.match(said);
    const offline = await runCommand("check", past, ...deployments());
    expect(offline.code).to.equal(1);
    expect(offline.out).to.include("there is no roll yet");
    expect((await runCommand("check", past, "--lang", "ko", ...deployments())).out).to.include("명부가 아직 없습니다");
    expect((await runCommand("plan", past, "--gas-price", "1", ...deployments())).error).to.be.instanceOf(
      ElectionFileInvalidError,
    );
    await deployRefuses(past);
    expect(await errorsIn(written())).to.deep.equal([]);
  });

  it("refuses a census that no roll can be published for in time, up to the last minute", async () => {
    const published: readonly Change[] = [["source: registry", "source: published"]];
    const census = (seconds: number): Change => [lineOf("censusTime"), `censusTime: ${at(seconds)}`];
    const now = await chain.now();
    const [error] = await errorsIn(written(...published, census(now + 3 * DAY - 60)));
    expect(error).to.match(/^schedule\.censusTime: a roll that is published now is final at .* at the earliest/);
    expect(await errorsIn(written(...published, census(now + 3 * DAY + 60)))).to.deep.equal([]);
  });

  it("names the trustees who cannot pay for their rounds, in both languages", async () => {
    const path = written();
    expect((await run("deploy", path, "--yes")).code).to.equal(0);
    const [poor] = trustees as [Trustee];
    await chain.provider.send("hardhat_setBalance", [poor.account.address, "0x1"]);
    const { out } = await run("check", path);
    expect(out).to.include(`City council (${poor.account.address}) has less than the 0.0`);
    expect(out).not.to.include("Civic association (");
    expect((await run("check", path, "--lang", "ko")).out).to.include(`의회(${poor.account.address})의 잔액이`);
  });

  it("refuses terms that are deployed otherwise, by the place", async () => {
    for (const [change, place] of [
      [[lineOf("rotationDelay"), "rotationDelay: 9 days"], "offices"],
      [[lineOf("termEndsAt"), `termEndsAt: ${at((await chain.now()) + 400 * DAY)}`], "board"],
    ] as const) {
      const path = written(change as unknown as Change);
      const [error, ...others] = await errorsIn(path);
      expect(others).to.deep.equal([]);
      expect(error).to.include(`${place}: deployed is `);
      await deployRefuses(path);
    }
  });

  it("counts at the census: before it people can still come, after it nobody can", async () => {
    const deployment = readDeployment(join(folder, "deployments"), "sample-city");
    const registry = { chainId: 31337n, registry: deployment?.contracts.registry as string };
    const [registrar, approver] = offices;
    // Offices that begin anew take everybody for a new person.
    const keys = () => ({ registrar: newOffice(registrar), approver: newOffice(approver) });
    const rollId = BigInt(/(?<=^ {2}id: )\d+$/m.exec(text.slice(text.indexOf("roll:")))?.[0] ?? "0");
    const expiresAt = (await chain.now()) + DAY;
    await enrolResidents(2, rollId, registry, keys(), expiresAt, organizer, silent);
    await chain.mine(1);
    const before = await found(written());
    expect(before.filter(({ path }) => path === "roll").map(({ level, cause }) => [level, cause])).to.deep.equal([
      ["warning", `2 residents are on roll ${rollId}, 3 are needed`],
    ]);
    await chain.moveTo((await chain.now()) + 2 * HOUR);
    // Who comes after the census changes nothing.
    await enrolResidents(2, rollId, registry, keys(), expiresAt, organizer, silent);
    await chain.mine(1);
    const [error, ...others] = await errorsIn(written());
    expect(others).to.deep.equal([]);
    expect(error).to.match(
      /^schedule\.censusTime: 2 residents were on roll .* 3 are needed: the election can never open/,
    );
    await deployRefuses(written());
    const korean = await run("check", written(), "--lang", "ko");
    expect(korean.out).to.include("이 투표는 열 수 없습니다");
  });

  it("refuses what so small a census can never fulfil: ballots, quorum, votes for an option", async () => {
    const enough: Change = ["minimumCensus: 3", "minimumCensus: 2"];
    expect(await errorsIn(written(enough))).to.deep.equal([]);
    const quorum = /quorum: .*/;
    const source = "electorsSource: gazette 12";
    for (const [change, place, cause] of [
      [["minimumBallots: 1", "minimumBallots: 3"], "schedule.censusTime", "3 are needed"],
      [[quorum, `quorum: 1/10\n  electors: 21\n  ${source}`], "outcome.quorum", "3 ballots are needed and only 2"],
      [[/winners: 1/, "winners: 1\n  minimumVotes: 3"], "outcome.minimumVotes", "all residents together have 2"],
    ] as const) {
      const [error, ...others] = await errorsIn(written(enough, change as unknown as Change));
      expect(others).to.deep.equal([]);
      expect(error).to.include(`${place}: `).and.include(cause);
    }
    for (const change of [
      [quorum, `quorum: 1/10\n  electors: 20\n  ${source}`],
      [/winners: 1/, "winners: 1\n  minimumVotes: 2"],
    ] as const) {
      expect(await errorsIn(written(enough, change as unknown as Change))).to.deep.equal([]);
    }
  });

  it("refuses a board that missed its date, and names who did", async () => {
    await chain.moveTo((await chain.now()) + 3 * HOUR);
    const errors = await errorsIn(written(["minimumCensus: 3", "minimumCensus: 2"]));
    expect(errors.join()).to.include("board.name: the board missed its deadline: City council, Civic association");
  });
});
