import { expect } from "chai";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { ballotConstants } from "../../../sdk/election/ballotConstants.ts";
import { electionScope } from "../../../sdk/election/constitutionAbi.ts";
import { CENSUS, createElection, deployFactory, ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot, proofFor } from "../forgedBallots.ts";
import { foldedLogarithm } from "../syntheticKey.ts";
import { ELECTION_KEY } from "../trusteeKeys.ts";
import { NO, type Opened, openBox, YES } from "./electionLife.ts";
import { entriesOf, hasEntry } from "./firstBallots.ts";
import { expectRefusal } from "./refusal.ts";

const WORDS = 16;

describe("What the proof of a ballot binds", () => {
  let opened: Opened;
  let ballot: Ballot;
  /** A good ballot of another slot, which a batch does not save. */
  let companion: Ballot;

  async function open() {
    return openBox();
  }

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(open);
    ballot = forgeBallot(opened.folded, { nullifier: 1n, choices: YES });
    companion = forgeBallot(opened.folded, { nullifier: 99n, choices: NO });
  });

  const cast = (given: Ballot) => opened.election.castBallot.staticCall(given);
  const refused = async (given: Ballot, name: string, ...args: readonly unknown[]) => {
    await expectRefusal(cast(given), opened.election, name, ...args);
    await expectRefusal(opened.election.castBallots.staticCall([companion, given]), opened.election, name, ...args);
    if (!hasEntry(given)) return;
    for (const batch of [[given], [companion, given], [given, companion]]) {
      await expectRefusal(
        opened.election.castFirstBallots.staticCall(entriesOf(batch)),
        opened.election,
        name,
        ...args,
      );
    }
  };

  const changed: readonly (readonly [string, (given: Ballot) => Partial<Ballot>])[] = [
    ["nullifier (a copy of another's ballot)", ({ nullifier }) => ({ nullifier: nullifier + 1n })],
    ["digest", ({ digest }) => ({ digest: digest + 1n })],
    ["order of ciphertexts", ({ next }) => ({ next: [...next.slice(4), ...next.slice(0, 4)] })],
    ["order of c1 and c2", ({ next }) => ({ next: [...next.slice(2, 4), ...next.slice(0, 2), ...next.slice(4)] })],
    ...Array.from(
      { length: WORDS },
      (_, i) =>
        [
          `word ${i} of the ciphertexts`,
          ({ next }: Ballot) => ({ next: next.with(i, (next[i] as bigint) ^ 1n) }),
        ] as const,
    ),
  ];
  for (const [what, change] of changed) {
    it(`refuses a proof that was made for another ${what}`, async () => {
      const copy = { ...ballot, ...change(ballot) };
      await refused(copy, "BallotProofsInvalid");
      await cast({ ...copy, proof: proofFor(opened.folded, copy) });
    });
  }

  it("refuses a proof that was made for another version", async () => {
    const { election, folded } = opened;
    const first = forgeBallot(folded, { nullifier: 1n, choices: YES });
    await election.castBallot(first);
    const second = forgeBallot(folded, { nullifier: 1n, choices: NO, over: first });
    const { proof } = forgeBallot(folded, { nullifier: 1n, choices: NO });
    await expectRefusal(election.castBallot.staticCall({ ...second, proof }), election, "BallotProofsInvalid");
    const asFirst = { ...second, proof: proofFor(folded, { ...second, version: 0n }) };
    await expectRefusal(election.castBallot.staticCall(asFirst), election, "BallotProofsInvalid");
    await election.castBallot.staticCall(second);
  });

  it("refuses a proof for which any one of the election's constants was another", async () => {
    const { constitution, election } = opened;
    const scope: bigint = await election.scope();
    const constants = ballotConstants(constitution, { scope, censusRoot: CENSUS.root, electionKey: ELECTION_KEY });
    expect(foldedLogarithm(constants)).to.equal(opened.folded);
    for (const [index, constant] of constants.entries()) {
      const folded = foldedLogarithm(constants.with(index, constant + 1n));
      await refused({ ...ballot, proof: proofFor(folded, ballot) }, "BallotProofsInvalid");
    }
  });

  it("refuses a ballot for an election of the same constitution, on this chain or another", async () => {
    const twin = await createElection(await deployFactory("SyntheticVerifier"));
    const address = await opened.election.getAddress();
    const hash: string = await opened.election.constitutionHash();
    const { chainId } = await ethers.provider.getNetwork();
    const scopes = [
      await twin.election.scope(),
      electionScope(chainId, await twin.election.getAddress(), hash),
      electionScope(chainId + 1n, address, hash),
      electionScope(chainId, address, await twin.election.constitutionHash()),
    ];
    const constants = { censusRoot: CENSUS.root, electionKey: ELECTION_KEY };
    for (const scope of scopes) {
      const folded = foldedLogarithm(ballotConstants(opened.constitution, { scope, ...constants }));
      await refused(forgeBallot(folded, { nullifier: 1n, choices: YES }), "BallotProofsInvalid");
    }
    await cast(ballot);
  });
});
