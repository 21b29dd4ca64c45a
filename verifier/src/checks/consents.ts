import { equal, G, type Point } from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { tagged128 } from "../hash/tagged.ts";
import type { Case } from "./case.ts";
import type { CeremonyKeys } from "./ceremony.ts";

/** A roll as it stood at a time (P1.5). */
export interface Census {
  readonly time: number;
  readonly root: bigint;
  readonly depth: number;
  readonly activeMembers: number;
}

/** Depth of the circuits' trees: at most 1,048,576 leaves. */
const MOST_DEPTH = 20;

/** No count of votes reaches this (P3.4, P4.1): two of them stand in one ciphertext. */
const COUNT_LIMIT = 2 ** 24;

/** P4.1, census: what an election can be opened over. */
export const checkCensus = ({ record, ledger }: Case, census: Census): void => {
  const { minimumCensus, minimumBallots, rules } = record.constitution;
  const { root, depth, activeMembers } = census;
  const check = (holds: boolean, told: string): boolean => ledger.check("P4.1 census", holds, () => told);

  check(root !== 0n, "its root is 0");
  check(depth <= MOST_DEPTH, `its depth is ${depth}`);
  check(activeMembers >= minimumCensus, `${activeMembers} members are fewer than ${minimumCensus}`);
  check(activeMembers >= minimumBallots, `${activeMembers} members cannot cast ${minimumBallots} ballots`);
  check(activeMembers * rules.maxPerOption < COUNT_LIMIT, `${activeMembers} members x ${rules.maxPerOption} points`);
};

/** What a trustee consents to (P4.1). */
export interface Consent {
  readonly chainId: bigint;
  readonly board: bigint;
  readonly election: bigint;
  readonly constitutionHash: bigint;
  readonly seat: number;
  /** `Y_j`. */
  readonly key: Point;
  readonly census: Census;
}

/** Whether a consent's proof holds (P4.1). */
export const consentHolds = (consent: Consent, proof: SigmaProof): boolean => {
  const { chainId, board, election, constitutionHash, seat, key, census } = consent;
  const r = recomputeCommitment(G, key, proof);
  const challenge = tagged128(
    "hanpyo.consent.v2",
    chainId,
    board,
    election,
    constitutionHash,
    BigInt(seat),
    key.x,
    key.y,
    BigInt(census.time),
    census.root,
    BigInt(census.depth),
    BigInt(census.activeMembers),
    r.x,
    r.y,
  );
  return inRange(proof) && challenge === proof.challenge;
};

/** P4.1: each consent is a proof of knowledge of its seat's key, over this election and this census. */
export const checkConsents = (at: Case, keys: CeremonyKeys | undefined, census: Census | undefined): void => {
  const { record, ledger } = at;
  const { constitution, opening } = record;
  const { censusTime, opensAt, openGrace } = constitution.schedule;
  const seen = new Set<number>();

  for (const { seat, at: moment, proof } of record.consents) {
    const known = seat <= record.board.trustees.length && !seen.has(seat);
    seen.add(seat);
    ledger.check("P4.1 consents", known, () => `seat ${seat}`);
    const end = opening ? opening.at.time : opensAt + openGrace;
    const inTime = moment.time > censusTime && moment.time <= end;
    ledger.check("P4.1 times of consents", inTime, () => `seat ${seat} at ${moment.time}`);

    const key = keys?.seatKeys[seat - 1];
    if (!key || !census) {
      ledger.notMade("P4.1 proofs of consents", !key ? "the seats' keys are not known" : "there is no census");
      continue;
    }
    const { chainId, election, constitutionHash } = record;
    const statement = { chainId, board: constitution.board, election, constitutionHash, seat, key, census };
    ledger.check("P4.1 proofs of consents", consentHolds(statement, proof), () => `seat ${seat}`);
  }
};

/** P4.2: the opening came in its time, after enough consents, with the ceremony's key and the census. */
export const checkOpening = (
  { record, ledger }: Case,
  keys: CeremonyKeys | undefined,
  census: Census | undefined,
): void => {
  const { opening, consents, constitution } = record;
  if (!opening) return;
  const { opensAt, openGrace } = constitution.schedule;
  const { time } = opening.at;

  ledger.check("P4.2 opening", time >= opensAt && time <= opensAt + openGrace, () => `opened at ${time}`);
  const enough = consents.length >= constitution.consentsRequired;
  ledger.check("P4.2 opening", enough, () => `${consents.length} consents of ${constitution.consentsRequired}`);

  if (keys) ledger.check("P4.2 key of the opening", equal(keys.electionKey, opening.electionKey), () => "another key");
  else ledger.notMade("P4.2 key of the opening", "the ceremony gave no key");

  if (!census) {
    ledger.notMade("P4.2 census of the opening", "the record shows no census");
    return;
  }
  const same =
    census.root === opening.censusRoot &&
    census.depth === opening.depth &&
    census.activeMembers === opening.activeMembers;
  ledger.check("P4.2 census of the opening", same, () => `the roll has root ${census.root}`);
};
