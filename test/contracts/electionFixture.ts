import { keccak256, type Log, type LogDescription, toUtf8Bytes } from "ethers";
import { network } from "hardhat";
import { proveConsent } from "../../sdk/crypto/consentProof.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionToAbi } from "../../sdk/election/constitutionAbi.ts";
import { SAMPLE_CONSTITUTION } from "../sdk/election/sampleConstitution.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { ELECTION_KEY, SEATS, shareKey, shareSecret, THRESHOLD, TRUSTEES } from "./trusteeKeys.ts";

export const { ethers, networkHelpers } = await network.create();

export const CONTENT = toUtf8Bytes('{"title":"Test"}');
export const ROLL_ID = 7n;
export const CENSUS = { depth: 4, activeMembers: 100, root: 4242n } as const;
export const DAY = 86_400;
/** Every event and custom error that a call of an election can give, those of its libraries included. */
const RANDOM = seededRandom("election fixture");

export type Changes = Partial<Omit<Constitution, "rules" | "schedule" | "outcome">> & {
  readonly rules?: Partial<Constitution["rules"]>;
  readonly schedule?: Partial<Constitution["schedule"]>;
  readonly outcome?: Partial<Constitution["outcome"]>;
};

/** A factory with one implementation, a ready board of 3 of 5 and a roll of 100. */
export async function deployFactory(verifierName: "SyntheticVerifier" | "MockVerifierAcceptsAll") {
  const verifier = await ethers.deployContract(verifierName, verifierName === "SyntheticVerifier" ? [] : [3]);
  const implementation = await ethers.deployContract("Election", [verifier, 8, 20]);
  const factory = await ethers.deployContract("ElectionFactory", [[implementation]]);
  const start = await networkHelpers.time.latest();
  const keys = SEATS.map(shareKey);
  const board = await ethers.deployContract("MockBoard", [factory, THRESHOLD, start + 100 * DAY, ELECTION_KEY, keys]);
  const rolls = await ethers.deployContract("MockRolls", [ROLL_ID]);
  await rolls.getFunction("setCheckpoint")({ time: start, ...CENSUS });
  return { verifier, implementation, factory, board, rolls, start };
}

export type Deployed = Awaited<ReturnType<typeof deployFactory>>;

/** A legal constitution on the deployed board and roll, opening in three days. */
export async function constitutionFor({ board, rolls, start }: Deployed, changes: Changes = {}): Promise<Constitution> {
  const schedule = {
    censusTime: start + DAY,
    opensAt: start + 3 * DAY,
    openGrace: 3600,
    closesAt: start + 5 * DAY,
    closeGrace: 600,
    sharesDueAt: start + 7 * DAY,
    sealDelayBlocks: 5,
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

export async function createElection(deployed: Deployed, changes: Changes = {}) {
  const constitution = await constitutionFor(deployed, changes);
  const receipt = await (await deployed.factory.getFunction("create")(constitutionToAbi(constitution), CONTENT)).wait();
  const created = receipt?.logs
    .map((log: Log) => deployed.factory.interface.parseLog(log))
    .find((log: LogDescription | null) => log !== null);
  const election = await ethers.getContractAt("Election", created?.args.election as string);
  return { ...deployed, constitution, election };
}

export type Created = Awaited<ReturnType<typeof createElection>>;

/** The proof of a seat's consent over the latest block. */
export async function consentOf({ election, board }: Created, seat: number) {
  const block = await ethers.provider.getBlock("latest");
  if (block?.hash == null) throw new Error("There is no latest block");
  const proof = proveConsent(
    shareSecret(seat),
    {
      chainId: (await ethers.provider.getNetwork()).chainId,
      board: await board.getAddress(),
      election: await election.getAddress(),
      constitutionHash: await election.getFunction("constitutionHash")(),
      seat,
      shareKey: shareKey(seat),
      blockHash: block.hash,
    },
    RANDOM,
  );
  return { blockNumber: block.number, proof };
}

export async function giveConsents(created: Created, seats: readonly number[]): Promise<void> {
  for (const seat of seats) {
    const { blockNumber, proof } = await consentOf(created, seat);
    await created.election.getFunction("consent")(seat, blockNumber, proof);
  }
}

/** An election with the consents that it needs, opened at `opensAt`. */
export async function openElection(deployed: Deployed, changes: Changes = {}): Promise<Created> {
  const created = await createElection(deployed, changes);
  await giveConsents(created, SEATS.slice(0, TRUSTEES - 1));
  await networkHelpers.time.setNextBlockTimestamp(created.constitution.schedule.opensAt);
  await created.election.getFunction("open")();
  return created;
}
