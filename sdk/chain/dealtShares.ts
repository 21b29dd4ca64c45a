import type { ContractRunner } from "ethers";
import { GENERATOR, multiplySecret, type Point, pointsEqual, timesEight } from "../crypto/babyjubjub.ts";
import { mod, SUBGROUP_ORDER } from "../crypto/field.ts";
import { type BoardId, encryptionSecret } from "../crypto/keyDerivation.ts";
import { decryptKeyShare, keyShareContext } from "../crypto/keyShareCipher.ts";
import { shareCommitment } from "../crypto/sharing.ts";
import { HanpyoError, told } from "../errors.ts";
import { type DealtShare, readBoard, readCeremony, readShareKeys } from "./board.ts";

/** What one dealer dealt to a seat, with the polynomial that it is checked against (P2.4). */
export type DealtToSeat = Pick<DealtShare, "ephemeral" | "ciphertext"> & {
  readonly dealer: number;
  /** As Q. */
  readonly polynomial: readonly Point[];
};

/** All that a seat needs of the chain to recover its share of the election key. */
export type SeatShares = BoardId & {
  readonly seat: number;
  /** Y_j, as the board computed it. */
  readonly shareKey: Point;
  readonly dealt: readonly DealtToSeat[];
};

export class DealtShareWrongError extends HanpyoError {
  constructor(dealer: number) {
    super(
      "DEALT_SHARE_WRONG",
      told`The share that seat ${{ dealer }} dealt does not open with this key`,
      "Use the key that this seat registered with",
    );
  }
}

export class BoardNotReadyError extends HanpyoError {
  constructor(board: string, stage: string) {
    super("BOARD_NOT_READY", told`Board ${{ board }} is ${{ stage }}`, "Wait until all trustees have dealt");
  }
}

export class ShareKeyDiffersError extends HanpyoError {
  constructor(board: string, seat: number) {
    super(
      "SHARE_KEY_DIFFERS",
      told`The shares dealt to seat ${{ seat }} do not add up to the key that board ${{ board }} has for it`,
      "Read the shares again, from another RPC: one is missing or altered",
    );
  }
}

/** Reads what was dealt to a seat. Throws `BoardNotReadyError`. */
export async function readSeatShares(board: string, seat: number, runner: ContractRunner): Promise<SeatShares> {
  const { chainId, stage, trustees } = await readBoard(board, runner);
  if (stage !== "ready") throw new BoardNotReadyError(board, stage);
  const { dealings } = await readCeremony(board, runner);
  const shareKeys = await readShareKeys(board, trustees.length, runner);
  const dealt = dealings.map(({ seat: dealer, polynomial, shares }) => {
    const { ephemeral, ciphertext } = shares[seat - 1] as DealtShare;
    return { dealer, polynomial, ephemeral, ciphertext };
  });
  return { chainId, board, seat, shareKey: shareKeys[seat - 1] as Point, dealt };
}

/**
 * Opens what was dealt to a seat, without a network: x_j, the seat's share of the election key (P2.4). Checks every
 * part against its dealer's polynomial, and the whole against the board's key of the seat.
 * Throws `DealtShareWrongError` or `ShareKeyDiffersError`.
 */
export function openSeatShares(key: Uint8Array, { seat, shareKey, dealt, ...board }: SeatShares): bigint {
  const secret = encryptionSecret(key, board);
  const context = keyShareContext(board);
  const sum = dealt.reduce((total, { dealer, polynomial, ...encrypted }) => {
    const share = decryptKeyShare(encrypted, secret, { context, dealer, seat });
    const expected = shareCommitment(polynomial.map(timesEight), seat);
    if (share >= SUBGROUP_ORDER || !pointsEqual(multiplySecret(GENERATOR, share), expected)) {
      throw new DealtShareWrongError(dealer);
    }
    return mod(total + share, SUBGROUP_ORDER);
  }, 0n);
  if (!pointsEqual(multiplySecret(GENERATOR, sum), shareKey)) throw new ShareKeyDiffersError(board.board, seat);
  return sum;
}
