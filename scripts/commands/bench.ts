import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { Group, generateProof, Identity } from "@semaphore-protocol/core";
import type { Command } from "commander";
import { Contract } from "ethers";
import semaphoreArtifact from "../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import { deployShared } from "../../sdk/chain/deploy.ts";
import { GENERATOR, multiply } from "../../sdk/crypto/babyjubjub.ts";
import { findCounts } from "../../sdk/crypto/discreteLog.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { type BallotElection, CENSUS_DEPTH, encryptBallot, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { circuitFiles } from "../circuits/build.ts";
import { provingFiles } from "../circuits/files.ts";
import { circuitInstances, projectRoot } from "../circuits/instances.ts";
import { keyFiles } from "../circuits/keys.ts";
import { demoPlan } from "../rehearsal/demoPlan.ts";
import { electionSteps } from "../rehearsal/electionSteps.ts";
import { type LocalChain, startLocalChain } from "../rehearsal/localChain.ts";

type Figures = Readonly<Record<string, number>>;

const RUNS = 7;

export function addBench(program: Command): void {
  program
    .command("bench")
    .description("measure gas, constraints, seconds and bytes, beside a plain Semaphore proof in the same run")
    .option("--json", "print JSON alone on standard output")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- bench\nWrites bench/latest.json and bench/latest.md.")
    .action(bench);
}

