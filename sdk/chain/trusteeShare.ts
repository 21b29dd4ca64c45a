import { getAddress, type Provider, type Signer, ZeroHash } from "ethers";
import { divideByEight, GENERATOR, multiplySecret, type Point } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { type ProvedShare, proveShare, type ShareStatement } from "../crypto/shareProof.ts";
import { hashWords } from "../crypto/transcript.ts";
import { sumOfBallots } from "../election/tally.ts";
import { HanpyoError } from "../errors.ts";
import { type BallotElection, type SlotState, verifyBallot } from "../proofs/ballotProof.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type BallotEvent, readBatches } from "./ballotBox.ts";
import { electionAt, read, type Sent, send } from "./contracts.ts";
import { type OpenElection, readOpenElection } from "./resident.ts";

/** Where a trustee's software notes which sum it gave a share of, one per election, ever (P9.1). */
export type ShareJournal = {
  /** `election` as a checksummed address, so that it has one spelling. */
  read(election: string): Promise<string | undefined>;
  /** Must be durable when it returns. */
  write(election: string, sumHash: string): Promise<void>;
};

/** What a trustee must know of the chain to make a share: the sum that its software recomputed. */
export type ShareTask = {
  readonly chainId: bigint;
  readonly election: string;
  readonly seat: number;
  /** Words of the sum of all ballots. */
  readonly sum: readonly bigint[];
  readonly ballots: number;
};

/** A decryption share with its proof, ready to be posted by anybody. */
export type DecryptionShare = ProvedShare & { readonly seat: number; readonly sum: readonly bigint[] };

export class NotSealedError extends HanpyoError {
  constructor(election: string, block: number | undefined) {
    super(
      "NOT_SEALED",
      `Election ${election} has not sealed its sum${block === undefined ? "" : ` as of block ${block}`}`,
      "Wait until it has, and until the chain has made that final",
    );
  }
}

export class SumDiffersError extends HanpyoError {
  constructor(election: string, computed: string, sealed: string) {
    super(
      "SUM_DIFFERS",
      `Election ${election} sealed the sum ${sealed}, but the ballots on the chain give ${computed}`,
      "Do not give a share; compare with another RPC and tell the other trustees",
    );
  }
}

export class BallotUnverifiedError extends HanpyoError {
  constructor(nullifier: bigint, version: bigint) {
    super(
      "BALLOT_UNVERIFIED",
      `The proof of ballot ${nullifier}, version ${version}, does not hold`,
      "Do not give a share; compare with another RPC and tell the other trustees",
    );
  }
}

export class ShareAlreadyGivenError extends HanpyoError {
  constructor(election: string, earlier: string, now: string) {
    super(
      "SHARE_ALREADY_GIVEN",
      `A share of sum ${earlier} was given for election ${election}; now ${now} is asked for`,
      "Never give a second one: somebody shows you a false chain",
    );
  }
}

/** An election's ballots as events, and the hash of the sum that it sealed; nothing of it is checked yet. */
export type SealedBallots = {
  readonly open: OpenElection;
  readonly sealed: string;
  readonly ballots: readonly BallotEvent[];
};

/**
 * Reads the ballots and the sealed sum of an election. Throws `NotSealedError`.
 * @param lastBlock A finalized block, as of which everything is read; the latest if left out.
 */
export async function readSealedBallots(
  election: string,
  provider: Provider,
  lastBlock?: number,
): Promise<SealedBallots> {
  const open = await readOpenElection(election, provider);
  const blockTag = lastBlock ?? "latest";
  const sealed = await read<string>(electionAt(election, provider), "sumHash", { blockTag });
  if (sealed === ZeroHash) throw new NotSealedError(election, lastBlock);
  const ballots = (await readBatches(election, provider, lastBlock)).flatMap((batch) => batch.ballots);
  return { open, sealed, ballots };
}

/**
 * Checks the proof of every ballot, adds them up and compares the sum with the sealed one, without a network (P9.1).
 * Throws `BallotUnverifiedError` or `SumDiffersError`.
 * @param key The verification key of the ballot circuit that the constitution names.
 * @param report Called after each ballot with the number checked.
 */
export async function verifiedShareTask(
  { open, sealed, ballots }: SealedBallots,
  seat: number,
  key: VerificationKey,
  report: (checked: number) => void = () => {},
): Promise<ShareTask> {
  const ballotElection: BallotElection = { ...open, ...open.constitution };
  const slots = new Map<bigint, SlotState>();
  for (const [index, ballot] of ballots.entries()) {
    const { nullifier, next } = ballot;
    const { version, held } = slots.get(nullifier) ?? { version: 0n, held: [] };
    const holds = ballot.version === version && (await verifyBallot(key, ballotElection, { ...ballot, held }));
    if (!holds) throw new BallotUnverifiedError(nullifier, ballot.version);
    slots.set(nullifier, { version: version + 1n, held: next });
    report(index + 1);
  }
  const held = [...slots.values()].map((slot) => slot.held);
  const sum = sumOfBallots(held, open.constitution.ballotSize);
  const computed = hashWords(sum);
  if (computed !== sealed) throw new SumDiffersError(open.election, computed, sealed);
  return { chainId: open.chainId, election: open.election, seat, sum, ballots: slots.size };
}

/** `readSealedBallots`, then `verifiedShareTask`. */
export async function readShareTask(
  election: string,
  seat: number,
  key: VerificationKey,
  provider: Provider,
  lastBlock?: number,
  report?: (checked: number) => void,
): Promise<ShareTask> {
  return verifiedShareTask(await readSealedBallots(election, provider, lastBlock), seat, key, report);
}

/**
 * Makes a share of the sum with its proof, without a network, after noting the sum in the journal (P9.1, P9.2).
 * Throws `ShareAlreadyGivenError` for another sum of the same election.
 */
export async function makeShare(
  shareSecret: bigint,
  task: ShareTask,
  journal: ShareJournal,
  random: RandomBytes = systemRandom,
): Promise<DecryptionShare> {
  const sumHash = hashWords(task.sum);
  const election = getAddress(task.election);
  const earlier = await journal.read(election);
  if (earlier !== undefined && earlier !== sumHash) throw new ShareAlreadyGivenError(election, earlier, sumHash);
  await journal.write(election, sumHash);

  const statement: ShareStatement = {
    chainId: task.chainId,
    election,
    sumHash,
    seat: task.seat,
    shareKey: multiplySecret(GENERATOR, shareSecret),
    bases: ciphertextsFromWords(task.sum).map(({ c1 }) => c1),
  };
  return { seat: task.seat, sum: task.sum, ...proveShare(shareSecret, statement, random) };
}

/** Posts a share (P9.3). Anybody may. Points go as Q. */
export function postShare(
  election: string,
  { seat, share, proof, sum }: DecryptionShare,
  sender: Signer,
): Promise<Sent> {
  const points: Point[] = share.map(divideByEight);
  return send(electionAt(election, sender), "postShare", seat, points, proof, sum);
}
