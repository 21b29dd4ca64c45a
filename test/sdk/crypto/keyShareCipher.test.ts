import { expect } from "chai";
import { GENERATOR, multiply } from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import {
  decryptKeyShare,
  encryptKeyShare,
  keyShareContext,
  type ShareRoute,
} from "../../../sdk/crypto/keyShareCipher.ts";

const board = { chainId: 31337n, board: "0x5FbDB2315678afecb367f032d93F642f64180aa3" };
const route: ShareRoute = { context: keyShareContext(board), dealer: 2, seat: 5 };
const [secret, ephemeral] = [987654321n, 123456789n];

describe("encrypted key shares", () => {
  it("open with the recipient's secret, at both ends of the range", () => {
    for (const share of [0n, 1n, SUBGROUP_ORDER - 1n]) {
      const encrypted = encryptKeyShare(share, ephemeral, multiply(GENERATOR, secret), route);
      expect(encrypted.ciphertext >= 0n && encrypted.ciphertext < FIELD_ORDER).to.equal(true);
      expect(decryptKeyShare(encrypted, secret, route)).to.equal(share);
    }
  });

  it("open to something else with another secret or on another route", () => {
    const encrypted = encryptKeyShare(5n, ephemeral, multiply(GENERATOR, secret), route);
    const wrong = [
      decryptKeyShare(encrypted, secret + 1n, route),
      decryptKeyShare(encrypted, secret, { ...route, dealer: 5, seat: 2 }),
      decryptKeyShare(encrypted, secret, { ...route, context: keyShareContext({ ...board, chainId: 1n }) }),
      decryptKeyShare({ ...encrypted, ephemeral: GENERATOR }, secret, route),
    ];
    expect(wrong).to.not.include(5n);
  });
});
