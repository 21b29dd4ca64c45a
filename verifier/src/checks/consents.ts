import { equal, G, type Point } from "../curve/babyJubjub.ts";
import { inRange, recomputeCommitment, type SigmaProof } from "../curve/sigma.ts";
import { tagged128 } from "../hash/tagged.ts";
import type { Skeleton } from "../record/recordShape.ts";
import { inKorea } from "../report/inKorea.ts";
import type { CeremonyKeys } from "./boardKeys.ts";
import type { Case } from "./case.ts";

/** A roll as it stood at a time (P1.5). */
export interface Census {
  readonly time: number;
  readonly root: bigint;
  readonly depth: number;
  readonly activeMembers: number;
}

const NO_CENSUS: Census = { time: 0, root: 0n, depth: 0, activeMembers: 0 };

/** Depth of the circuits' trees: at most 1,048,576 leaves. */
const MOST_DEPTH = 20;

/** No count of votes reaches this (P4.1): two of them stand in one ciphertext. */
const COUNT_LIMIT = 2 ** 24;

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

/** P4.1: each consent is of its seat, in its time, over this election and this census. */
export const checkConsents = (at: Case, keys: CeremonyKeys | undefined, census: Census | undefined): void => {
  const { record, ledger } = at;
  const { constitution, opening, chainId, election, constitutionHash } = record;
  const { censusTime, opensAt, openGrace } = constitution.schedule;
  ledger.present((check) => check.startsWith("P4.1 "));
  const seen = new Set<number>();

  for (const { seat, at: moment, proof } of record.consents) {
    const told = (): string => `seat ${seat} in block ${moment.block} at ${inKorea(moment.time)}`;
    ledger.check("P4.1 one consent for each seat", !seen.has(seat), told);
    seen.add(seat);
    ledger.check("P4.1 each consent came after the census time", moment.time > censusTime, told);
    const waiting = moment.time <= opensAt + openGrace && (!opening || moment.block <= opening.at.block);
    ledger.check("P4.1 each consent came while the election waited for its opening", waiting, told);

    const key = keys?.seatKeys[seat - 1];
    const board = constitution.board;
    const holds =
      key !== undefined &&
      consentHolds({ chainId, board, election, constitutionHash, seat, key, census: census ?? NO_CENSUS }, proof);
    ledger.check("P4.1 each consent was proved with the trustee's share of the key", holds, told);
  }
};

type Opening = NonNullable<Skeleton["opening"]>;

const checkCensus = ({ record, ledger }: Case, opening: Opening, found: Census | undefined): void => {
  const { minimumCensus, minimumBallots, rules } = record.constitution;
  const { root, depth, activeMembers } = found ?? NO_CENSUS;
  const members = (): string => `${activeMembers} members`;

  ledger.check("P4.2 a roll at the census time", found !== undefined, () => "there is none");
  ledger.check("P4.2 root of the census", root === opening.censusRoot, () => `it is ${root}`);
  ledger.check("P4.2 depth of the census", depth === opening.depth, () => `it is ${depth}`);
  ledger.check("P4.2 residents in the census", activeMembers === opening.activeMembers, members);
  ledger.check("P4.2 the census is not empty", root !== 0n, () => "its root is 0");
  ledger.check("P4.2 the census fits the circuit", depth <= MOST_DEPTH, () => `its depth is ${depth}`);
  ledger.check("P4.2 the census is large enough to hide in", activeMembers >= minimumCensus, members);
  ledger.check("P4.2 enough residents for the ballots that are needed", activeMembers >= minimumBallots, members);
  ledger.check("P4.2 counts fit their messages", activeMembers * rules.maxPerOption < COUNT_LIMIT, members);
};

/** P4.2: the opening came in its time, after enough consents, with the ceremony's key and the census. */
export const checkOpening = (at: Case, keys: CeremonyKeys | undefined, census: Census | undefined): void => {
  const { record, ledger } = at;
  const { opening, consents, constitution } = record;
  if (!opening) return;
  const { opensAt, openGrace } = constitution.schedule;
  const { time, block } = opening.at;

  ledger.check(
    "P4.2 opened in time",
    time >= opensAt && time <= opensAt + openGrace,
    () => `opened at ${inKorea(time)}`,
  );
  const before = new Set(consents.filter((consent) => consent.at.block <= block).map(({ seat }) => seat)).size;
  const enough = before >= constitution.consentsRequired;
  ledger.check("P4.2 consents before the opening", enough, () => `${before} of ${constitution.consentsRequired}`);
  checkCensus(at, opening, census);
  const same = keys !== undefined && equal(keys.electionKey, opening.electionKey);
  ledger.check("P4.2 the election key is the board's", same, () => "it is another");
};
