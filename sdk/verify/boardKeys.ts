import { type Point, pointFromOutside, sumPoints } from "../crypto/babyjubjub.ts";
import { shareCommitment } from "../crypto/sharing.ts";
import type { ElectionRecord } from "./record.ts";
import { pointFrom } from "./recordValues.ts";

/** K and the trustees' Y_j as the ceremony gives them (P2.3). */
export type BoardKeys = { readonly electionKey: Point; readonly shareKeys: readonly Point[] };

/** P2.3: recomputes the keys from the dealings. Throws for points that are not fit to be keys. */
export function boardKeys({ board }: ElectionRecord): BoardKeys {
  const polynomials = board.dealings.map(({ polynomial }) => polynomial.map(pointFrom).map(pointFromOutside));
  return {
    electionKey: sumPoints(polynomials.map((polynomial) => polynomial[0] as Point)),
    shareKeys: board.trustees.map((_, index) =>
      sumPoints(polynomials.map((polynomial) => shareCommitment(polynomial, index + 1))),
    ),
  };
}
