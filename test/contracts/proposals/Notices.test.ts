import { expect } from "chai";
import { type Signer, ZeroAddress, ZeroHash } from "ethers";
import hre from "hardhat";
import { isHidden, isLeftOut } from "../../../sdk/proposals/leafNotice.ts";
import type { ContractWith } from "../contractWith.ts";

type NoticesContract = ContractWith<
  | "hide"
  | "name"
  | "withdrawName"
  | "restore"
  | "noteStage"
  | "noteMilestone"
  | "leftOut"
  | "leafNotice"
  | "aloneHiding"
>;
type Parties = { readonly organizer: string; readonly reviewer: string; readonly council: string };

/** A chain of its own, whose clock begins before any time of these tests. */
let chain: Awaited<ReturnType<typeof hre.network.create>>;

const [HOUR, DAY] = [3_600, 86_400];
const START = 1_900_000_000;
const CLOSES_AT = START + 30 * DAY;
const ID = 7n;
const LEAF = `0x${"ab".repeat(32)}`;
const OTHER_LEAF = `0x${"cd".repeat(32)}`;
const EVIDENCE = `0x${"ee".repeat(32)}`;
const WHY = "다른 사람의 전화번호가 적혀 있습니다.";

async function fixture(change: Partial<Parties> = {}) {
  const [organizer, reviewer, council, stranger] = (await chain.ethers.getSigners()) as unknown as [
    Signer,
    Signer,
    Signer,
    Signer,
  ];
  const addresses = await Promise.all([organizer, reviewer, council].map((one) => one.getAddress()));
  const parties = { organizer: addresses[0], reviewer: addresses[1], council: addresses[2], ...change };
  const proposals = await chain.ethers.deployContract("MockProposalParties");
  for (const id of [ID, ID + 1n]) await proposals.getFunction("set")(id, { ...parties, closesAt: CLOSES_AT });
  const notices = (await chain.ethers.deployContract("Notices", [proposals])) as unknown as NoticesContract;
  const as = (who: Signer) => notices.connect(who) as unknown as NoticesContract;
  return { notices, as, organizer, reviewer, council, stranger };
}

/** What the contract and the sdk say of the leaf now; they must agree. */
async function stateOf(notices: NoticesContract, leaf = LEAF) {
  const { aloneUntil, jointAt, restoredFrom } = await notices.leafNotice(ID, leaf);
  const notice = { aloneUntil: Number(aloneUntil), jointAt: Number(jointAt), restoredFrom: Number(restoredFrom) };
  const now = await chain.networkHelpers.time.latest();
  const leftOut = (await notices.leftOut(ID, [LEAF, OTHER_LEAF])) === (leaf === LEAF ? 1n : 2n);
  expect(isLeftOut(notice, now)).to.equal(leftOut);
  return { isHidden: isHidden(notice, now), leftOut };
}

