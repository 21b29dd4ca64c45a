import { expect } from "chai";
import type { Signer } from "ethers";
import hre from "hardhat";
import { leavesToConvert } from "../../../sdk/proposals/hiddenLeaves.ts";
import { isShown, leafHash, type ShownLeaf, type TextLeaf, textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import type { ContractWith } from "../contractWith.ts";

type Checker = ContractWith<"requireOpened">;
type NoticesContract = ContractWith<"hide" | "name" | "restore">;

const DAY = 86_400;
const ID = 7n;
const WHY = "다른 사람의 전화번호가 적혀 있습니다.";
/** Of a text of 4 KiB in 10 leaves, one of them hidden. */
const MOST_GAS = 60_000;

const leaves = leavesOf({ ...SAMPLE, paragraphs: Array.from({ length: 8 }, (_, i) => `${i}${"가".repeat(170)}`) });
const digest = textDigest(leaves);
const hashOf = (index: number) => leafHash(index, leaves[index] as ShownLeaf);
const withHidden = (...places: readonly number[]) =>
  leaves.map((leaf, i): TextLeaf => (places.includes(i) ? { hash: hashOf(i) } : leaf));
const onChain = (text: readonly TextLeaf[]) =>
  text.map((leaf) =>
    isShown(leaf) ? { word: leaf.salt, text: new TextEncoder().encode(leaf.text) } : { word: leaf.hash, text: "0x" },
  );

describe("The text that a proposal is voted on with", () => {
  let chain: Awaited<ReturnType<typeof hre.network.create>>;
  let checker: Checker;
  let organizer: NoticesContract;
  let reviewer: NoticesContract;
  let check: (text: readonly TextLeaf[]) => Promise<bigint>;

  beforeEach(async () => {
    chain = await hre.network.create();
    const { ethers } = chain;
    const signers = (await ethers.getSigners()) as unknown as readonly Signer[];
    const [first, second, council] = await Promise.all(signers.slice(0, 3).map((one) => one.getAddress()));
    const closesAt = (await chain.networkHelpers.time.latest()) + 60 * DAY;
    const proposals = await ethers.deployContract("MockProposalParties");
    await proposals.getFunction("set")(ID, { organizer: first, reviewer: second, council, closesAt });
    const notices = await ethers.deployContract("Notices", [proposals]);
    [organizer, reviewer] = signers.map((one) => notices.connect(one as never)) as unknown as [
      NoticesContract,
      NoticesContract,
    ];
    checker = (await ethers.deployContract("OpenedTextChecker")) as unknown as Checker;
    check = (text) => checker.requireOpened(notices, ID, digest, onChain(text));
  });

  async function measure(index: number): Promise<void> {
    await organizer.name(ID, hashOf(index), 0, WHY);
    await reviewer.name(ID, hashOf(index), 0, WHY);
  }

  const refused = (text: readonly TextLeaf[], error: string, index: number) =>
    expect(check(text)).to.be.revertedWithCustomError(checker, error).withArgs(index);

  it("is the whole text where no joint measure binds, whatever one party hides alone", async () => {
    await organizer.hide(ID, hashOf(3), 72 * 3_600, 0, WHY);
    expect(Number(await check(leaves))).to.be.within(1_000, MOST_GAS);
    await refused(withHidden(3), "LeafMustBeShown", 3);
    await refused(withHidden(9), "LeafMustBeShown", 9);
  });

  it("leaves out what a joint measure hides from the seventh day on, and has it again a day after it is restored", async () => {
    const { time } = chain.networkHelpers;
    await measure(5);
    const binds = (await time.latest()) + 7 * DAY;
    await time.increaseTo(binds - 1);
    await check(leaves);
    await refused(withHidden(5), "LeafMustBeShown", 5);
    await time.increaseTo(binds);
    await refused(leaves, "LeafMustBeHidden", 5);
    await refused(withHidden(5, 6), "LeafMustBeShown", 6);
    expect(Number(await check(withHidden(5)))).to.be.within(1_000, MOST_GAS);
    expect(leavesToConvert(leaves, new Set([hashOf(5)]))).to.deep.equal(withHidden(5));
    await reviewer.restore(ID, hashOf(5), WHY);
    await time.increase(DAY - 1);
    await check(withHidden(5));
    await time.increase(1);
    await refused(withHidden(5), "LeafMustBeShown", 5);
    await check(leaves);
  });

  it("never lacks header or title, whatever measure names them", async () => {
    for (const index of [0, 1]) await measure(index);
    await chain.networkHelpers.time.increase(30 * DAY);
    await check(leaves);
    for (const index of [0, 1]) await refused(withHidden(index), "HeadLeafHidden", index);
  });

  it("is of the digest that was posted: no leaf less, more, altered, or of another's hash", async () => {
    await measure(5);
    await chain.networkHelpers.time.increase(30 * DAY);
    const text = withHidden(5);
    const altered = [
      text.slice(0, -1),
      [...text, { hash: hashOf(5) }],
      text.map((leaf, i) => (i === 4 && isShown(leaf) ? { ...leaf, text: `${leaf.text} ` } : leaf)),
      // The hidden leaf in the place of another that somebody would like to be without.
      text.map((leaf, i) => (i === 4 ? { hash: hashOf(5) } : leaf)),
    ];
    for (const one of altered) {
      await expect(check(one)).to.be.revertedWithCustomError(checker, "TextMismatch").withArgs(textDigest(one), digest);
    }
  });
});
