import { postResult, readShares, readSum, sealTally, sumTally } from "../../../sdk/chain/observer.ts";
import { divideByEight } from "../../../sdk/crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../../../sdk/crypto/elgamal.ts";
import { type ProvedShare, proveShare, type ShareStatement } from "../../../sdk/crypto/shareProof.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { decryptCounts } from "../../../sdk/election/tally.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import {
  type Changes,
  type Created,
  type Deployed,
  deployFactory,
  ethers,
  networkHelpers,
  openElection,
} from "../electionFixture.ts";
import { foldedConstants, forgeBallot } from "../forgedBallots.ts";
import { shareKey, shareSecret, THRESHOLD, TRUSTEES } from "../trusteeKeys.ts";

export const YES: readonly number[] = [1, 0, 0, 0, 0, 0, 0, 0];
export const NO: readonly number[] = [0, 1, 0, 0, 0, 0, 0, 0];
export const ABSTAIN: readonly number[] = [0, 0, 1, 0, 0, 0, 0, 0];

/** The order of IElection.Phase. */
export const PHASE = {
  Pending: 0n,
  Void: 1n,
  Open: 2n,
  Closed: 3n,
  Sealed: 4n,
  TooFew: 5n,
  Decided: 6n,
  BelowQuorum: 7n,
} as const;

const RANDOM = seededRandom("shares of the life of an election");

/** An election whose box is open, with the logarithm of its folded constants under the synthetic key. */
export type Opened = Created & { readonly folded: bigint };

/** An election whose sum is sealed. */
export type Sealed = Opened & {
  /** Words of the sealed sum. */
  readonly sum: readonly bigint[];
};

/** An open box, on `deployed` where it matters. */
export async function openBox(changes: Changes = {}, deployed?: Deployed): Promise<Opened> {
  const created = await openElection(deployed ?? (await deployFactory("SyntheticVerifier")), changes);
  return { ...created, folded: await foldedConstants(created) };
}

/** Casts a batch of new ballots, the first with nullifier `first`. */
export async function castBatch(
  { election, folded }: Opened,
  choices: readonly (readonly number[])[],
  first = 1n,
): Promise<Ballot[]> {
  const ballots = choices.map((each, i) => forgeBallot(folded, { nullifier: first + BigInt(i), choices: each }));
  await election.castBallots(ballots);
  return ballots;
}

/** Mines a block in the first second after the closing of the box. */
export async function closeBox({ constitution: { schedule } }: Pick<Created, "constitution">): Promise<void> {
  await networkHelpers.time.increaseTo(schedule.closesAt + schedule.closeGrace);
}

/** Sums the whole tally and seals it. */
export async function sealBox<E extends Created>(opened: E): Promise<E & { readonly sum: readonly bigint[] }> {
  const [sender] = await ethers.getSigners();
  const address = await opened.election.getAddress();
  await sumTally(address, sender as never);
  await networkHelpers.time.increase(opened.constitution.schedule.sealDelay);
  await sealTally(address, sender as never);
  return { ...opened, sum: await readSum(address, ethers.provider) };
}

/** An election with yes, yes, no, abstain, yes in two batches, sealed. */
export async function sealedElection(changes: Changes = {}): Promise<Sealed> {
  const opened = await openBox(changes);
  await castBatch(opened, [YES, YES, NO]);
  await castBatch(opened, [ABSTAIN, YES], 4n);
  await closeBox(opened);
  return sealBox(opened);
}

/** What a seat's share of the sealed sum states. */
export async function shareStatement({ election, sum }: Pick<Sealed, "election" | "sum">, seat: number) {
  const statement: ShareStatement = {
    chainId: (await ethers.provider.getNetwork()).chainId,
    election: await election.getAddress(),
    sumHash: hashWords(sum),
    seat,
    shareKey: shareKey(seat),
    bases: ciphertextsFromWords(sum).map(({ c1 }) => c1),
  };
  return statement;
}

/** A seat's share of the sealed sum, for what it should state with changes. */
export async function shareOf(
  sealed: Pick<Sealed, "election" | "sum">,
  seat: number,
  change: Partial<ShareStatement> = {},
  secret = shareSecret(seat),
): Promise<ProvedShare> {
  return proveShare(secret, { ...(await shareStatement(sealed, seat)), ...change }, RANDOM);
}

/** The arguments of `postShare`: points as Q. */
export function shareArguments(
  { sum }: Pick<Sealed, "sum">,
  seat: number | bigint,
  { share, proof }: ProvedShare,
): readonly [number | bigint, readonly unknown[], unknown, readonly bigint[]] {
  return [seat, share.map(divideByEight), proof, sum];
}

export async function postShares(sealed: Pick<Sealed, "election" | "sum">, seats: readonly number[]): Promise<void> {
  for (const seat of seats) {
    await sealed.election.postShare(...shareArguments(sealed, seat, await shareOf(sealed, seat)));
  }
}

/** Decrypts with the first k of the posted shares, and posts what comes out. */
export async function decide({ election, sum, constitution }: Sealed): Promise<bigint[]> {
  const [sender] = await ethers.getSigners();
  const address = await election.getAddress();
  const shares = (await readShares(address, ethers.provider)).slice(0, THRESHOLD);
  const bound = Number(await election.ballots()) * constitution.rules.maxPerOption;
  const counts = decryptCounts(sum, shares, TRUSTEES, bound);
  await postResult(address, counts, shares, sum, sender as never);
  return counts;
}
