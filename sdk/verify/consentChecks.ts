import type { Point } from "../crypto/babyjubjub.ts";
import { verifyConsent } from "../crypto/consentProof.ts";
import type { BoardKeys } from "./ceremonyChecks.ts";
import { type Check, equal, every } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { sigmaFrom } from "./recordValues.ts";

/** P4.1: each consent shows that the seat held its share, and there were enough to open. */
export async function consentChecks(record: ElectionRecord, { shareKeys }: BoardKeys): Promise<readonly Check[]> {
  const { chainId, election, constitutionHash, constitution, consents, opening } = record;
  const seats = new Set(consents.map(({ seat }) => seat));
  return [
    await every(
      "P4.1 consent proofs",
      consents,
      ({ seat, blockHash, proof }) =>
        verifyConsent(
          {
            chainId: BigInt(chainId),
            board: constitution.board,
            election,
            constitutionHash,
            seat,
            shareKey: shareKeys[seat - 1] as Point,
            blockHash,
          },
          sigmaFrom(proof),
        ),
      ({ seat }) => `seat ${seat}`,
    ),
    equal("P4.1 one consent for each seat", consents.length, seats.size),
    ...(opening === null ? [] : [equal("P4.2 enough consents", true, seats.size >= constitution.consentsRequired)]),
  ];
}
