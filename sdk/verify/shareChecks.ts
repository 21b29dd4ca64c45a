import { isIdentity, isInSubgroup, type Point } from "../crypto/babyjubjub.ts";
import { ciphertextsFromWords } from "../crypto/elgamal.ts";
import { verifyShare } from "../crypto/shareProof.ts";
import { hashWords } from "../crypto/transcript.ts";
import { type Check, every, holds } from "./check.ts";
import { counted } from "./counted.ts";
import type { Evidence } from "./evidence.ts";
import { pointFrom, sigmaFrom } from "./recordValues.ts";

/** P9: each share is that of the sealed sum, by a trustee who holds its part of the key, and came after the seal. */
export async function shareChecks({ record, chainId, boardKeys, box }: Evidence): Promise<readonly Check[]> {
  const { election, shares, seal } = record;
  if (shares.length === 0) return [];
  const { slots, sum } = box();
  const bases = ciphertextsFromWords(sum).map(({ c1 }) => c1);
  const seats = shares.map(({ seat }) => seat);
  const label = ({ seat }: { readonly seat: number }) => `seat ${seat}`;
  return [
    holds(
      "P9 something to decrypt",
      seal !== null && slots.size > 0,
      "a sealed sum of ballots",
      counted(slots.size, "ballot"),
    ),
    await every(
      "P9 no share before the seal",
      shares,
      ({ at }) => at.block >= (seal?.at.block ?? Number.POSITIVE_INFINITY),
      ({ seat, at }) => `seat ${seat} in block ${at.block}`,
    ),
    await every(
      "P9.2 each share is made of points of the prime subgroup",
      shares,
      ({ share }) => share.map(pointFrom).every((point) => isInSubgroup(point) && !isIdentity(point)),
      label,
    ),
    await every(
      "P9.2 each share was proved right for the sealed sum",
      shares,
      ({ seat, share, proof }) => {
        const shareKey = boardKeys().shareKeys[seat - 1] as Point;
        const statement = { chainId, election, sumHash: hashWords(sum), seat, shareKey, bases };
        const points = share.map(pointFrom);
        return points.every(isInSubgroup) && verifyShare(statement, { share: points, proof: sigmaFrom(proof) });
      },
      label,
    ),
    holds("P9.3 one share for each seat", new Set(seats).size === seats.length, "different seats", seats.join(", ")),
  ];
}
