import { getAddress, type Signer } from "ethers";
import { divideByEight, GENERATOR, multiplySecret, type Point } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { type ProvedShare, proveShare, type ShareStatement } from "../crypto/shareProof.ts";
import { hashWords } from "../crypto/transcript.ts";
import { electionAt, type Sent, send } from "./contracts.ts";
import type { AgreedElection } from "./electionFingerprint.ts";
import type { NumberedBlock } from "./finalBlock.ts";
import { type Census, type JournalEntry, type JournalFlag, note, type TrusteeJournal } from "./trusteeJournal.ts";

/** What a trustee must know of the chain to make a share: the sum that its software recomputed. */
export type ShareTask = AgreedElection & {
  readonly seat: number;
  /** Whether the election is a test, which binds nobody. */
  readonly isTest: boolean;
  /** As of which everything was read. */
  readonly block: NumberedBlock;
  readonly census: Census;
  /** Words of the sum of all ballots. */
  readonly sum: readonly bigint[];
  /** Slots that hold one. */
  readonly ballots: number;
  /** What reading had to do without. */
  readonly flags: readonly JournalFlag[];
};

/** A decryption share with its proof, ready to be posted by anybody. */
export type DecryptionShare = ProvedShare & { readonly seat: number; readonly sum: readonly bigint[] };

/** What a share of this sum binds its trustee to (P9.1). */
export function shareEntry({
  election,
  constitutionHash,
  block,
  census,
  sum,
  ballots,
  flags,
}: ShareTask): JournalEntry {
  const { number, hash } = block;
  const sumHash = hashWords(sum);
  const bound = { constitutionHash, block: { number, hash }, census, sumHash, ballots, flags };
  return { act: "share", election: getAddress(election), ...bound };
}

/**
 * Makes a share of the sum with its proof, without a network, after noting the sum in the journal (P9.1, P9.2).
 * Throws `ShareAlreadyGivenError` for another sum of the same election, `OtherConstitutionError` for another
 * constitution or census than was agreed to, and `JournalConflictError` where copies of the journal disagree.
 */
export async function makeShare(
  shareSecret: bigint,
  task: ShareTask,
  journal: TrusteeJournal,
  random: RandomBytes = systemRandom,
): Promise<DecryptionShare> {
  await note(journal, shareEntry(task));

  const statement: ShareStatement = {
    chainId: task.chainId,
    election: getAddress(task.election),
    sumHash: hashWords(task.sum),
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
