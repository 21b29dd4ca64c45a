import { leavesOf, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { ethers, networkHelpers } from "../electionFixture.ts";
import { conversionTown, onChain, postText, reachQuota } from "./conversionTown.ts";
import { word } from "./proposalTown.ts";

/** 4 KiB in 10 leaves. */
const leaves = leavesOf({ ...SAMPLE, paragraphs: Array.from({ length: 8 }, (_, i) => `${i}${"가".repeat(160)}`) });

/** Gas of what leads from a posting to the end of a vote of 8 options, under a template with everything. */
export async function conversionGas(): Promise<Readonly<Record<string, number>>> {
  const town = await conversionTown();
  const gasOf = async (hash: string | undefined) =>
    Number((await ethers.provider.getTransactionReceipt(hash as string))?.gasUsed);
  const latest = async () => (await ethers.provider.getBlock("latest"))?.transactions[0];
  await postText(town, leaves);
  const id = await postText(town, leaves);
  const post = await gasOf(await latest());
  const reachedAt = await reachQuota(town, id);
  await town.answering.answer(id, 2, 0, word(0xab));
  const answer = await gasOf(await latest());
  await networkHelpers.time.increaseTo(reachedAt + town.template.answerTerm);
  await town.byStranger.convert(id, town.template, onChain(leaves));
  const convert = await gasOf(await latest());
  await networkHelpers.time.increase(100 * 86_400);
  await town.byStranger.settle(id);
  const settle = await gasOf(await latest());
  return { "gas.post.vote": post, "gas.answer": answer, "gas.convert.4KiB": convert, "gas.settle": settle };
}
