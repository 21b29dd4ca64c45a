import { expect } from "chai";
import type { EventLog } from "ethers";
import { addCiphertexts, ciphertextsFromWords, ciphertextWords } from "../../../sdk/crypto/elgamal.ts";
import { randomScalar } from "../../../sdk/crypto/random.ts";
import { type Ballot, encryptChoices } from "../../../sdk/election/ballot.ts";
import { constitutionToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";
import {
  type Created,
  constitutionFor,
  deployFactory,
  electionAt,
  ethers,
  giveConsents,
  networkHelpers,
} from "../electionFixture.ts";
import { foldedConstants, forgeBallot, proofFor } from "../forgedBallots.ts";
import { ELECTION_KEY } from "../trusteeKeys.ts";
import { closeBox, decide, type Opened, postShares, sealBox, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const RANDOM = seededRandom("covers");
const NOTHING = Array(8).fill(0);
const NULLIFIER = 3n;

/** An open masked election, which the factory would refuse to create. */
async function openMasked(): Promise<Opened> {
  const deployed = await deployFactory("SyntheticVerifier");
  const constitution = { ...(await constitutionFor(deployed, { minimumBallots: 1 })), masked: true };
  const cloner = await ethers.deployContract("MockFactoryWithoutRules");
  const implementation = await deployed.implementation.getAddress();
  await cloner.getFunction("create")(implementation, constitutionToAbi(constitution));
  const [cloned] = (await cloner.queryFilter("Cloned")) as EventLog[];
  const created: Created = { ...deployed, constitution, election: await electionAt(cloned?.args.election as string) };
  await giveConsents(created, [1, 2, 3, 4]);
  await networkHelpers.time.setNextBlockTimestamp(constitution.schedule.opensAt);
  await created.election.open();
  return { ...created, folded: await foldedConstants(created) };
}

/** What a cover puts into the slot: what it holds, encrypted anew. */
function coverOf(over: Ballot): Omit<Ballot, "proof"> {
  const zeros = encryptChoices(
    NOTHING,
    ELECTION_KEY,
    Array.from({ length: 4 }, () => randomScalar(RANDOM)),
  );
  const held = ciphertextsFromWords(over.next);
  return {
    nullifier: over.nullifier,
    version: over.version + 1n,
    held: over.next,
    digest: randomScalar(RANDOM),
    next: ciphertextWords(zeros.map((zero, t) => addCiphertexts(zero, held[t] as (typeof held)[number]))),
  };
}

describe("A masked election", () => {
  let opened: Opened;
  let first: Ballot;

  beforeEach(async () => {
    opened = await networkHelpers.loadFixture(openMasked);
    first = forgeBallot(opened.folded, { nullifier: NULLIFIER, choices: YES });
    await opened.election.castBallot(first);
  });

  it("binds a proof to what the slot holds, from version 1 on", async () => {
    const { election, folded } = opened;
    const cover = coverOf(first);
    const unmasked = { ...cover, proof: proofFor(folded, cover, false) };
    await expectRefusal(election.castBallot.staticCall(unmasked), election, "BallotProofsInvalid");
    const alike = forgeBallot(folded, { nullifier: 9n, choices: YES });
    const otherHeld = { ...cover, proof: proofFor(folded, { ...cover, held: alike.next }, true) };
    await expectRefusal(election.castBallot.staticCall(otherHeld), election, "BallotProofsInvalid");
    await election.castBallot.staticCall({ ...cover, proof: proofFor(folded, cover, true) });
  });

  it("takes an unused slot's ballot with the identity for what it holds, after others in the same batch", async () => {
    const { election, folded } = opened;
    const cover = coverOf(first);
    const batch = [
      forgeBallot(folded, { nullifier: 5n, choices: YES }),
      { ...cover, proof: proofFor(folded, cover, true) },
      forgeBallot(folded, { nullifier: 6n, choices: YES }),
    ];
    await election.castBallots(batch);
    expect(await election.ballots()).to.equal(3n);
    expect((await election.slot(NULLIFIER))[0]).to.equal(2n);
  });

  it("counts a covered vote as it was", async () => {
    const { election, folded } = opened;
    const cover = coverOf(first);
    await election.castBallot({ ...cover, proof: proofFor(folded, cover, true) });
    await closeBox(opened);
    const sealed = await sealBox(opened);
    expect(sealed.sum).to.deep.equal(cover.next);
    await postShares(sealed, [1, 2, 3]);
    expect(await decide(sealed)).to.deep.equal(YES.map(BigInt));
  });
});
