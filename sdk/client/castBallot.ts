import { registryCensus } from "../chain/frozenCensus.ts";
import { type OpenElection, readOpenElection } from "../chain/resident.ts";
import { readSlot } from "../chain/slots.ts";
import { ciphertextWords } from "../crypto/elgamal.ts";
import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { trackerOf } from "../crypto/tracker.ts";
import { type BallotPackage, encodeBallotPackage } from "../election/ballotPackage.ts";
import type { MembershipProof } from "../election/roll.ts";
import { encryptBallot, nullifierOf, proveBallot } from "../proofs/ballotProof.ts";
import { type Followed, followBallot as follow } from "../relaying/follow.ts";
import { castPackage, type Submission, submitBallot } from "../relaying/ladder.ts";
import { requireJudged } from "../trust/requireJudged.ts";
import { type Connection, trustedElection } from "./connect.ts";
import { type KeySource, provingFiles } from "./keys.ts";
import type { ResidentIdentity } from "./resident.ts";
import { ladderOf, type Way, waiting } from "./ways.ts";

/** A ballot that is to be cast. */
export type Casting = Way & {
  readonly election: string;
  readonly identity: ResidentIdentity;
  /** Points for each option in its order, whole numbers from 0; options behind the last given one get 0. */
  readonly choices: readonly number[];
  readonly keys: KeySource;
  /** The identity's path in the census; where it is not given it is found in the registry's events. */
  readonly membership?: MembershipProof;
  readonly random?: RandomBytes;
};

/** A ballot on its way. */
export type CastBallot = {
  readonly open: OpenElection;
  readonly ballot: BallotPackage;
  /** With it anybody finds the ballot on the chain; it tells nobody the choice. */
  readonly tracker: string;
  /** Where no relayer took it, `file` can be handed in by anybody. */
  readonly submission: Submission;
};

/**
 * Makes a ballot on this machine and hands it over: judges the election (P15.7), finds the resident's path in the frozen
 * roll, encrypts, proves (P5), and goes to the relayers (P7) or sends it by `sender`. A resident who votes again changes the
 * vote, where the election allows it.
 *
 * Nothing here challenges the device (P14): whoever builds a voting machine offers that too. The secret stays in memory.
 * Throws `ElectionNotTrustedError`, `ElectionNotAsJudgedError`, `RollFilesUnknownError` for a published roll without
 * `membership`, `NotOnRollError`, `ChoicesIllegalError`, `BallotDisplacedError`, what `provingFiles` throws, with `sender`
 * `ContractRefusedError`, or a node's failure.
 */
export async function castBallot(connection: Connection, casting: Casting): Promise<CastBallot> {
  const { election, identity, keys, random = systemRandom } = casting;
  const { provider } = connection.rpcs[0];
  const { facts } = await trustedElection(connection, election);
  const open = await readOpenElection(election, provider);
  requireJudged(open, facts);
  const { ballotSize } = open.constitution;
  const choices = [...casting.choices, ...Array<number>(Math.max(0, ballotSize - casting.choices.length)).fill(0)];
  const made = { ...open, ...open.constitution };
  const encrypted = encryptBallot(made, choices, random);
  const { rolls, rollId, schedule } = open.constitution;
  const wanted = { rolls, rollId, censusTime: schedule.censusTime, censusRoot: open.censusRoot };
  const membership = casting.membership ?? (await (await registryCensus(wanted, provider)).pathOf(identity.commitment));
  const slot = await readSlot(election, nullifierOf(open.scope, identity.secret), provider);
  const files = await provingFiles(keys, `ballot-${ballotSize}`);
  const proved = await proveBallot(files, made, { secret: identity.secret, membership }, slot, encrypted);
  const ballot = { chainId: open.chainId, election, ballot: proved };
  await casting.keep?.(encodeBallotPackage(ballot));
  const { nullifier, version } = proved;
  const tracker = trackerOf({ election, nullifier, version, next: ciphertextWords(encrypted.ciphertexts) });
  return { open, ballot, tracker, submission: await handOver(connection, ballot, casting) };
}

/** Milliseconds between two looks at the chain. */
const LOOK = 2_000;

/**
 * Follows a ballot until it is final, hands it in again where its block is dropped or a relayer lets its deadline pass, and
 * gives what became of it. By its promise and the ballot a relayer's omission can be proved (P7.6).
 */
export function followBallot(
  connection: Connection,
  { open, ballot, submission }: CastBallot,
  { relayers, interval = LOOK }: Pick<Way, "relayers"> & { readonly interval?: number } = {},
): Promise<Followed> {
  const { provider } = connection.rpcs[0];
  const { constitution } = open;
  const ladder = { ...ladderOf(connection, { relayers }), wait: waiting };
  return follow(ballot, submission, { ...ladder, constitution, provider, rule: connection.rule, interval });
}

async function handOver(connection: Connection, ballot: BallotPackage, way: Way): Promise<Submission> {
  if (way.sender === undefined) return submitBallot(ballot, ladderOf(connection, way));
  return { outcome: "cast", blockNumber: await castPackage(ballot, way.sender) };
}
