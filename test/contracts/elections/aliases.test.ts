import { expect } from "chai";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import { CENSUS, ethers } from "../electionFixture.ts";
import { forgeBallot, proofFor } from "../forgedBallots.ts";
import { ELECTION_KEY } from "../trusteeKeys.ts";
import { openBox, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

describe("A nullifier plus r, which is the same field element", () => {
  it("is a second vote in a box that does not check ranges, and refused in ours", async () => {
    const { election, verifier, constitution, folded } = await openBox();
    const ballot = forgeBallot(folded, { nullifier: 5n, choices: YES });
    const alias = { ...ballot, nullifier: ballot.nullifier + FIELD_ORDER };
    const second = { ...alias, proof: proofFor(folded, alias) };

    const careless = await ethers.deployContract("MockBoxWithoutRangeCheck", [await verifier.getAddress()]);
    const scope: bigint = await election.scope();
    const constants = ballotConstants(constitution, { scope, censusRoot: CENSUS.root, electionKey: ELECTION_KEY });
    const point = await verifier.getFunction("fold")(constants);
    for (const each of [ballot, second]) await careless.getFunction("cast")(each, ...point);
    expect(await careless.getFunction("ballots")()).to.equal(2n);

    await election.castBallot(ballot);
    await expectRefusal(election.castBallot.staticCall(second), election, "WordTooLarge", alias.nullifier);
  });
});
