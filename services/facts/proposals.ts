import { readBlockTimes } from "../../sdk/chain/blockTimes.ts";
import { readKept, readPostings } from "../../sdk/chain/postedProposals.ts";
import { readCourse } from "../../sdk/chain/proposalCourse.ts";
import { type PlacedNotice, readNotices } from "../../sdk/chain/proposalNotices.ts";
import { readTemplatesIn } from "../../sdk/chain/publishedTemplates.ts";
import { isOfLeaf } from "../../sdk/proposals/notice.ts";
import { isOwnTemplate } from "../../sdk/trust/ownTemplate.ts";
import { districtOf, readCells } from "./cells.ts";
import type { CellFacts, ProposalCourse, ProposalFacts, ProposalNote } from "./facts.ts";
import type { Works } from "./works.ts";

/** What there is of the municipality's proposals and budget rounds. */
type OfProposals = {
  readonly proposals: ReadonlyMap<string, ProposalFacts>;
  readonly cells: ReadonlyMap<string, CellFacts>;
};

/** The municipality's proposals up to a block (P15.4, P21): under its organizer's templates, over its rolls. */
export async function readProposals(works: Works, block: number): Promise<OfProposals> {
  const { proposals: contracts, chain, told, conversions } = works;
  if (contracts === undefined) return { proposals: new Map(), cells: new Map() };
  const place = { chainId: chain.chainId, proposals: contracts.proposals };
  const { published } = await readTemplatesIn(contracts.templates, chain.chainId, chain.provider, { lastBlock: block });
  const own = new Map(
    published
      .filter(({ template }) => isOwnTemplate(told, template))
      .map(({ templateHash, template }) => [templateHash, template] as const),
  );
  const known = [...(works.facts?.proposals.values() ?? [])].map(({ posting }) => posting);
  const since = works.facts === undefined ? {} : { firstBlock: works.facts.block.number + 1 };
  const postings = await readPostings(place, chain.provider, { lastBlock: block, ...since });
  const notes = await readNotes(works, contracts.notices, { lastBlock: block, ...since });
  const facts = new Map<string, ProposalFacts>();
  for (const posting of [...known, ...postings]) {
    const template = own.get(posting.templateHash);
    if (template === undefined) continue;
    const key = String(posting.id);
    const kept = await readKept(place, posting.id, chain.provider, block);
    const course = conversions === undefined ? undefined : await courseOf(conversions, posting.id, works, block);
    const noted = [...(works.facts?.proposals.get(key)?.notes ?? []), ...(notes.get(key) ?? [])];
    facts.set(key, {
      ...{ posting, kept, course, notes: noted },
      ...{ district: districtOf(template), answerTerm: template.answerTerm },
    });
  }
  return {
    proposals: facts,
    cells: await readCells(
      published.filter((one) => own.has(one.templateHash)),
      works,
    ),
  };
}

/** Stages and milestones by proposal. Measures against texts are the mirrors' to follow. */
async function readNotes(
  { chain }: Works,
  notices: string,
  blocks: { readonly lastBlock: number; readonly firstBlock?: number },
): Promise<ReadonlyMap<string, readonly ProposalNote[]>> {
  const placed = (await readNotices(notices, chain.provider, blocks)).filter(isNote);
  const times = await readBlockTimes(
    placed.map(({ blockNumber }) => blockNumber),
    chain.provider,
  );
  const timed = placed.map(({ id, blockNumber, ...note }) => ({
    id: String(id),
    note: { ...note, notedAt: times.get(blockNumber) ?? 0 },
  }));
  return new Map(
    [...Map.groupBy(timed, ({ id }) => id)].map(([id, all]) => [id, all.map(({ note }) => note)] as const),
  );
}

type PlacedNote = Extract<PlacedNotice, { readonly kind: "stage" | "milestone" }>;

function isNote(notice: PlacedNotice): notice is PlacedNote {
  return !isOfLeaf(notice);
}

async function courseOf(conversions: string, id: bigint, { chain }: Works, block: number): Promise<ProposalCourse> {
  const { state, course } = await readCourse(conversions, id, chain.provider, block);
  return { state, answeredAt: course.answeredAt, acceptedAt: course.acceptedAt, election: course.election };
}
