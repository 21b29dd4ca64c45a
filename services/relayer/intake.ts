import type { OpenElection } from "../../sdk/chain/resident.ts";
import { follows, readSlotHead } from "../../sdk/chain/slots.ts";
import { trackerOf } from "../../sdk/crypto/tracker.ts";
import { acknowledgementData, ciphertextsHash, type Promised } from "../../sdk/election/acknowledgement.ts";
import { type Ballot, heldHash } from "../../sdk/election/ballot.ts";
import {
  type BallotPackage,
  BallotPackageMalformedError,
  encodeBallotPackage,
  parseBallotPackage,
} from "../../sdk/election/ballotPackage.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { ChainUnreachableError, StorageFailedError } from "../hosting/refusals.ts";
import { type Head, readHead } from "../sending/chain.ts";
import { requireSendable, requireSettleable } from "../sending/hindrance.ts";
import { checkForm } from "./ballotForm.ts";
import {
  BallotTooLateError,
  ChainWrongError,
  HeldMismatchError,
  PackageMalformedError,
  ProofInvalidError,
  RevotingForbiddenError,
  SlotBusyError,
  SlotLimitError,
  SlotMovedError,
} from "./refusals.ts";
import { knownOf } from "./status.ts";
import type { StoredBallot } from "./store.ts";
import type { Works } from "./works.ts";

/** Deadlines are whole multiples of this many seconds, so that none tells when its ballot came. */
const DEADLINE_STEP = 300;

/**
 * Takes a ballot: checks everything that the contract would, writes it, and only then acknowledges it. The same ballot
 * again gives the same acknowledgement. What this relayer has taken is looked at last: nobody learns of it but with a
 * proof that holds. Throws a `RefusalError` with the first thing that is wrong.
 * @param text The package as it was sent.
 * @param network Whence it came.
 */
export async function takeBallot(works: Works, text: string, network: string): Promise<StoredBallot> {
  works.reached("intake.received");
  const given = packageFrom(text);
  if (given.chainId !== works.chain.chainId) throw new ChainWrongError(given.chainId, works.chain.chainId);
  // What was acknowledged stays so; for anything else the node is asked only while it can be relied on.
  const { nullifier, version } = given.ballot;
  const isNew = works.store.find(given.election, nullifier, version) === undefined;
  if (isNew && works.memory.head !== undefined) requireSendable(knownOf(works), works.memory.head);
  const election = await reading(() => works.elections.open(given.election));
  works.reached("intake.electionRead");
  checkForm(given.ballot, election.constitution.ballotSize);
  const repeated = find(works, given);
  if (repeated?.package === encodeBallotPackage(given)) return repeated;
  requireSettleable(knownOf(works), election.constitution.isTest);

  const head = await checkTime(works, election);
  await checkSlot(works, election, given.ballot);
  works.reached("intake.slotRead");
  requireSendable(knownOf(works), head);
  if (!(await works.unproved.check(network, () => isProved(works, election, given.ballot)))) {
    throw new ProofInvalidError();
  }
  works.reached("intake.proofChecked");
  const known = find(works, given);
  if (known !== undefined) return same(known, given);
  const { ballotsPerSlot } = works.limits;
  if (works.store.taken(given.election, given.ballot.nullifier) >= ballotsPerSlot) {
    throw new SlotLimitError(ballotsPerSlot);
  }

  const ballot = await promised(works, given, deadlineOf(works, election, head.timestamp));
  works.reached("intake.signed");
  const written = write(works, ballot);
  works.reached("intake.written");
  return same(written, given);
}

function packageFrom(text: string): BallotPackage {
  try {
    return parseBallotPackage(text);
  } catch (error) {
    if (error instanceof BallotPackageMalformedError) throw new PackageMalformedError(error.what);
    throw error;
  }
}

function find({ store }: Works, { election, ballot }: BallotPackage): StoredBallot | undefined {
  return store.find(election, ballot.nullifier, ballot.version);
}

/** @returns The chain's head now. */
async function checkTime({ chain }: Works, { constitution }: OpenElection): Promise<Head> {
  const head = await reading(() => readHead(chain));
  const { closesAt } = constitution.schedule;
  if (head.timestamp >= closesAt) throw new BallotTooLateError(closesAt, head.timestamp);
  return head;
}

/** A ballot that its slot already holds is taken as well: another way was quicker, or this database was lost. */
async function checkSlot({ chain }: Works, election: OpenElection, ballot: Ballot): Promise<void> {
  if (ballot.version > 0n && !election.constitution.revoting) throw new RevotingForbiddenError(ballot.version);
  const slot = await reading(() => readSlotHead(election.election, ballot.nullifier, chain.provider));
  if (slot.version === ballot.version + 1n && slot.heldHash === heldHash(ballot.next)) return;
  if (slot.version !== ballot.version) throw new SlotMovedError(ballot.version, slot.version);
  if (!follows(ballot, slot)) throw new HeldMismatchError(ballot.version);
}

/** A proof that does not hold may be right where a node was wrong of the election. */
async function isProved({ proofs, elections }: Works, election: OpenElection, ballot: Ballot): Promise<boolean> {
  const holds = (known: OpenElection) => proofs.check({ election: { ...known, ...known.constitution }, ballot });
  if (await holds(election)) return true;
  const other = await reading(() => elections.again(election.election));
  return other !== undefined && holds(other);
}

function deadlineOf({ limits }: Works, { constitution: { schedule } }: OpenElection, now: number): number {
  const rounded = Math.ceil((now + limits.promise) / DEADLINE_STEP) * DEADLINE_STEP;
  return Math.min(rounded, schedule.closesAt + schedule.closeGrace);
}

async function promised({ account, chain }: Works, given: BallotPackage, deadline: number): Promise<StoredBallot> {
  const { election, ballot } = given;
  const { nullifier, version } = ballot;
  const { chainId } = chain;
  const promise: Promised = { chainId, election, nullifier, version, ciphertexts: ciphertextsHash(ballot), deadline };
  const { domain, types, message } = acknowledgementData(promise);
  const signature = await account.signTypedData(domain, types, message);
  return {
    acknowledgement: { ...promise, relayer: account.address, signature },
    tracker: trackerOf({ election, ...ballot }),
    package: encodeBallotPackage(given),
    placement: "waiting",
    block: null,
    settled: false,
  };
}

function write({ store }: Works, ballot: StoredBallot): StoredBallot {
  try {
    return store.insert(ballot);
  } catch {
    throw new StorageFailedError();
  }
}

/** Of two ballots for one version that came at once, only the first written is acknowledged. */
function same(written: StoredBallot, { ballot }: BallotPackage): StoredBallot {
  if (written.acknowledgement.ciphertexts !== ciphertextsHash(ballot)) throw new SlotBusyError(ballot.version);
  return written;
}

/** A node's failure is not the ballot's. */
async function reading<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    throw new ChainUnreachableError();
  }
}
