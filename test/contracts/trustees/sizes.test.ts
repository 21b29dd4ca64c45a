import { expect } from "chai";
import type { Signer } from "ethers";
import { roundGas } from "../../../scripts/trustee/deal.ts";
import { readBoard, readElectionKey, readShareKeys } from "../../../sdk/chain/board.ts";
import { postDealing, postRegistration, recoverShareSecret } from "../../../sdk/chain/trustee.ts";
import { GENERATOR, multiply, subtract } from "../../../sdk/crypto/babyjubjub.ts";
import { encrypt } from "../../../sdk/crypto/elgamal.ts";
import { polynomialCoefficients } from "../../../sdk/crypto/keyDerivation.ts";
import { evaluatePolynomial, recoverPoint } from "../../../sdk/crypto/sharing.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { boardChain, dealingOf, keyOf, newBoard, registrationOf } from "./boardFixture.ts";

/** 5 of 9 makes 81 proofs. */
const boards = [
  { threshold: 3, trustees: 5, campaign: false },
  { threshold: 5, trustees: 9, campaign: true },
] as const;

describe("Whole key ceremonies on chain", function () {
  this.timeout(600_000);
  after(endProving);

  for (const { threshold, trustees, campaign } of boards) {
    const skipped = campaign && process.env.HANPYO_CAMPAIGN !== "1";

    it(`make one key of ${threshold} of ${trustees}${skipped ? " (skipped: npm run test:campaign)" : ""}`, async function () {
      if (skipped) this.skip();
      const chain = await boardChain();
      const board = await newBoard(chain, trustees, threshold);
      const seats = board.trustees.map((_, index) => index + 1);
      const account = (seat: number) => chain.trustees[seat - 1] as Signer;
      for (const seat of seats) {
        const { gasUsed } = await postRegistration(board.board, registrationOf(board, seat), account(seat));
        expect(gasUsed < roundGas("register", trustees, threshold), `register ${gasUsed}`).to.equal(true);
      }
      for (const seat of seats) {
        const { gasUsed } = await postDealing(board.board, await dealingOf(board, seat), account(seat));
        expect(gasUsed < roundGas("deal", trustees, threshold), `deal ${gasUsed}`).to.equal(true);
      }
      expect((await readBoard(board.board, chain.deployer)).stage).to.equal("ready");

      const polynomials = seats.map((seat) => polynomialCoefficients(keyOf(seat), board, threshold));
      const shareSecrets: bigint[] = [];
      for (const seat of seats) {
        shareSecrets.push(await recoverShareSecret(keyOf(seat), board.board, seat, chain.deployer));
      }
      const electionKey = await readElectionKey(board.board, chain.deployer);
      expect(electionKey).to.deep.equal(
        multiply(
          GENERATOR,
          polynomials.reduce((sum, [constant]) => sum + (constant as bigint), 0n),
        ),
      );
      expect(await readShareKeys(board.board, trustees, chain.deployer)).to.deep.equal(
        seats.map((seat) =>
          multiply(
            GENERATOR,
            polynomials.reduce((sum, p) => sum + evaluatePolynomial(p, seat), 0n),
          ),
        ),
      );

      const { c1, c2 } = encrypt(77n, electionKey, 123456789n);
      const last = seats.slice(-threshold);
      const shares = last.map((seat) => multiply(c1, shareSecrets[seat - 1] as bigint));
      expect(subtract(c2, recoverPoint(last, shares, trustees))).to.deep.equal(multiply(GENERATOR, 77n));
    });
  }
});
