import { expect } from "chai";
import { verificationKey } from "../../../../scripts/checkout/circuitFiles.ts";
import { BALLOT_SIZES } from "../../../../sdk/election/ballotSize.ts";
import { BallotSizeForeignError, ballotKey } from "../../../../web/src/shared/verifier/ballotKeys.ts";
import { builtInContracts, builtInKeys } from "../../../../web/src/shared/verifier/builtIn.ts";

describe("What the page was built with", () => {
  it("has the committed key and the verifier of every size of ballot", () => {
    for (const size of BALLOT_SIZES) {
      expect(ballotKey(size), `${size}`).to.deep.equal(verificationKey(`ballot-${size}`));
      expect(builtInKeys(size).ballot).to.equal(ballotKey(size));
      expect(builtInContracts(size).ballotVerifier).to.include({ contractName: `BallotVerifier${size}` });
    }
  });

  it("names a size that it does not know", () => {
    for (const size of [0, 7, 24]) {
      expect(() => ballotKey(size)).to.throw(BallotSizeForeignError, `for ${size} options`);
      expect(() => builtInContracts(size)).to.throw(BallotSizeForeignError, `for ${size} options`);
    }
  });
});
