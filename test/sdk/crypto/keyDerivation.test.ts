import { expect } from "chai";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import {
  type BoardId,
  encryptionSecret,
  hedgedNonce,
  polynomialCoefficients,
  shareEphemeral,
  TrusteeKeyLengthError,
} from "../../../sdk/crypto/keyDerivation.ts";
import { RandomSourceBrokenError } from "../../../sdk/crypto/random.ts";
import { seededRandom } from "../seededRandom.ts";

const key = new Uint8Array(32).fill(7);
const board: BoardId = { chainId: 31337n, board: "0x5FbDB2315678afecb367f032d93F642f64180aa3" };

function allSecrets(from: Uint8Array, of: BoardId): bigint[] {
  return [
    encryptionSecret(from, of),
    ...polynomialCoefficients(from, of, 3),
    ...[1, 2, 3, 4, 5].map((seat) => shareEphemeral(from, of, seat)),
  ];
}

describe("key derivation", () => {
  it("gives the same scalars again from key, chain and board alone, whatever the address's case", () => {
    const again = { ...board, board: board.board.toLowerCase() };
    expect(allSecrets(key, board)).to.deep.equal(allSecrets(key.slice(), again));
    expect(allSecrets(key, board).every((secret) => secret > 0n && secret < SUBGROUP_ORDER)).to.equal(true);
  });

  it("keeps its derivation: a changed value would lose every trustee's key", () => {
    expect(encryptionSecret(key, board)).to.equal(
      1592401831096726687716303438227738370166282157272497270944051014670806089874n,
    );
  });

  it("shares no scalar between purposes, seats, keys, chains and boards", () => {
    const others = [
      allSecrets(key, board),
      allSecrets(new Uint8Array(32).fill(8), board),
      allSecrets(key, { ...board, chainId: 1n }),
      allSecrets(key, { ...board, board: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512" }),
    ].flat();
    expect(new Set(others).size).to.equal(4 * 9);
  });

  it("does not change the first coefficients with the threshold", () => {
    expect(polynomialCoefficients(key, board, 5).slice(0, 2)).to.deep.equal(polynomialCoefficients(key, board, 2));
  });

  it("refuses a key that is not 32 bytes", () => {
    for (const length of [0, 31, 33]) {
      expect(() => encryptionSecret(new Uint8Array(length), board)).to.throw(TrusteeKeyLengthError, String(length));
    }
  });

  it("hedges nonces: a broken source still gives different nonces to different statements and secrets", () => {
    const broken = (count: number) => new Uint8Array(count);
    const [first, second] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`];
    const nonces = [hedgedNonce(5n, first, broken), hedgedNonce(5n, second, broken), hedgedNonce(6n, first, broken)];
    expect(new Set(nonces).size).to.equal(3);
    const source = seededRandom("nonce");
    expect(hedgedNonce(5n, first, source)).to.not.equal(hedgedNonce(5n, first, source));
    expect(() => hedgedNonce(5n, first, () => new Uint8Array(3))).to.throw(RandomSourceBrokenError);
  });
});
