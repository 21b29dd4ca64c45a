import type { Point } from "../crypto/babyjubjub.ts";
import { verifyConsent } from "../crypto/consentProof.ts";
import { type Check, every, holds } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { sigmaFrom } from "./recordValues.ts";

/** Blocks back from its own that a consent may name. */
const RECENT_BLOCKS = 256;

/** P4.1: each consent shows that the seat held its share at that time, for this election. */
export async function consentChecks({ record, chainId, boardKeys }: Evidence): Promise<readonly Check[]> {
  const { election, constitutionHash, constitution, consents, opening } = record;
  const { board, schedule } = constitution;
  const seats = consents.map(({ seat }) => seat);
  const { shareKeys } = boardKeys();
  return [
    await every(
      "P4.1 each consent was proved with the trustee's share of the key",
      consents,
      ({ seat, blockHash, proof }) =>
        verifyConsent(
          { chainId, board, election, constitutionHash, seat, shareKey: shareKeys[seat - 1] as Point, blockHash },
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
      "P4.1 each consent was fresh",
      consents,
      ({ at, blockNumber }) => blockNumber < at.block && at.block - blockNumber <= RECENT_BLOCKS,
      ({ seat, at, blockNumber }) => `seat ${seat}: block ${blockNumber} named in block ${at.block}`,
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
