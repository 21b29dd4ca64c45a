import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import { type Ballot, heldHash } from "../../../sdk/election/ballot.ts";
import { sumOfBallots } from "../../../sdk/election/tally.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { forgeBallot, proofFor } from "../forgedBallots.ts";
import { batchesIn, storyOf } from "./boxEvents.ts";
import { ABSTAIN, NO, type Opened, openBox, YES } from "./electionLife.ts";
import { expectRefusal } from "./refusal.ts";

const NULLIFIER = 5n;

describe("Changing a vote", () => {
  let opened: Opened;
  let first: Ballot;
  let second: Ballot;

  async function withOneBallot() {
    const box = await openBox();
    const ballot = forgeBallot(box.folded, { nullifier: NULLIFIER, choices: YES });
    await box.election.castBallot(ballot);
    return { ...box, ballot };
  }

  beforeEach(async () => {
    const fixture = await networkHelpers.loadFixture(withOneBallot);
    [opened, first] = [fixture, fixture.ballot];
    second = forgeBallot(fixture.folded, { nullifier: NULLIFIER, choices: NO, over: first });
  });

  it("replaces what the slot holds and counts no further ballot", async () => {
    const { election, folded } = opened;
    let held = first;
    for (let version = 1n; version <= 4n; version++) {
      const ballot = forgeBallot(folded, { nullifier: NULLIFIER, choices: version % 2n ? NO : ABSTAIN, over: held });
      expect(await storyOf(election.castBallot(ballot))).to.deep.equal([`cast ${NULLIFIER}/${version}`, "tally"]);
      expect(await election.slot(NULLIFIER)).to.deep.equal([version + 1n, heldHash(ballot.next)]);
      expect(await election.ballots()).to.equal(1n);
      held = ballot;
    }
    const total = sumOfBallots(
      (await batchesIn(election)).map(({ subtotal }) => subtotal),
      8,
    );
    expect(total).to.deep.equal(held.next);
  });

  it("needs exactly the ciphertexts that the slot holds", async () => {
    const { election, folded } = opened;
    const other = forgeBallot(folded, { nullifier: 6n, choices: YES });
    await election.castBallot(other);
    const wrong = [
      other.next,
      second.next,
      ...first.next.map((word, i) => first.next.with(i, word ^ 1n)),
      [...first.next.slice(4), ...first.next.slice(0, 4)],
      first.next.map(() => 0n),
    ];
    for (const held of wrong) {
      const altered = { ...second, held, proof: proofFor(folded, { ...second, held }) };
      await expectRefusal(election.castBallot.staticCall(altered), election, "SlotMoved", NULLIFIER, 1n, 1n);
    }
    expect(await storyOf(election.castBallots(wrong.map((held) => ({ ...second, held }))))).to.deep.equal(
      wrong.map(() => `skipped ${NULLIFIER}/1`),
    );
    await election.castBallot.staticCall(second);
  });

  it("needs the slot's own version: none that was used, none that is to come", async () => {
    const { election, folded } = opened;
    const refused = (ballot: Ballot, stored: bigint) =>
      expectRefusal(election.castBallot.staticCall(ballot), election, "SlotMoved", NULLIFIER, ballot.version, stored);
    await refused(first, 1n);
    for (const version of [2n, 3n, 2n ** 32n - 2n]) await refused({ ...second, version }, 1n);
    await election.castBallot(second);
    await refused(first, 2n);
    await refused(second, 2n);
    const third = forgeBallot(folded, { nullifier: NULLIFIER, choices: ABSTAIN, over: second });
    // Back to the first vote by its old ciphertexts, under the old version: refused; under the new one they are new.
    await refused({ ...first, version: 1n, held: first.next }, 2n);
    const back = { ...third, next: first.next };
    await election.castBallot.staticCall({ ...back, proof: proofFor(folded, back) });
    await election.castBallot(third);
    for (const old of [first, second, third]) await refused(old, 3n);
  });

  it("is not offered for a slot that nobody used", async () => {
    const { election, folded } = opened;
    const fresh = forgeBallot(folded, { nullifier: 8n, choices: NO, over: first });
    await expectRefusal(election.castBallot.staticCall(fresh), election, "SlotMoved", 8n, 1n, 0n);
    const empty = { ...fresh, held: first.next.map(() => 0n) };
    await expectRefusal(election.castBallot.staticCall(empty), election, "SlotMoved", 8n, 1n, 0n);
  });

  it("is refused where the constitution forbids it, and skipped in a batch", async () => {
    const { election, folded } = await openBox({ revoting: false });
    const only = forgeBallot(folded, { nullifier: NULLIFIER, choices: YES });
    await election.castBallot(only);
    const change = forgeBallot(folded, { nullifier: NULLIFIER, choices: NO, over: only });
    await expectRefusal(election.castBallot.staticCall(change), election, "RevotingForbidden", NULLIFIER);
    await expectRefusal(election.castBallot.staticCall(only), election, "SlotMoved", NULLIFIER, 0n, 1n);
    const never = { ...change, nullifier: 9n };
    await expectRefusal(election.castBallot.staticCall(never), election, "RevotingForbidden", 9n);
    expect(await storyOf(election.castBallots([change, only]))).to.deep.equal([
      `skipped ${NULLIFIER}/1`,
      `skipped ${NULLIFIER}/0`,
    ]);
    expect(await election.slot(NULLIFIER)).to.deep.equal([1n, heldHash(only.next)]);
  });

  it("goes on until the version has no successor in 32 bits", async () => {
    const { election, folded } = opened;
    const address = await election.getAddress();
    const stored = toBeHex((1n << 224n) | heldHash(first.next), 32);
    const places = Array.from({ length: 10 }, (_, position) =>
      keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [NULLIFIER, position])),
    );
    const values = await Promise.all(places.map((place) => ethers.provider.getStorage(address, place)));
    const place = places[values.indexOf(stored)] as string;
    const version = 2n ** 32n - 2n;
    await networkHelpers.setStorageAt(address, place, toBeHex((version << 224n) | heldHash(first.next), 32));
    expect(await election.slot(NULLIFIER)).to.deep.equal([version, heldHash(first.next)]);

    const unproved = { ...second, version };
    const last = { ...unproved, proof: proofFor(folded, unproved) };
    await election.castBallot(last);
    expect(await election.slot(NULLIFIER)).to.deep.equal([version + 1n, heldHash(last.next)]);
    for (const beyond of [version + 1n, version + 2n, 2n ** 256n - 1n]) {
      const ballot = { ...last, version: beyond, held: last.next };
      const given = { ...ballot, proof: proofFor(folded, ballot) };
      await expectRefusal(election.castBallot.staticCall(given), election, "WordTooLarge", beyond);
      await expectRefusal(election.castBallots.staticCall([given]), election, "WordTooLarge", beyond);
    }
  });
});