describe("Notices of a proposal", () => {
  let snapshot: Awaited<ReturnType<typeof chain.networkHelpers.takeSnapshot>>;
  before(async () => {
    chain = await hre.network.create();
  });
  beforeEach(async () => {
    snapshot = await chain.networkHelpers.takeSnapshot();
    await chain.networkHelpers.time.increaseTo(START);
  });
  afterEach(() => snapshot.restore());

  describe("Hiding alone", () => {
    it("is for 72 hours in all, whichever parties, one after the other, and changes no vote", async () => {
      const { notices, as, organizer, council } = await fixture();
      await as(organizer).hide(ID, LEAF, 40 * HOUR, 0, WHY);
      const from = await chain.networkHelpers.time.latest();
      await expect(as(council).hide(ID, LEAF, 32 * HOUR + 1, 0, WHY))
        .to.be.revertedWithCustomError(notices, "HidingTooLong")
        .withArgs(32 * HOUR + 1, 32 * HOUR);
      await expect(as(council).hide(ID, LEAF, 32 * HOUR, 1, WHY))
        .to.emit(notices, "LeafHidden")
        .withArgs(ID, LEAF, await council.getAddress(), from + 40 * HOUR, from + 72 * HOUR, 1, WHY);
      await chain.networkHelpers.time.increaseTo(from + 72 * HOUR - 1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: false });
      await chain.networkHelpers.time.increase(1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: false, leftOut: false });
      await expect(as(organizer).hide(ID, LEAF, 1, 0, WHY)).to.be.revertedWithCustomError(notices, "HidingTooLong");
      await expect(as(organizer).hide(ID, OTHER_LEAF, 72 * HOUR, 0, WHY))
        .to.be.revertedWithCustomError(notices, "HidingTooLong")
        .withArgs(72 * HOUR, 0);
      await as(organizer).hide(ID + 1n, LEAF, 72 * HOUR, 0, WHY);
    });

    it("lets nobody take leaf after leaf of a text away: hours are a proposal's, and those of several at once count once", async () => {
      const { notices, as, organizer, reviewer } = await fixture();
      await chain.networkHelpers.time.setNextBlockTimestamp(START + HOUR);
      await as(organizer).hide(ID, LEAF, 40 * HOUR, 0, WHY);
      await chain.networkHelpers.time.setNextBlockTimestamp(START + 31 * HOUR);
      // Ten of these twenty hours are hidden already.
      await as(reviewer).hide(ID, OTHER_LEAF, 20 * HOUR, 0, WHY);
      const hours = async () => {
        const { until, used } = await notices.aloneHiding(ID);
        return [(Number(until) - START) / HOUR, Number(used) / HOUR];
      };
      expect(await hours()).to.deep.equal([51, 50]);
      await as(organizer).hide(ID, `0x${"01".repeat(32)}`, HOUR, 0, WHY);
      expect(await hours()).to.deep.equal([51, 50]);

      await chain.networkHelpers.time.increase(10 * DAY);
      let hidden = 0;
      for (let leaf = 2; leaf < 64; leaf++) {
        const hash = `0x${leaf.toString(16).padStart(64, "0")}`;
        hidden += await as(organizer)
          .hide(ID, hash, 11 * HOUR, 0, WHY)
          .then(
            () => 1,
            () => 0,
          );
        await chain.networkHelpers.time.increase(12 * HOUR);
      }
      expect([hidden, (await hours())[1]]).to.deep.equal([2, 72]);
    });

    it("never reaches into the last seven days before supports close, and may come after them", async () => {
      const { notices, as, organizer } = await fixture();
      const last = CLOSES_AT - 7 * DAY;
      await chain.networkHelpers.time.setNextBlockTimestamp(last - 2 * HOUR);
      await expect(as(organizer).hide(ID, LEAF, 2 * HOUR + 1, 0, WHY))
        .to.be.revertedWithCustomError(notices, "HidingTooLate")
        .withArgs(last + 1, last);
      await chain.networkHelpers.time.setNextBlockTimestamp(last - 2 * HOUR + 1);
      await as(organizer).hide(ID, LEAF, 2 * HOUR - 1, 0, WHY);
      for (const moment of [last, CLOSES_AT - 1]) {
        await chain.networkHelpers.time.setNextBlockTimestamp(moment);
        await expect(as(organizer).hide(ID, LEAF, 1, 0, WHY)).to.be.revertedWithCustomError(notices, "HidingTooLate");
      }
      await chain.networkHelpers.time.setNextBlockTimestamp(CLOSES_AT);
      await as(organizer).hide(ID, LEAF, 1, 0, WHY);
    });

    it("takes a span, words that say why, and a reason of the list", async () => {
      const { notices, as, organizer } = await fixture();
      await expect(as(organizer).hide(ID, LEAF, 0, 0, WHY)).to.be.revertedWithCustomError(notices, "HidingTooLong");
      for (const words of ["", "a".repeat(1_025)]) {
        await expect(as(organizer).hide(ID, LEAF, HOUR, 0, words))
          .to.be.revertedWithCustomError(notices, "WordsMissingOrTooLong")
          .withArgs(words.length, 1_024);
      }
      await expect(as(organizer).hide(ID, LEAF, HOUR, 5, WHY)).to.revert(chain.ethers);
      await as(organizer).hide(ID, LEAF, HOUR, 4, "a".repeat(1_024));
    });
  });

  describe("A joint measure", () => {
    it("is the reviewer's and one other's: at once for readers, for votes from seven days later, until restored", async () => {
      const { notices, as, organizer, reviewer, council } = await fixture();
      await as(organizer).name(ID, LEAF, 0, WHY);
      await as(council).name(ID, LEAF, 0, WHY);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: false, leftOut: false });
      await expect(as(reviewer).name(ID, LEAF, 3, WHY)).to.emit(notices, "LeafHiddenJointly");
      const jointAt = await chain.networkHelpers.time.latest();
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: false });
      await chain.networkHelpers.time.increaseTo(jointAt + 7 * DAY - 1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: false });
      await chain.networkHelpers.time.increase(1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: true });
      await chain.networkHelpers.time.increase(400 * DAY);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: true });

      await expect(as(council).restore(ID, LEAF, "근거가 없습니다.")).to.emit(notices, "LeafRestored");
      const restoredFrom = (await chain.networkHelpers.time.latest()) + DAY;
      await chain.networkHelpers.time.increaseTo(restoredFrom - 1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: true, leftOut: true });
      await chain.networkHelpers.time.increase(1);
      expect(await stateOf(notices)).to.deep.equal({ isHidden: false, leftOut: false });
    });

    it("never binds a vote if it is restored within six days", async () => {
      const { notices, as, organizer, reviewer } = await fixture();
      await as(reviewer).name(ID, LEAF, 0, WHY);
      await as(organizer).name(ID, LEAF, 0, WHY);
      await as(reviewer).restore(ID, LEAF, WHY);
      for (const days of [1, 7, 30]) {
        await chain.networkHelpers.time.increase(days * DAY);
        expect(await stateOf(notices)).to.deep.equal({ isHidden: false, leftOut: false });
      }
    });

    it("is restored for good: nobody hides or names the leaf again, nor restores it twice", async () => {
      const { notices, as, organizer, reviewer, council } = await fixture();
      await as(reviewer).name(ID, LEAF, 0, WHY);
      await as(organizer).name(ID, LEAF, 0, WHY);
      await as(organizer).restore(ID, LEAF, WHY);
      const again = [
        () => as(council).name(ID, LEAF, 0, WHY),
        () => as(council).hide(ID, LEAF, HOUR, 0, WHY),
        () => as(reviewer).restore(ID, LEAF, WHY),
      ];
      for (const attempt of again) await expect(attempt()).to.be.revertedWithCustomError(notices, "LeafWasRestored");
      await chain.networkHelpers.time.increase(30 * DAY);
      for (const attempt of again) await expect(attempt()).to.be.revertedWithCustomError(notices, "LeafWasRestored");
      expect(await stateOf(notices)).to.deep.equal({ isHidden: false, leftOut: false });
    });

    it("is nobody's alone: not by naming twice, nor by organizer and council without the reviewer", async () => {
      const { notices, as, organizer, reviewer, council } = await fixture();
      for (const party of [organizer, council]) {
        await as(party).name(ID, LEAF, 0, WHY);
        await expect(as(party).name(ID, LEAF, 0, WHY)).to.be.revertedWithCustomError(notices, "LeafAlreadyNamed");
      }
      await expect(as(organizer).restore(ID, LEAF, WHY)).to.be.revertedWithCustomError(notices, "NothingToRestore");
      expect((await notices.leafNotice(ID, LEAF)).jointAt).to.equal(0n);
      await as(reviewer).name(ID, OTHER_LEAF, 0, WHY);
      await expect(as(reviewer).name(ID, OTHER_LEAF, 0, WHY)).to.be.revertedWithCustomError(
        notices,
        "LeafAlreadyNamed",
      );
      expect((await notices.leafNotice(ID, OTHER_LEAF)).jointAt).to.equal(0n);
    });

    it("is not made by one account that is organizer and council, or without a council by whoever is 0", async () => {
      const [organizer] = await chain.ethers.getSigners();
      const one = await fixture({ council: organizer?.address as string });
      await one.as(one.organizer).name(ID, LEAF, 0, WHY);
      await expect(one.as(one.organizer).name(ID, LEAF, 0, WHY)).to.be.revertedWithCustomError(
        one.notices,
        "LeafAlreadyNamed",
      );
      await one.as(one.reviewer).name(ID, LEAF, 0, WHY);
      expect((await one.notices.leafNotice(ID, LEAF)).jointAt).not.to.equal(0n);
      const without = await fixture({ council: ZeroAddress });
      await expect(without.as(without.council).name(ID, LEAF, 0, WHY)).to.be.revertedWithCustomError(
        without.notices,
        "NotAParty",
      );
    });

    it("lets a name be taken back before the second comes, and not after", async () => {
      const { notices, as, organizer, reviewer, council } = await fixture();
      await as(organizer).name(ID, LEAF, 0, WHY);
      await expect(as(reviewer).withdrawName(ID, LEAF)).to.be.revertedWithCustomError(notices, "NameNotThere");
      await expect(as(organizer).withdrawName(ID, LEAF)).to.emit(notices, "NameWithdrawn");
      await as(reviewer).name(ID, LEAF, 0, WHY);
      expect((await notices.leafNotice(ID, LEAF)).jointAt).to.equal(0n);
      await as(council).name(ID, LEAF, 0, WHY);
      for (const party of [reviewer, council]) {
        await expect(as(party).withdrawName(ID, LEAF)).to.be.revertedWithCustomError(notices, "NameNotThere");
      }
      // The organizer has not named it, so it is not the organizer's to restore.
      await expect(as(organizer).restore(ID, LEAF, WHY)).to.be.revertedWithCustomError(notices, "NotAParty");
      await expect(as(organizer).name(ID, LEAF, 0, WHY)).to.be.revertedWithCustomError(notices, "LeafAlreadyNamed");
      await expect(as(organizer).restore(ID, LEAF, WHY)).to.be.revertedWithCustomError(notices, "NotAParty");
    });
  });

  it("are taken from the parties of the proposal alone, and of no proposal that is not there", async () => {
    const { notices, as, organizer, reviewer, council, stranger } = await fixture();
    const calls = (who: Signer, id: bigint) => [
      () => as(who).hide(id, LEAF, HOUR, 0, WHY),
      () => as(who).name(id, LEAF, 0, WHY),
      () => as(who).withdrawName(id, LEAF),
      () => as(who).restore(id, LEAF, WHY),
      () => as(who).noteStage(id, 0, START, EVIDENCE, WHY),
      () => as(who).noteMilestone(id, 1, 0, START, EVIDENCE, WHY),
    ];
    for (const call of [...calls(stranger, ID), ...calls(organizer, ID + 2n)]) {
      await expect(call()).to.be.revertedWithCustomError(notices, "NotAParty");
    }
    for (const who of [organizer, reviewer]) {
      await expect(as(who).noteStage(ID, 0, START, EVIDENCE, WHY)).to.be.revertedWithCustomError(notices, "NotAParty");
    }
    for (const who of [council, reviewer]) {
      await expect(as(who).noteMilestone(ID, 1, 0, START, EVIDENCE, WHY)).to.be.revertedWithCustomError(
        notices,
        "NotAParty",
      );
    }
  });

  it("tell stages and milestones in the order of the chain, done ones with evidence", async () => {
    const { notices, as, organizer, council } = await fixture();
    await expect(as(council).noteStage(ID, 5, START, EVIDENCE, "공포"))
      .to.emit(notices, "StageNoted")
      .withArgs(ID, 5, await council.getAddress(), START, EVIDENCE, "공포");
    await as(council).noteStage(ID, 1, START - DAY, ZeroHash, "늦게 알립니다.");
    await as(organizer).noteMilestone(ID, 1, 0, START + 90 * DAY, ZeroHash, "착공");
    await expect(as(organizer).noteMilestone(ID, 1, 2, START, ZeroHash, "준공")).to.be.revertedWithCustomError(
      notices,
      "EvidenceMissing",
    );
    await expect(as(organizer).noteMilestone(ID, 1, 2, START, EVIDENCE, "준공"))
      .to.emit(notices, "MilestoneNoted")
      .withArgs(ID, 1, 2, await organizer.getAddress(), START, EVIDENCE, "준공");
    await expect(as(council).noteStage(ID, 0, START, EVIDENCE, "")).to.be.revertedWithCustomError(
      notices,
      "WordsMissingOrTooLong",
    );
    await expect(as(council).noteStage(ID, 6, START, EVIDENCE, WHY)).to.revert(chain.ethers);
    await expect(as(organizer).noteMilestone(ID, 1, 5, START, EVIDENCE, WHY)).to.revert(chain.ethers);
  });
});
