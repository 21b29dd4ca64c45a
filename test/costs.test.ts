import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { enrolmentGas } from "../scripts/bench/enrolment.ts";
import { GOALS } from "../scripts/bench/goals.ts";
import { circuitFiles } from "../scripts/checkout/buildCircuits.ts";
import { constraintCount } from "../scripts/checkout/constraintCount.ts";
import { circuitInstances } from "../scripts/checkout/instances.ts";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";
import { startLocalChain } from "../scripts/rehearsal/localChain.ts";
import { castingCall } from "../sdk/chain/relayer.ts";
import { FIELD_ORDER } from "../sdk/crypto/field.ts";
import type { Ballot } from "../sdk/election/ballot.ts";
import { CENSUS, type Deployed, deployFactory } from "./contracts/electionFixture.ts";
import { type Opened, openBox, YES } from "./contracts/elections/electionLife.ts";
import { jointGas } from "./contracts/elections/jointCosts.ts";
import { forgeBallot } from "./contracts/forgedBallots.ts";
import { conversionGas } from "./contracts/proposals/conversionCosts.ts";
import { proposalGas } from "./contracts/proposals/proposalCosts.ts";
import { roundGas } from "./contracts/proposals/roundCosts.ts";
import {
  childrenOf,
  entriesOf,
  entryOf,
  filed,
  publish,
  publishedFixture,
  ROLL,
  shown,
  snapshotOf,
} from "./contracts/registry/publishedFixture.ts";
import { wideElection } from "./end-to-end/wideElection.ts";

/** What things cost, by flat keys as in bench/latest.json; in git, so that no change goes unseen. */
type Snapshot = Readonly<Record<string, number>>;

const file = `${projectRoot}bench/snapshot.json`;
const isWriting = process.env.HANPYO_SNAPSHOT === "write";
/** Gas depends a little on the bytes of random points, which are zeros here and there in call data. */
const GAS_TOLERANCE = 0.01;
/** Multiplications on the curve cost by the digits of their scalars, which are random. */
const MULTIPLICATION_TOLERANCE = 0.03;
const MULTIPLYING = /^gas\.(register|deal|consent|postShare|postResult)/;
/** Ballots' bytes hardly matter. */
const BALLOT_TOLERANCE = 0.002;
/** EIP-170, and what later changes shall find free of it. */
const CODE_LIMIT = 24_576;
const HEADROOM = 3_000;

describe("Costs", function () {
  this.timeout(600_000);
  const recorded: Snapshot = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Snapshot) : {};
  const measured: Record<string, number> = {};

  function compare(figures: Snapshot): void {
    Object.assign(measured, figures);
    for (const [name, most] of Object.entries(GOALS)) {
      if (name in figures) expect(figures[name], `the goal of ${name}`).to.be.lessThanOrEqual(most);
    }
    if (isWriting) return;
    for (const [name, value] of Object.entries(figures)) {
      const remedy = `${name}: HANPYO_SNAPSHOT=write npm test announces a change in bench/snapshot.json`;
      const before = recorded[name] ?? Number.NaN;
      if (!name.startsWith("gas.")) expect(value, remedy).to.equal(before);
      else expect(value, remedy).to.be.closeTo(before, Math.round(before * toleranceOf(name)));
    }
  }

  after(() => {
    if (isWriting) writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
  });

  it("of deployment: no contract or library of ours has grown or shrunk", () => {
    compare(Object.fromEntries(deployedContracts("contracts").map(({ name, size }) => [`bytecode.${name}`, size])));
  });

  it("of deployment: whatever is deployed, others' contracts too, has 3,000 bytes left under EIP-170", () => {
    const deployed = ["contracts", "@semaphore-protocol"].flatMap(deployedContracts);
    const names = deployed.map(({ name }) => name);
    expect(names).to.include.members(["Election", "Tallying", "TrusteeProofs", "Outcomes", "Semaphore"]);
    for (const { name, size } of deployed) expect(size, name).to.be.lessThanOrEqual(CODE_LIMIT - HEADROOM);
  });

  it("of deployment: the published hash, which no change of ours touches, fits under EIP-170 unrolled", () => {
    const [poseidon, ...others] = deployedContracts("poseidon-solidity");
    expect(others).to.deep.equal([]);
    expect(poseidon?.size).to.be.lessThanOrEqual(CODE_LIMIT);
    compare({ "bytecode.PoseidonT3": poseidon?.size as number });
  });

  it("of proofs: no circuit has more or fewer constraints", () => {
    const names = circuitInstances().map(({ name }) => name);
    compare(
      Object.fromEntries(
        names.map((name) => [
          `constraints.${name.replace("-", ".")}`,
          constraintCount(projectRoot + circuitFiles(name).r1cs),
        ]),
      ),
    );
  });

  it("of ballots of 4 options: alone, in batches, and changed", async () => {
    compare(await castingCosts(await openBox({ ballotSize: 4 }, await largeTown("SyntheticVerifier4", 4))));
  });

  it("of ballots of 8 options: alone, in batches, and changed", async () => {
    compare(await castingCosts(await openBox({}, await largeTown("SyntheticVerifier", 8))));
  });

  it("of a published roll: its snapshot, and the challenge that voids it", async () => {
    const fixture = await publishedFixture();
    const file = filed([entryOf(32, { sequence: 0 }), ...entriesOf(32)]);
    const { rolls } = fixture;
    compare({
      "gas.publishSnapshot": await gasOf(publish(fixture, snapshotOf(file.tree, 33), childrenOf(file.tree))),
      "gas.challengeEntry.depth6": await gasOf(rolls.challengeEntry(ROLL, shown(file, 0))),
    });
  });

  it("of a proposal: posting it, and supporting and withdrawing, alone and in batches", async () => {
    compare(await proposalGas());
  });

  it("of a proposal's way to its vote: posting under a template with a ballot, answer, conversion, end", async () => {
    compare(await conversionGas());
  });

  it("of a cell of a budget round: posting in it, assessing, inserting, opening its ballot of 8 projects, end", async () => {
    compare(await roundGas());
  });

  it("of a joint election of 31 boxes of 32 options: convening and settling it", async () => {
    const { convene, settle } = await jointGas(31);
    compare({ "gas.convene.31boxes": convene, "gas.settle.31boxes": settle });
  });

  it("of an enrolment among 30, the first of their roll: signed as a whole, and each with its own vouchers", async () => {
    const chain = await startLocalChain();
    const figures = await enrolmentGas(chain);
    await chain.close();
    compare(figures);
  });

  it("of every call of a whole election with ballots of 32 options", async () => {
    const { gas } = await wideElection();
    const of = (title: string, index: number) => gas.get(title)?.at(index) as number;
    compare({
      "gas.castBallots.32.alone": of("Casting", 1),
      "gas.castBallots.32.change": of("Changing a vote", 0),
      "gas.register.2of2": of("Key ceremony", 0),
      "gas.deal.2of2": of("Key ceremony", 2),
      "gas.enrol.batch2": of("Enrolment", 0),
      "gas.create.32": of("Creation", 0),
      "gas.consent": of("Census and consent", 1),
      "gas.open.32": of("Opening", 0),
      "gas.sum.32.3batches": of("Closing and sealing", 0),
      "gas.seal.32": of("Closing and sealing", 1),
      "gas.postShare.32": of("Decryption", 0),
      "gas.postResult.32.2of2": of("Result", 0),
    });
  });
});