async function bench({ json }: { json?: boolean }): Promise<void> {
  const chain = await startLocalChain();
  console.error("proving times ...");
  const times = await provingTimes();
  console.error("gas of a whole election ...");
  const gas = { ...(await electionGas(chain)), ...(await semaphoreGas(chain)) };
  await chain.close();
  console.error("tally ...");
  const figures: Figures = { ...gas, ...circuitSizes(), ...times, ...tallyTimes() };
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  mkdirSync(`${projectRoot}bench`, { recursive: true });
  writeFileSync(`${projectRoot}bench/latest.json`, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`);
  writeFileSync(`${projectRoot}bench/latest.md`, table(machine, figures));
  console.log(json ? JSON.stringify({ machine, ...figures }, null, 2) : table(machine, figures));
}

function table(machine: string, figures: Figures): string {
  const ratio = (a: string, b: string) => ((figures[a] as number) / (figures[b] as number)).toFixed(2);
  const rows = Object.entries(figures).map(([name, value]) => `| ${name} | ${value.toLocaleString("en")} |`);
  return [
    "# Measured by `npm run hanpyo -- bench`",
    "",
    `${machine}. Seconds are medians of ${RUNS}, warm, interleaved.`,
    "",
    "| figure | value |",
    "|---|---|",
    ...rows,
    `| seconds.prove.ballot.8 / seconds.prove.semaphore | ${ratio("seconds.prove.ballot.8", "seconds.prove.semaphore")} |`,
    `| gas.castBallots.8.alone / gas.semaphore.validateProof | ${ratio("gas.castBallots.8.alone", "gas.semaphore.validateProof")} |`,
    "",
  ].join("\n");
}

/** A ballot and a plain Semaphore proof of the same depth, in turns. */
async function provingTimes(): Promise<Figures> {
  const identities = Array.from({ length: 40 }, () => new Identity());
  const identity = identities[3] as Identity;
  const group = new Group(identities.map(({ commitment }) => commitment));
  const tree = rollTree(identities.map(({ commitment }) => commitment));
  const constants = { scope: 1n, censusRoot: tree.root, electionKey: multiply(GENERATOR, 5n) };
  const election: BallotElection = { ...constants, ballotSize: 8, rules: demoPlan.rules, masked: false };
  const voter = { secret: identity.secretScalar, membership: membershipProof(tree, identity.commitment, CENSUS_DEPTH) };
  const seconds: [number[], number[]] = [[], []];
  for (let run = 0; run <= RUNS; run++) {
    const started = performance.now();
    const encrypted = encryptBallot(election, [1, 1, 0, 0, 0, 0, 0, 0], systemRandom);
    await proveBallot(provingFiles("ballot-8"), election, voter, { version: 0n, held: [] }, encrypted);
    const between = performance.now();
    await generateProof(identity, group, 1, 1, CENSUS_DEPTH, semaphoreFiles());
    if (run === 0) continue;
    seconds[0].push((between - started) / 1000);
    seconds[1].push((performance.now() - between) / 1000);
  }
  return { "seconds.prove.ballot.8": median(seconds[0]), "seconds.prove.semaphore": median(seconds[1]) };
}

/** One election of 34: the first ballot, one alone, and 32 in one batch; every other call as it comes. */
async function electionGas(chain: LocalChain): Promise<Figures> {
  const ballots = Array.from({ length: 34 }, (_, i) => demoPlan.ballots[i % 12] as readonly number[]);
  const { steps } = electionSteps({ ...demoPlan, ballots, batchSizes: [1, 1, 32] }, chain);
  const spent = new Map<string, number[]>();
  for (const step of steps) {
    const gas: number[] = [];
    await step.run({ say: () => {}, spent: ({ gasUsed }) => gas.push(Number(gasUsed)) });
    spent.set(step.title, gas);
  }
  const of = (title: string, index: number) => spent.get(title)?.at(index) as number;
  return {
    "gas.castBallots.8.alone": of("Casting", 1),
    "gas.castBallots.8.batch32": Math.round(of("Casting", 2) / 32),
    "gas.castBallot.8.change": of("Changing a vote", 0),
    "gas.register.3of5": of("Key ceremony", 0),
    "gas.deal.3of5": of("Key ceremony", 5),
    "gas.enrol.batch30": Math.round(of("Enrolment", 0) / 30),
    "gas.create": of("Creation", 0),
    "gas.consent": of("Consent", 0),
    "gas.open": of("Opening", 0),
    "gas.sum.4batches": of("Closing and sealing", 0),
    "gas.seal": of("Closing and sealing", 1),
    "gas.postShare.8": of("Decryption", 0),
    "gas.postResult.8.3of5": of("Result", 0),
  };
}

/** Semaphore's own `validateProof`, at the census depth of our ballots. */
async function semaphoreGas(chain: LocalChain): Promise<Figures> {
  const account = await chain.newAccount();
  const offices = { registrar: account.address, approver: (await chain.newAccount()).address, rotationDelay: 1 };
  const shared = await deployShared(offices, account);
  const semaphore = new Contract(shared.semaphore.address, semaphoreArtifact.abi, account);
  const identities = Array.from({ length: 34 }, () => new Identity());
  const commitments = identities.map(({ commitment }) => commitment);
  await (await semaphore.getFunction("createGroup()").send()).wait();
  await (await semaphore.getFunction("addMembers").send(0, commitments)).wait();
  const group = new Group(commitments);
  const gas: number[] = [];
  for (const identity of identities.slice(0, 2)) {
    const proof = await generateProof(identity, group, 1, 1, CENSUS_DEPTH, semaphoreFiles());
    const receipt = await (await semaphore.getFunction("validateProof").send(0, proof)).wait();
    gas.push(Number(receipt?.gasUsed));
  }
  return { "gas.semaphore.validateProof": gas[1] as number };
}

function circuitSizes(): Figures {
  return Object.fromEntries(
    circuitInstances().flatMap(({ name }) => {
      const label = name.replace("-", ".");
      return [
        [`constraints.${label}`, constraintsOf(projectRoot + circuitFiles(name).r1cs)],
        [`bytes.provingKey.${label}`, statSync(projectRoot + keyFiles(name).provingKey).size],
      ] as const;
    }),
  );
}

/** The header section of an r1cs file (iden3's binary format): field size, prime, wires, signals, labels, constraints. */
function constraintsOf(file: string): number {
  const data = readFileSync(file);
  let at = 12;
  while (data.readUInt32LE(at) !== 1) at += 12 + Number(data.readBigUInt64LE(at + 4));
  const fieldBytes = data.readUInt32LE(at + 12);
  return data.readUInt32LE(at + 16 + fieldBytes + 24);
}

/** The counts of an approval election of 16,384 voters and 8 options. */
function tallyTimes(): Figures {
  const pairs = [
    [16_384, 1],
    [9_000, 12_345],
    [0, 16_384],
    [7, 8_192],
  ] as const;
  const points = pairs.map(([low, high]) => multiply(GENERATOR, BigInt(low) + (BigInt(high) << 24n)));
  const seconds = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const found = findCounts(points, 16_384);
    if (JSON.stringify(found) !== JSON.stringify(pairs)) throw new Error("the tally found other counts");
    return (performance.now() - started) / 1000;
  });
  return { "seconds.tally.16384": median(seconds) };
}

function semaphoreFiles(): { wasm: string; zkey: string } {
  const base = `${projectRoot}node_modules/@zk-kit/semaphore-artifacts/semaphore-${CENSUS_DEPTH}`;
  return { wasm: `${base}.wasm`, zkey: `${base}.zkey` };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] as number) * 1000) / 1000;
}
