import type { Point } from "../crypto/babyjubjub.ts";
import { verifyConsent } from "../crypto/consentProof.ts";
import { timeInKorea } from "../election/timeInKorea.ts";
import { censusOf, NO_CENSUS } from "./census.ts";
import { type Check, every, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { sigmaFrom } from "./recordValues.ts";

/** P4.1: each consent shows that the seat held its share and agreed to this election, over its census. */
export async function consentChecks({ record, chainId, boardKeys }: Evidence): Promise<readonly Check[]> {
  const { election, constitutionHash, constitution, consents, opening } = record;
  const { board, schedule } = constitution;
  const seats = consents.map(({ seat }) => seat);
  const { shareKeys } = boardKeys();
  const census = censusOf(record) ?? NO_CENSUS;
  return [
    await every(
      "P4.1 each consent was proved with the trustee's share of the key",
      consents,
      ({ seat, proof }) =>
        verifyConsent(
          { chainId, board, election, constitutionHash, seat, shareKey: shareKeys[seat - 1] as Point, census },
          sigmaFrom(proof),
        ),
      ({ seat }) => `seat ${seat}`,
    ),
    holds(
      "P4.1 one consent for each seat",
      new Set(seats).size === seats.length,
      "different seats",
      seats.join(", ") || "none",
    ),
    await every(
      "P4.1 each consent came after the census time",
      consents,
      ({ at }) => at.time > schedule.censusTime,
      ({ seat, at }) => `seat ${seat} at ${timeInKorea(at.time)}`,
    ),
    await every(
      "P4.1 each consent came while the election waited for its opening",
      consents,
      ({ at }) =>
        at.time <= schedule.opensAt + schedule.openGrace && at.block <= (opening?.at.block ?? Number.POSITIVE_INFINITY),
      ({ seat, at }) => `seat ${seat} in block ${at.block}`,
    ),
  ];
}
