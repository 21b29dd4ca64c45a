import { BALLOT_SIZE, ethers, networkHelpers } from "../electionFixture.ts";
import { word } from "./proposalTown.ts";
import { cellTemplate, opening, type PostedProject, postProject, roundTown, titlesOf } from "./roundTown.ts";

const { time } = networkHelpers;

/** Gas of what leads from a project to the end of its cell's vote, over a list of 8 with titles of 40 bytes. */
export async function roundGas(): Promise<Readonly<Record<string, number>>> {
  const town = await roundTown();
  const { byOrganizer, byStranger } = town;
  const latest = async () => {
    const hash = (await ethers.provider.getBlock("latest"))?.transactions[0];
    return Number((await ethers.provider.getTransactionReceipt(hash as string))?.gasUsed);
  };
  const template = await cellTemplate(town, ({ cell }) => ({ cell: { ...cell, mostOptions: BALLOT_SIZE } }));
  await town.published.publish(template);
  const projects: PostedProject[] = [];
  // The last one has most supports, so that the whole list moves when it comes.
  for (let i = 0; i <= BALLOT_SIZE; i++) {
    const title = `${i}번 사업: 마을 냇가의 산책길`;
    projects.push(await postProject(town, template, { title, cost: 100, supports: i === BALLOT_SIZE ? 2 : 0 }));
  }
  const [first, last] = [projects[0] as PostedProject, projects[BALLOT_SIZE] as PostedProject];
  await postProject(town, template, { title: "한 번 더", cost: 100 });
  const post = await latest();
  await time.increaseTo(template.cell.supportsClose);
  await byOrganizer.assess(first.id, 2, 100, word(0xab));
  const assess = await latest();
  await time.increaseTo(template.cell.assessBy);
  await byStranger.insert(first.id, ...opening(first));
  const alone = await latest();
  for (const project of projects.slice(1, -1)) await byStranger.insert(project.id, ...opening(project));
  await byStranger.insert(last.id, ...opening(last));
  const moving = await latest();
  await time.increaseTo(template.cell.insertBy);
  const listed = [last, ...projects.slice(0, BALLOT_SIZE - 1)];
  await byStranger.open(template, titlesOf(listed));
  const open = await latest();
  await time.increase(100 * 86_400);
  await byStranger.settle(await town.templates.hashOf(template));
  return {
    ...{ "gas.post.project": post, "gas.assess": assess, "gas.insert.first": alone },
    ...{ [`gas.insert.${BALLOT_SIZE}moved`]: moving, [`gas.openCell.${BALLOT_SIZE}`]: open },
    "gas.settleCell": await latest(),
  };
}
