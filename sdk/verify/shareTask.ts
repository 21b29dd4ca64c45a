import { agreed, type Rpcs } from "../chain/agreement.ts";
import type { NumberedBlock } from "../chain/finalBlock.ts";
import { judgedElection } from "../chain/judgedElection.ts";
import type { JournalFlag } from "../chain/trusteeJournal.ts";
import type { ShareTask } from "../chain/trusteeShare.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { HanpyoError, told } from "../errors.ts";
import type { ProofsVerifier } from "../proofs/manyProofs.ts";
import type { AcceptedTrust } from "../trust/acceptManifest.ts";
import { requireTrusted, TrustMissingError } from "../trust/requireTrusted.ts";
import { type Check, group, holds } from "./check.ts";
import { type CompiledContracts, codeChecks } from "./codeChecks.ts";
import { type ElectionStatus, electionStatus } from "./electionStatus.ts";
import { type Evidence, evidenceOf, type VerificationKeys } from "./evidence.ts";
import { exportRecord } from "./exportRecord.ts";
import { quorumCheck } from "./quorumCheck.ts";
import type { ElectionRecord } from "./record.ts";
import { RECORD_PARTS, readRecord } from "./verifyElection.ts";

/** What a trustee's software holds against a chain that may be false: what its own source code compiles to. */
export type ShareMeans = {
  /** The committed keys and the compiled contracts for a ballot size; may throw where there are none. */
  readonly keysFor: (ballotSize: number) => VerificationKeys;
  readonly contractsFor: (ballotSize: number) => CompiledContracts;
  /** Whose board and roll are meant; undefined where the flags say that it goes on without. */
  readonly trust: AcceptedTrust | undefined;
  /** Where proofs are verified: by default here, in batches. */
  readonly verify?: ProofsVerifier;
  /** Called after each batch with the number of ballots checked. */
  readonly report?: (checked: number) => void;
};

export class NotSealedError extends HanpyoError {
  constructor(election: string, block: number) {
    super(
      "NOT_SEALED",
      told`Election ${{ election }} has not sealed its sum as of block ${{ block }}`,
      "Wait until it has, and until the chain has made that final",
    );
  }
}

/** Nothing of the election is ever decrypted: it was void, too few voted, or its box stays closed. */
export class NoShareOwedError extends HanpyoError {
  constructor(election: string, status: ElectionStatus) {
    super(
      "NO_SHARE_OWED",
      told`Election ${{ election }} is over without a count (${{ phase: status.phase }}): ${{ summary: status.summary }}`,
      "Make no share: none is owed, and the election takes none",
    );
  }
}

/** Something that the contract never lets happen, or that was never proved, is shown of an election. */
export class RuleBrokenError extends HanpyoError {
  readonly check: Check;

  constructor(election: string, check: Check) {
    super(
      "RULE_BROKEN",
      told`Election ${{ election }} does not keep "${{ check: check.name }}": expected ${{ expected: check.expected }}, found ${{ found: check.found }}`,
      "Do not give a share: the chain that you are shown is false, or your software is another version; compare with another RPC and tell the other trustees",
    );
    this.check = check;
  }
}

/** A node fell silent over a rule: neither kept nor broken. */
export class RuleUncheckedError extends HanpyoError {
  constructor(election: string, check: Check) {
    super(
      "RULE_UNCHECKED",
      told`Of election ${{ election }} "${{ check: check.name }}" was not checked: ${{ found: check.found }}`,
      "Nothing was done; try again, or with another RPC",
    );
  }
}

/**
 * Parts of the record that a share does not depend on: who is on the roll, which every ballot's proof binds by its
 * root; other trustees' shares; and the result.
 */
const OTHER_PARTS = ["P1 roll", "P13 published roll", "P9 shares", "P10 result"];

/**
 * Reads an election as of a final block from all nodes alike, repeats every rule of the contracts that stands between
 * a ballot and its decryption, and recomputes the sum (P9.1).
 * Throws `TrustMissingError`, `ElectionNotTrustedError` (P15.7), `NotSealedError`, `NoShareOwedError`, `RuleBrokenError` with
 * the first check that does not hold, `RuleUncheckedError` and
 * `RpcsDisagreeError`.
 * @param flags What the reading had to do without.
 */
