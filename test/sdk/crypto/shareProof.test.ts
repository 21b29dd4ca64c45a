import { expect } from "chai";
import {
  add,
  divideByEight,
  GENERATOR,
  IDENTITY,
  multiply,
  negate,
  type Point,
  timesEight,
} from "../../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { type ProvedShare, proveShare, type ShareStatement, verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { seededRandom } from "../seededRandom.ts";

const random = seededRandom("share");
const secret = 1122334455667788n;
const statement: ShareStatement = {
  chainId: 31337n,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  sumHash: `0x${"5a".repeat(32)}`,
  seat: 4,
  shareKey: multiply(GENERATOR, secret),
  bases: [3n, 5n, 7n, 11n].map((k) => multiply(GENERATOR, k)),
};
const good = proveShare(secret, statement, random);

function replaced(index: number, point: Point): ProvedShare {
  return { ...good, share: good.share.map((q, t) => (t === index ? point : q)) };
}

describe("decryption shares", () => {
  it("are x C1 for every ciphertext", () => {
    expect(good.share).to.deep.equal(statement.bases.map((base) => multiply(base, secret)));
    expect(verifyShare(statement, good)).to.equal(true);
  });

  it("hold for an identity base, as an empty option column gives", () => {
    const withEmpty = { ...statement, bases: [IDENTITY, ...statement.bases.slice(1)] };
    expect(verifyShare(withEmpty, proveShare(secret, withEmpty, random))).to.equal(true);
  });

  const d = (index: number) => good.share[index] as Point;
  const wrong: Record<string, () => readonly [ShareStatement, ProvedShare]> = {
    "negated share": () => [statement, replaced(0, negate(d(0)))],
    "share of one ciphertext off by G": () => [statement, replaced(3, add(d(3), GENERATOR))],
    "two ciphertexts' shares swapped": () => [statement, { ...good, share: [d(1), d(0), d(2), d(3)] }],
    "two ciphertexts' errors that cancel out": () => [
      statement,
      { ...good, share: [add(d(0), GENERATOR), add(d(1), negate(GENERATOR)), d(2), d(3)] },
    ],
    "another trustee's share": () => [
      statement,
      proveShare(secret + 1n, { ...statement, shareKey: multiply(GENERATOR, secret + 1n) }, random),
    ],
    "another seat's proof": () => [{ ...statement, seat: 5 }, good],
    "another key": () => [{ ...statement, shareKey: multiply(GENERATOR, secret + 1n) }, good],
    "share of another sum": () => [
      statement,
      proveShare(secret, { ...statement, bases: statement.bases.map((b) => add(b, GENERATOR)) }, random),
    ],
    "another sum's hash": () => [{ ...statement, sumHash: `0x${"5b".repeat(32)}` }, good],
    "another election": () => [{ ...statement, election: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512" }, good],
    "another chain": () => [{ ...statement, chainId: 1n }, good],
    "identity instead of a share": () => [statement, replaced(0, IDENTITY)],
    "the Q of a share in its place": () => [statement, { ...good, share: good.share.map(divideByEight) }],
    "a share times eight": () => [statement, { ...good, share: good.share.map(timesEight) }],
    "base and generator swapped": () => [{ ...statement, bases: [GENERATOR, ...statement.bases.slice(1)] }, good],
    "too few points": () => [statement, { ...good, share: good.share.slice(1) }],
    "too many points": () => [statement, { ...good, share: [...good.share, GENERATOR] }],
    "a changed challenge": () => [
      statement,
      { ...good, proof: { ...good.proof, challenge: good.proof.challenge ^ 1n } },
    ],
    "a changed response": () => [
      statement,
      { ...good, proof: { ...good.proof, response: (good.proof.response + 1n) % SUBGROUP_ORDER } },
    ],
    "a response at or above l": () => [
      statement,
      { ...good, proof: { ...good.proof, response: good.proof.response + SUBGROUP_ORDER } },
    ],
  };
  for (const [name, make] of Object.entries(wrong)) {
    it(`are refused: ${name}`, () => {
      expect(verifyShare(...make())).to.equal(false);
    });
  }
});
