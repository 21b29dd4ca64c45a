import { readKept, readPostings } from "../../sdk/chain/postedProposals.ts";
import { readCourse } from "../../sdk/chain/proposalCourse.ts";
import { readTemplatesIn } from "../../sdk/chain/publishedTemplates.ts";
import { isOwnTemplate } from "../../sdk/trust/ownTemplate.ts";
import type { ProposalCourse, ProposalFacts } from "./facts.ts";
import type { Works } from "./works.ts";

/** The municipality's proposals up to a block (P15.4, P21): under its organizer's templates, over its rolls. */
export async function readProposals(works: Works, block: number): Promise<ReadonlyMap<string, ProposalFacts>> {
  const { proposals: contracts, chain, told, conversions } = works;
  if (contracts === undefined) return new Map();
  const place = { chainId: chain.chainId, proposals: contracts.proposals };
  const { published } = await readTemplatesIn(contracts.templates, chain.chainId, chain.provider, { lastBlock: block });
  const own = new Set(
    published.filter(({ template }) => isOwnTemplate(told, template)).map(({ templateHash }) => templateHash),
  );
  const known = [...(works.facts?.proposals.values() ?? [])].map(({ posting }) => posting);
  const since = works.facts === undefined ? {} : { firstBlock: works.facts.block.number + 1 };
  const postings = await readPostings(place, chain.provider, { lastBlock: block, ...since });
  const facts = new Map<string, ProposalFacts>();
  for (const posting of [...known, ...postings.filter(({ templateHash }) => own.has(templateHash))]) {
    const kept = await readKept(place, posting.id, chain.provider, block);
    const course = conversions === undefined ? undefined : await courseOf(conversions, posting.id, works, block);
    facts.set(String(posting.id), { posting, kept, course });
  }
  return facts;
}

async function courseOf(conversions: string, id: bigint, { chain }: Works, block: number): Promise<ProposalCourse> {
  const { state, course } = await readCourse(conversions, id, chain.provider, block);
  return { state, answeredAt: course.answeredAt, acceptedAt: course.acceptedAt, election: course.election };
}