export async function readShareTask(
  rpcs: Rpcs,
  election: string,
  seat: number,
  block: NumberedBlock,
  means: ShareMeans,
  flags: readonly JournalFlag[] = [],
): Promise<ShareTask> {
  const { trust } = means;
  if (trust === undefined && !flags.includes("no-trust")) throw new TrustMissingError();
  // Whose board and roll these are costs little to ask; the ballots come after.
  if (trust !== undefined) requireTrusted(election, await judgedElection(rpcs, election, trust, block.number));
  const record = await agreed(rpcs, ({ provider }) => exportRecord(election, provider, block.number));
  const task = await shareTaskOf(record, seat, means, flags);
  const { ballotSize } = record.constitution;
  for (const { provider } of rpcs) {
    const reader = { provider, block: block.number };
    requireAll(election, await codeChecks(record, means.contractsFor(ballotSize), means.keysFor(ballotSize), reader));
  }
  return task;
}

/** The same from a record alone, without the comparison of codes. */
export async function shareTaskOf(
  shown: ElectionRecord,
  seat: number,
  { keysFor, verify, report = () => {} }: Pick<ShareMeans, "keysFor" | "verify" | "report">,
  flags: readonly JournalFlag[] = [],
): Promise<ShareTask> {
  const read = readRecord(shown);
  if ("failed" in read) throw new RuleBrokenError(shown.election, read.failed);
  const { record } = read;
  const { election, seal, opening, block } = record;
  if (seal === null || opening === null) {
    const status = electionStatus(record);
    const isUncounted = status.final && status.phase !== "decided";
    throw isUncounted ? new NoShareOwedError(election, status) : new NotSealedError(election, block.number);
  }
  const told = (what: string, checked: number) => {
    if (what === "ballots") report(checked);
  };
  const evidence = evidenceOf(record, keysFor, told, { verify });
  // What costs nothing comes before the ballots' proofs.
  requireAll(election, await group("P9.1 ready for shares", () => readinessChecks(evidence)));
  for (const { name, checks } of RECORD_PARTS) {
    if (!OTHER_PARTS.includes(name)) requireAll(election, await group(name, () => checks(evidence)));
  }
  const { slots, sum } = evidence.box();
  const { censusRoot: root, depth, activeMembers } = opening;
  return {
    chainId: evidence.chainId,
    election,
    constitutionHash: record.constitutionHash,
    seat,
    isTest: record.constitution.isTest,
    block: { number: block.number, hash: block.hash },
    census: { root, depth, activeMembers },
    sum,
    ballots: slots.size,
    flags,
  };
}

/**
 * P9.1: the box is closed, does not stay so for want of turnout, and holds enough ballots to hide in: by the
 * constitution, not by what a node says of it.
 */
function readinessChecks({ record, constitution, box }: Evidence): readonly Check[] {
  const { closesAt, closeGrace } = constitution.schedule;
  const boxClosesAt = closesAt + closeGrace;
  const least = Math.max(1, constitution.minimumBallots);
  const { size } = box().slots;
  const turnout = { ballots: size, activeMembers: record.opening?.activeMembers ?? 0 };
  return [
    holds(
      "P9.1 the box is closed at the final block",
      record.block.time >= boxClosesAt,
      `from ${timeInKorea(boxClosesAt)} on`,
      timeInKorea(record.block.time),
    ),
    holds("P9.1 enough ballots to hide in", size >= least, `at least ${least}`, size),
    quorumCheck("P9.1 the turnout that opens the box", constitution.outcome, turnout),
  ];
}

function requireAll(election: string, checks: readonly Check[]): void {
  const failed = checks.find(({ ok }) => !ok);
  if (failed === undefined) return;
  throw failed.notChecked ? new RuleUncheckedError(election, failed) : new RuleBrokenError(election, failed);
}
