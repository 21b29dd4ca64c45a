import { isOfPrimeOrder, type Point } from "../curve/babyJubjub.ts";
import { tagged } from "../hash/tagged.ts";
import { type Claim, foldKey } from "../pairing/groth16.ts";
import { refutedClaims } from "../pairing/groth16Batch.ts";
import { proofOf } from "../pairing/proofWords.ts";
import type { Board } from "../record/recordShape.ts";
import { shareKey } from "./boardKeys.ts";
import type { Case } from "./case.ts";

type Dealing = Board["dealings"][number];

/** The claim of one share's proof; `undefined` where a point that it is about is none. */
const claimOf = (
  { dealing, m, context }: { readonly dealing: Dealing; readonly m: number; readonly context: bigint },
  key: Point | undefined,
  polynomial: readonly Point[] | undefined,
): Claim | undefined => {
  const { ephemeral: r, ciphertext, proof } = dealing.shares[m]!;
  if (!key || !polynomial || !isOfPrimeOrder(r)) return undefined;
  const s = shareKey(polynomial, m + 1);
  const place = [context, BigInt(dealing.seat), BigInt(m + 1)];
  return { proof: proofOf(proof), live: [s.x, s.y, r.x, r.y, ciphertext, key.x, key.y, ...place] };
};

/** P2.2: every encrypted share is of the polynomial, for its seat. */
export const checkKeyShares = (
  at: Case,
  keys: ReadonlyMap<number, Point>,
  polynomials: ReadonlyMap<number, readonly Point[]>,
): void => {
  const { ledger } = at;
  const { board, chainId, constitution } = at.record;
  const context = tagged("hanpyo.keyshare.v1", chainId, constitution.board) >> 8n;
  const n = board.trustees.length;
  const square = board.dealings.length === n && board.dealings.every(({ shares }) => shares.length === n);
  ledger.check("P2.2 number of shares dealt", square, () => `not ${n} by each of ${n}`);

  const entries = board.dealings.flatMap((dealing) =>
    dealing.shares.map((_, m) => ({
      name: `from seat ${dealing.seat} to seat ${m + 1}`,
      claim: claimOf({ dealing, m, context }, keys.get(m + 1), polynomials.get(dealing.seat)),
    })),
  );
  const claims = entries.flatMap(({ claim }) => (claim ? [claim] : []));
  const faults = refutedClaims(foldKey(at.keys.keyShare, 10, []), claims, at.random);
  const refuted = new Map(faults.map(({ index, fault }) => [claims[index]!, fault]));
  for (const { name, claim } of entries) {
    const fault = claim ? refuted.get(claim) : "a point is none";
    ledger.check("P2.2 each share was proved right", fault === undefined, () => `${name}: ${fault}`);
  }
};
