import { mkdirSync, writeFileSync } from "node:fs";
import { Identity } from "@semaphore-protocol/core";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { companionOf } from "../../sdk/election/companionRolls.ts";
import { hideLeaves } from "../../sdk/proposals/hiddenLeaves.ts";
import { type Template, templateToAbi } from "../../sdk/proposals/template.ts";
import { leafHash, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { exportProposal } from "../../sdk/verify/exportProposal.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { decideFirst, openedRound, PATH, projectOf, UNREADABLE } from "../end-to-end/budgetRound.ts";
import { leavesOf, SAMPLE } from "../sdk/proposals/sampleText.ts";
import { enrolVouched, newTown, vouchedEntry } from "./makeRecords.ts";
import {
  act,
  DAY,
  electionOf,
  HOUR,
  onChain,
  ordinance,
  type ProposalPlace,
  policy,
  post,
  proposalPlace,
  type Supporter,
  send,
  toFriday,
} from "./proposalPlace.ts";
import { PROPOSAL_RECORDS } from "./proposalPlans.ts";

const WHY = "다른 사람의 전화번호가 적혀 있습니다.";
const NOTHING = `0x${"00".repeat(32)}`;
const EVIDENCE = `0x${"e1".repeat(32)}`;
const [ACCEPTED, STAGES, PROGRESS] = [2, 6, 5];

/** A text of its own for each proposal. */
function textOf(name: string): readonly TextLeaf[] {
  return leavesOf({ ...SAMPLE, title: `${SAMPLE.title} (${name})` }, `conformance ${name}`);
}

function hashAt(leaves: readonly TextLeaf[], place: number): string {
  return leafHash(place, leaves[place] as TextLeaf);
}

async function save(place: ProposalPlace, name: string, id: bigint, text?: readonly TextLeaf[]): Promise<void> {
  const { chain, contracts, registry } = place;
  const { proposals, notices } = contracts;
  const address = { chainId: registry.chainId, proposals: proposals.address, notices: notices.address, id };
  const record = await exportProposal(address, chain.provider, await chain.provider.getBlockNumber(), text);
  const written = `${canonicalJson(record)}\n`;
  writeFileSync(`${projectRoot}${PROPOSAL_RECORDS}/${name}.json`, written);
  console.error(`${name}: ${written.length} bytes`);
}

/** The record of the election that a proposal came to. */
async function saveElection(place: ProposalPlace, name: string, id: bigint): Promise<void> {
  await saveRecord(place, name, await electionOf(place, id));
}

async function saveRecord(place: ProposalPlace, name: string, election: string): Promise<void> {
  const written = `${canonicalJson(await exportRecord(election, place.chain.provider))}\n`;
  writeFileSync(`${projectRoot}${PROPOSAL_RECORDS}/${name}.json`, written);
  console.error(`${name}: ${written.length} bytes`);
}

async function publish(place: ProposalPlace, template: Template): Promise<Template> {
  await send(place, "templates", place.town.organizer, "publish", templateToAbi(template));
  return template;
}

/** Two people who come after the census, in the companion group too. */
async function newcomers(place: ProposalPlace, expiresAt: number): Promise<readonly Supporter[]> {
  const identities = [new Identity(), new Identity()];
  const first = place.town.residents.length + 3;
  const entries = identities.map((identity, m) => {
    const facts = { number: first + m, sequence: 1, rollIds: [1n, companionOf(1n)], expiresAt };
    return vouchedEntry(place, facts, identity);
  });
  await enrolVouched(place, await Promise.all(entries));
  return identities.map(({ secretScalar, commitment }) => ({ secret: secretScalar, identityCommitment: commitment }));
}

/** All that is said of a proposal: alone, jointly, taken back, restored, and how it goes on. */
async function tellOf(place: ProposalPlace, id: bigint, leaves: readonly TextLeaf[]): Promise<void> {
  const { reviewer, council, chain } = place;
  const { organizer } = place.town;
  const [second, third] = [hashAt(leaves, 2), hashAt(leaves, 3)];
  const tell = (who: typeof council, call: string, ...args: readonly unknown[]) =>
    send(place, "notices", who, call, id, ...args);
  await tell(council, "hide", third, HOUR, 3, WHY);
  await tell(organizer, "hide", third, 2 * HOUR, 0, WHY);
  await tell(organizer, "name", third, 0, WHY);
  await tell(organizer, "withdrawName", third);
  await tell(reviewer, "name", third, 1, WHY);
  await tell(council, "name", third, 4, WHY);
  await tell(organizer, "name", second, 2, WHY);
  await tell(reviewer, "name", second, 2, WHY);
  await chain.wait(DAY);
  await tell(organizer, "restore", second, "다시 보니 저작물이 아닙니다.");
  await tell(council, "noteStage", STAGES - 1, await chain.now(), NOTHING, "공포되었습니다.");
  await tell(organizer, "noteMilestone", 1, 0, (await chain.now()) + 30 * DAY, NOTHING, "설계를 시작합니다.");
  await tell(organizer, "noteMilestone", 2, PROGRESS - 3, await chain.now(), EVIDENCE, "다 되었습니다.");
}

/** What a town of four residents, and two who come later, does with its proposals. */
async function tests(chain: LocalChain): Promise<void> {
  const place = await proposalPlace(await newTown(chain, 4, true));
  const { town, reviewer, council } = place;
  const [kim, lee, park, choi] = town.residents as unknown as readonly [Supporter, Supporter, Supporter, Supporter];
  const cut = await toFriday(place);
  const first = await publish(place, policy(place));
  const voted = await publish(place, ordinance(place, await chain.now()));
  const texts = Object.fromEntries(
    ["posted", "not-enough", "reached", "converted", "joint-measure", "notices"].map((name) => [name, textOf(name)]),
  ) as Readonly<Record<string, readonly TextLeaf[]>>;
  const text = (name: string) => texts[name] as readonly TextLeaf[];

  const posted = await post(place, first, text("posted"), { by: kim });
  await save(place, "posted", posted);
  const few = await post(place, first, text("not-enough"), { by: lee });
  await act(place, few, cut, [{ by: kim }, { by: lee }]);
  await act(place, few, cut, [{ by: kim, version: 1 }]);
  const reached = await post(place, first, text("reached"), { by: park });
  await act(place, reached, cut, [{ by: kim }, { by: lee }]);
  await act(place, reached, cut, [{ by: kim, version: 1 }]);
  const converted = await post(place, voted, text("converted"), { by: choi });
  await act(place, converted, cut, [{ by: kim }, { by: lee }, { by: park }]);
  const measured = await post(place, voted, text("joint-measure"), { by: kim, slot: 1 });
  await act(place, measured, cut, [{ by: lee }, { by: park }, { by: choi }]);
  const hidden = hashAt(text("joint-measure"), 2);
  await send(place, "notices", council, "hide", measured, hidden, DAY, 0, WHY);
  await send(place, "notices", town.organizer, "name", measured, hidden, 0, WHY);
  await send(place, "notices", reviewer, "name", measured, hidden, 0, WHY);
  await send(place, "conversions", town.organizer, "answer", converted, ACCEPTED, 0, EVIDENCE);

  const [, late] = (await newcomers(place, (await chain.now()) + 200 * DAY)) as readonly [Supporter, Supporter];
  const later = await toFriday(place);
  await send(place, "proposals", town.relayer, "showNewcomers", templateToAbi(first), later);
  await act(place, reached, cut, [
    { by: late, newcomersCut: later },
    { by: kim, version: 2 },
  ]);
  await save(place, "reached", reached, text("reached"));

  const second = await publish(place, policy(place, { quota: 2, window: 40 * DAY }));
  await send(place, "templates", town.relayer, "takeOver", templateToAbi(second));
  const told = await post(place, second, text("notices"), { by: lee, slot: 1 });
  await act(place, told, later, [{ by: kim }]);
  await tellOf(place, told, text("notices"));
  await save(place, "notices", told, hideLeaves(text("notices"), new Set([hashAt(text("notices"), 3)])));

  await chain.wait(10 * DAY);
  const left = hideLeaves(text("joint-measure"), new Set([hidden]));
  await send(
    place,
    "conversions",
    town.relayer,
    "convert",
    converted,
    templateToAbi(voted),
    onChain(text("converted")),
  );
  await save(place, "converted", converted, text("converted"));
  await saveElection(place, "converted-election", converted);
  await send(place, "conversions", town.relayer, "convert", measured, templateToAbi(voted), onChain(left));
  await save(place, "joint-measure", measured, left);
  await saveElection(place, "joint-measure-election", measured);
  await chain.wait(20 * DAY);
  await save(place, "not-enough", few, text("not-enough"));
}

/** A town whose proposals bind: a hundred residents, two weeks of notice. */
async function counting(chain: LocalChain): Promise<void> {
  const place = await proposalPlace(await newTown(chain, 100, false));
  const supporters = place.town.residents.slice(0, 4) as unknown as readonly Supporter[];
  const template = await publish(
    place,
    policy(place, { isTest: false, leastMembers: 100, window: 14 * DAY, answerTerm: 14 * DAY }),
  );
  await chain.wait(14 * DAY);
  const cut = await toFriday(place);
  const text = textOf("counting");
  const id = await post(place, template, text, { by: supporters[3] as Supporter });
  const [kim, lee, park] = supporters as readonly [Supporter, Supporter, Supporter];
  await act(place, id, cut, [{ by: kim }, { by: lee }]);
  await act(place, id, cut, [{ by: kim, version: 1 }]);
  await act(place, id, cut, [{ by: park }, { by: kim, version: 2 }]);
  await save(place, "counting", id, text);
}

/** A budget round of three residents: a project, and the elections that both cells came to. */
async function round(chain: LocalChain): Promise<void> {
  const place = await proposalPlace(await newTown(chain, 3, true));
  const opened = await openedRound(place);
  const { elections, projects } = opened;
  const [listed, unreadable] = [projectOf(projects, PATH), projectOf(projects, UNREADABLE)];
  await save(place, "project", listed.id, listed.leaves);
  await save(place, "project-alone", unreadable.id);
  await saveRecord(place, "approval-cell-election", elections[1]);
  await decideFirst(opened);
  await saveRecord(place, "cell-election", elections[0]);
  opened.end();
}

// Mocha loads every file of the folder.
if (import.meta.main) {
  mkdirSync(projectRoot + PROPOSAL_RECORDS, { recursive: true });
  // The hundred residents of the second take most of the time.
  const wanted = process.argv[2];
  for (const scene of [tests, counting, round].filter(({ name }) => wanted === undefined || name === wanted)) {
    const chain = await startLocalChain();
    await scene(chain);
    await chain.close();
  }
  process.exit(0);
}