function toleranceOf(name: string): number {
  if (name.startsWith("gas.castBallot")) return BALLOT_TOLERANCE;
  return MULTIPLYING.test(name) ? MULTIPLICATION_TOLERANCE : GAS_TOLERANCE;
}

/** A town of 200, for an election with 162 ballots. */
async function largeTown(verifier: "SyntheticVerifier" | "SyntheticVerifier4", ballotSize: number): Promise<Deployed> {
  const deployed = await deployFactory(verifier, ballotSize);
  const checkpoint = { time: deployed.start, depth: 8, activeMembers: 200, root: CENSUS.root };
  await deployed.rolls.getFunction("setCheckpoint")(checkpoint);
  return deployed;
}

/** Ballots in a box that holds one, as relayers send them. */
async function castingCosts({ election, folded, constitution }: Opened): Promise<Snapshot> {
  const size = constitution.ballotSize;
  const choices = YES.slice(0, size);
  // Nullifiers are as long as real ones.
  const ballot = (number: number) => forgeBallot(folded, { nullifier: FIELD_ORDER / 3n + BigInt(number), choices });
  const some = (count: number, from: number) => Array.from({ length: count }, (_, i) => ballot(i + from));
  const cast = async (ballots: readonly Ballot[]) => {
    const [name, argument] = castingCall(ballots);
    return Math.round((await gasOf(election.getFunction(name)(argument))) / ballots.length);
  };
  const [first, alone] = [ballot(1), ballot(2)];
  await cast([first]);
  const change = forgeBallot(folded, { nullifier: alone.nullifier, choices, over: alone });
  return {
    [`gas.castBallots.${size}.alone`]: await cast([alone]),
    [`gas.castBallots.${size}.batch32`]: await cast(some(32, 3)),
    [`gas.castBallots.${size}.batch128`]: await cast(some(128, 40)),
    [`gas.castBallot.${size}.change`]: await gasOf(election.castBallot(change)),
  };
}

async function gasOf(call: Promise<{ wait(): Promise<{ readonly gasUsed: bigint } | null> }>): Promise<number> {
  return Number((await (await call).wait())?.gasUsed);
}

/** Contracts and libraries below a folder of artifacts that have code. */
function deployedContracts(origin: string): readonly { readonly name: string; readonly size: number }[] {
  const folder = `${projectRoot}artifacts/${origin}`;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")))
    .map(({ contractName, deployedBytecode }) => ({
      name: contractName as string,
      size: ((deployedBytecode as string).length - 2) / 2,
    }))
    .filter(({ size }) => size > 200);
}
