import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { enrolmentGas } from "../scripts/bench/enrolment.ts";
import { circuitFiles } from "../scripts/checkout/buildCircuits.ts";
import { constraintCount } from "../scripts/checkout/constraintCount.ts";
import { circuitInstances } from "../scripts/checkout/instances.ts";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";
import { startLocalChain } from "../scripts/rehearsal/localChain.ts";
import { FIELD_ORDER } from "../sdk/crypto/field.ts";
import { type Opened, openBox, YES } from "./contracts/elections/electionLife.ts";
import { forgeBallot } from "./contracts/forgedBallots.ts";
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
    expect(names).to.include.members(["Election", "TrusteeProofs", "Outcomes", "Semaphore"]);
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

  it("of ballots of 8 options: alone, in a batch, and changed", async () => {
    const opened = await openBox();
    const [first, alone] = [ballot(opened, 1), ballot(opened, 2)];
    await gasOf(opened.election.castBallots([first]));
    const batch = Array.from({ length: 32 }, (_, i) => ballot(opened, i + 3));
    const change = forgeBallot(opened.folded, { nullifier: alone.nullifier, choices: YES, over: alone });
    compare({
      "gas.castBallots.8.alone": await gasOf(opened.election.castBallots([alone])),
      "gas.castBallots.8.batch32": Math.round((await gasOf(opened.election.castBallots(batch))) / 32),
      "gas.castBallot.8.change": await gasOf(opened.election.castBallot(change)),
    });
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

  it("of an enrolment among 30, the first of their roll: signed as a whole, and each with its own vouchers", async () => {
    const chain = await startLocalChain();
    const figures = await enrolmentGas(chain);
    await chain.close();
    compare(figures);
    expect(figures["gas.enrol.batch30"], "the goal").to.be.lessThanOrEqual(180_000);
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

/** A ballot whose nullifier is as long as a real one. */
function ballot({ folded }: Opened, number: number) {
  return forgeBallot(folded, { nullifier: FIELD_ORDER / 3n + BigInt(number), choices: YES });
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
