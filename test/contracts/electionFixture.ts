import { keccak256, type Log, type LogDescription, type Signer, toUtf8Bytes } from "ethers";
import { network } from "hardhat";
import trusteeProofsArtifact from "../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/types/IElection.sol/IElection.json" with { type: "json" };
import { deployElectionLibraries, linksOf } from "../../sdk/chain/deploy.ts";
import { checkpointAt } from "../../sdk/chain/publishedRolls.ts";
import { type Consent, proveConsent } from "../../sdk/crypto/consentProof.ts";
import type { SigmaProof } from "../../sdk/crypto/sigmaProof.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionToAbi } from "../../sdk/election/constitutionAbi.ts";
import { exampleBallot } from "../../sdk/election/exampleBallot.ts";
import type { Checkpoint } from "../../sdk/election/rollHistory.ts";
import { SAMPLE_CONSTITUTION } from "../sdk/election/sampleConstitution.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import type { ContractWith } from "./contractWith.ts";
import { ELECTION_KEY, SEATS, shareKey, shareSecret, THRESHOLD, TRUSTEES } from "./trusteeKeys.ts";

/** One chain for all tests of elections; estimating the gas of every call would take longer than the calls. */
export const { ethers, networkHelpers, provider } = await network.create({ override: { gas: 16_000_000 } });

export const CONTENT = toUtf8Bytes('{"title":"Test"}');
export const ROLL_ID = 7n;
export const CENSUS: Omit<Checkpoint, "time"> = { depth: 4, activeMembers: 100, root: 4242n };
export const DAY = 86_400;
export const CENSUS_DEPTH = 20;
export const BALLOT_SIZE = 8;
const RANDOM = seededRandom("election fixture");

export type ElectionContract = ContractWith<
  | "consent"
  | "open"
  | "castFirstBallots"
  | "castBallots"
  | "castBallot"
  | "sum"
  | "seal"
  | "postShare"
  | "postResult"
  | "phase"
  | "undecided"
  | "constitution"
  | "constitutionHash"
  | "scope"
  | "slot"
  | "ballots"
  | "activeMembers"
  | "censusRoot"
  | "boxClosesAt"
  | "tallyChain"
  | "sumCursor"
  | "sumHash"
  | "consents"
  | "shares"
  | "counts"
  | "outcome"
>;
export type FactoryContract = ContractWith<"create" | "outcomeOf" | "implementation" | "isElection">;

export type Changes = Partial<Omit<Constitution, "rules" | "schedule" | "outcome">> & {
  readonly rules?: Partial<Constitution["rules"]>;
  readonly schedule?: Partial<Constitution["schedule"]>;
  readonly outcome?: Partial<Constitution["outcome"]>;
};

/** What a mock board is made with, beside the keys; 3 of 5 and for tests by default. */
export type BoardChoice = {
  readonly factory: string;
  readonly termEndsAt: number;
  readonly threshold?: number;
  readonly isTest?: boolean;
};

/** A factory with one implementation, a ready board of 3 of 5 and a roll of 100, both for tests. */
export async function deployFactory(
  verifierName: "SyntheticVerifier" | "SyntheticVerifier4" | "MockVerifierAcceptsAll",
  ballotSize = BALLOT_SIZE,
) {
  const verifier = await ethers.deployContract(verifierName, verifierName === "MockVerifierAcceptsAll" ? [3] : []);
  const [deployer] = (await ethers.getSigners()) as unknown as [Signer];
  const delegates = await deployElectionLibraries(deployer);
  const libraries = linksOf(delegates);
  const code = verifierName === "MockVerifierAcceptsAll" ? "MockElectionAsking" : "Election";
  const parts = [verifier, delegates.tallying.address, ballotSize, CENSUS_DEPTH];
  const implementation = await ethers.deployContract(code, parts, { libraries });
  const { Outcomes } = libraries;
  const boardFactory = await ethers.deployContract("MockBoardFactoryAcceptsAll");
  const rollFactory = await ethers.deployContract("MockRollFactoryAcceptsAll");
  const factories = [[implementation], boardFactory, [rollFactory]];
  const factory = await ethers.deployContract("ElectionFactory", factories, { libraries: { Outcomes } });
  const start = await networkHelpers.time.latest();
  const board = await deployBoard({ factory: await factory.getAddress(), termEndsAt: start + 100 * DAY });
  const rolls = await deployRolls();
  await rolls.getFunction("setCheckpoint")({ time: start, ...CENSUS });
  return {
    verifier,
    implementation: implementation as unknown as ElectionContract,
    factory: factory as unknown as FactoryContract,
    board,
    rolls,
    start,
  };
}

export type Deployed = Awaited<ReturnType<typeof deployFactory>>;

/** A board with the keys of trusteeKeys.ts. */
export async function deployBoard({ factory, termEndsAt, threshold = THRESHOLD, isTest = true }: BoardChoice) {
  const keys = [ELECTION_KEY, SEATS.map(shareKey)];
  const board = await ethers.deployContract("MockBoard", [factory, threshold, termEndsAt, ...keys]);
  await board.getFunction("setTest")(isTest);
  return board;
}

