import { expect } from "chai";
import { add, GENERATOR, IDENTITY, multiply, multiSum, negate, type Point } from "../../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { type ProvedShare, proveShare, type ShareStatement, verifyShare } from "../../../sdk/crypto/shareProof.ts";
import { evaluatePolynomial } from "../../../sdk/crypto/sharing.ts";
import { responseOf } from "../../../sdk/crypto/sigmaProof.ts";
import { seededRandom } from "../seededRandom.ts";
import { challengeOf, coefficientsOf } from "./weakShareProof.ts";

const random = seededRandom("wrong shares");
const SEATS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const COEFFICIENTS = [111111111111111111n, 222222222222222222n, 333333333333333333n, 444444444444444444n, 5n];
const [NOW, BEFORE] = ["0x5FbDB2315678afecb367f032d93F642f64180aa3", "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"];

const secretOf = (seat: number) => evaluatePolynomial(COEFFICIENTS, seat);
const neighbourOf = (seat: number) => (seat % 9) + 1;

function statementOf(seat: number, change: Partial<ShareStatement> = {}): ShareStatement {
  return {
    chainId: 31337n,
    election: NOW as string,
    sumHash: `0x${"a1".repeat(32)}`,
    seat,
    shareKey: multiply(GENERATOR, secretOf(seat)),
    bases: [13n, 17n].map((k) => multiply(GENERATOR, k)),
    ...change,
  };
}

const prove = (seat: number, statement: ShareStatement) => proveShare(secretOf(seat), statement, random);

/** Knows the secret and follows the protocol, but commits to the bases that `choose` makes of G and the sum's. */
function provedOver(choose: (generator: Point, sum: Point) => readonly [Point, Point], seat: number): ProvedShare {
  const statement = statementOf(seat);
  const share = statement.bases.map((base) => multiply(base, secretOf(seat)));
  const coefficients = coefficientsOf({ without: "nothing" }, statement, share);
  const sum = multiSum(statement.bases.map((base, t) => [coefficients[t] as bigint, base] as const));
  const [first, second] = choose(GENERATOR, sum);
  const commitments = [multiply(first, 4711n), multiply(second, 4711n)] as const;
  const challenge = challengeOf({ without: "nothing" }, statement, share, ...commitments);
  return { share, proof: { challenge, response: responseOf(4711n, challenge, secretOf(seat)) } };
}

/** What a cheating or mistaken trustee could post at its seat, by name (bug class D16). */
const wrong: Record<string, (seat: number) => ProvedShare> = {
  "a proof over another generator": (seat) => provedOver((generator, sum) => [multiply(generator, 2n), sum], seat),
  "a proof with the generator and the sum swapped": (seat) => provedOver((generator, sum) => [sum, generator], seat),
  "a proof against another trustee's key": (seat) =>
    prove(seat, statementOf(seat, { shareKey: multiply(GENERATOR, secretOf(neighbourOf(seat))) })),
  "another trustee's share and proof": (seat) => prove(neighbourOf(seat), statementOf(neighbourOf(seat))),
  "another trustee's share under this one's proof": (seat) => ({
    share: prove(neighbourOf(seat), statementOf(neighbourOf(seat))).share,
    proof: prove(seat, statementOf(seat)).proof,
  }),
  "a share made with another secret": (seat) => proveShare(secretOf(seat) + 1n, statementOf(seat), random),
  "a negated share": (seat) => {
    const { share, proof } = prove(seat, statementOf(seat));
    return { share: share.map(negate), proof };
  },
  "a share and proof by the negated secret": (seat) =>
    proveShare(SUBGROUP_ORDER - secretOf(seat), statementOf(seat), random),
  "the share of an earlier election": (seat) => prove(seat, statementOf(seat, { election: BEFORE as string })),
  "the share of one ballot instead of the sum": (seat) =>
    prove(seat, statementOf(seat, { bases: [29n, 31n].map((k) => multiply(GENERATOR, k)) })),
  "a share of the ciphertexts in another order": (seat) => {
    const { share, proof } = prove(seat, statementOf(seat));
    return { share: share.toReversed(), proof };
  },
  "errors that cancel out": (seat) => {
    const { share, proof } = prove(seat, statementOf(seat));
    const [first, second] = share as [Point, Point];
    return { share: [add(first, GENERATOR), add(second, negate(GENERATOR))], proof };
  },
  "the identity in every place": (seat) => ({
    share: [IDENTITY, IDENTITY],
    proof: prove(seat, statementOf(seat)).proof,
  }),
  "a proof for another seat": (seat) => prove(seat, statementOf(seat, { seat: neighbourOf(seat) })),
};

describe("wrong decryption shares at every seat", () => {
  it("are told from the right ones, which hold", () => {
    for (const seat of SEATS) {
      expect(verifyShare(statementOf(seat), prove(seat, statementOf(seat))), `seat ${seat}`).to.equal(true);
      const ours = provedOver((generator, sum) => [generator, sum], seat);
      expect(verifyShare(statementOf(seat), ours), `seat ${seat}, proved here`).to.equal(true);
    }
  });

  for (const [name, make] of Object.entries(wrong)) {
    it(`are refused: ${name}`, () => {
      for (const seat of SEATS) expect(verifyShare(statementOf(seat), make(seat)), `seat ${seat}`).to.equal(false);
    });
  }
});