export async function deployRolls(isTest = true) {
  const rolls = await ethers.deployContract("MockRolls", [ROLL_ID]);
  await rolls.getFunction("setTest")(isTest);
  return rolls;
}

/** As a constitution names them. */
export async function addressesOf({ board, rolls }: Pick<Deployed, "board" | "rolls">) {
  return { board: await board.getAddress(), rolls: await rolls.getAddress() };
}

/** Another board and another roll beside those of a factory, for elections that are no tests. */
export async function realBoardAndRolls({ factory, start }: Pick<Deployed, "factory" | "start">) {
  const terms = { factory: await factory.getAddress(), termEndsAt: start + 100 * DAY, isTest: false };
  return { board: await deployBoard(terms), rolls: await deployRolls(false) };
}

/** A legal constitution on the deployed board and roll, opening in three days. */
export async function constitutionFor(
  { board, rolls, start }: Pick<Deployed, "board" | "rolls" | "start">,
  changes: Changes = {},
): Promise<Constitution> {
  const schedule = {
    censusTime: start + DAY,
    opensAt: start + 3 * DAY,
    openGrace: 3600,
    closesAt: start + 5 * DAY,
    closeGrace: 600,
    sharesDueAt: start + 7 * DAY,
    sealDelay: 600,
    ...changes.schedule,
  };
  return {
    ...SAMPLE_CONSTITUTION,
    contentHash: keccak256(CONTENT),
    rolls: await rolls.getAddress(),
    rollId: ROLL_ID,
    board: await board.getAddress(),
    consentsRequired: THRESHOLD + 1,
    ...changes,
    rules: { ...SAMPLE_CONSTITUTION.rules, ...changes.rules },
    schedule,
    outcome: { ...SAMPLE_CONSTITUTION.outcome, ...changes.outcome },
  };
}

/** What the factory is called with: the constitution, the content, and a legal ballot, if there is one. */
export function creationOf(constitution: Constitution, content = CONTENT) {
  return [constitutionToAbi(constitution), content, [...(exampleBallot(constitution.rules) ?? [])]] as const;
}

export async function createElection(deployed: Deployed, changes: Changes = {}) {
  const constitution = await constitutionFor(deployed, changes);
  const receipt = await (await deployed.factory.create(...creationOf(constitution))).wait();
  const created = receipt?.logs
    .map((log: Log) => deployed.factory.interface.parseLog(log))
    .find((log: LogDescription | null) => log !== null);
  return { ...deployed, constitution, election: await electionAt(created?.args.election as string) };
}

/** A clone of Election, with the errors of the library that it delegates to. */
export async function electionAt(address: string): Promise<ElectionContract> {
  const errors = trusteeProofsArtifact.abi.filter(({ type }) => type === "error");
  return (await ethers.getContractAt([...electionArtifact.abi, ...errors], address)) as unknown as ElectionContract;
}

export type Created = Awaited<ReturnType<typeof createElection>>;

/** Mines a block in the first second after the census time, unless it is past. */
export async function passCensusTime({ constitution }: Pick<Created, "constitution">): Promise<void> {
  const { censusTime } = constitution.schedule;
  if ((await networkHelpers.time.latest()) <= censusTime) await networkHelpers.time.increaseTo(censusTime + 1);
}

/** What a seat's consent over the election's census states; before the census time, over the roll as it is. */
export async function consentStatement(
  { election, board, rolls, constitution }: Pick<Created, "election" | "board" | "rolls" | "constitution">,
  seat: number,
): Promise<Consent> {
  const past = Math.min(constitution.schedule.censusTime, (await networkHelpers.time.latest()) - 1);
  const census = await checkpointAt(await rolls.getAddress(), constitution.rollId, past, ethers.provider);
  return {
    chainId: (await ethers.provider.getNetwork()).chainId,
    board: await board.getAddress(),
    election: await election.getAddress(),
    constitutionHash: await election.constitutionHash(),
    seat,
    shareKey: shareKey(seat),
    census: census ?? { time: 0, depth: 0, activeMembers: 0, root: 0n },
  };
}

/** The proof of a seat's consent over the election's census. */
export async function consentOf(created: Created, seat: number): Promise<SigmaProof> {
  return proveConsent(shareSecret(seat), await consentStatement(created, seat), RANDOM);
}

/** Consents of these seats, after the census time. */
export async function giveConsents(created: Created, seats: readonly number[]): Promise<void> {
  await passCensusTime(created);
  for (const seat of seats) await created.election.consent(seat, await consentOf(created, seat));
}

/** An election with the consents that it needs, opened at `opensAt`. */
export async function openElection(deployed: Deployed, changes: Changes = {}): Promise<Created> {
  const created = await createElection(deployed, changes);
  await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
  await networkHelpers.time.setNextBlockTimestamp(created.constitution.schedule.opensAt);
  await created.election.open();
  return created;
}
