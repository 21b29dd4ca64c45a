import type { Text } from "../../sdk/election/content.ts";
import { inBoth } from "../../sdk/election/contentText.ts";
import type { CellFacts, District, ElectionFacts, ProposalFacts } from "./facts.ts";

/** What a feed or a calendar tells of. */
export type Subject = {
  readonly district: District;
  /** Parts of its name on the chain, for ids that never change. */
  readonly key: string;
  readonly title: Text;
  /** Below the municipality's page. */
  readonly path: string;
};

export function electionSubject({ record, content }: ElectionFacts): Subject {
  const { election, constitution } = record;
  const title = content === undefined ? { ko: election, en: election } : inBoth(content.title, content);
  const { rolls, rollId } = constitution;
  const mark = { ko: "[시험] ", en: "[Test] " };
  const marked = constitution.isTest ? { ko: mark.ko + title.ko, en: mark.en + title.en } : title;
  return {
    district: { rolls, rollId },
    key: `election|${election.toLowerCase()}`,
    title: marked,
    path: `/v/${election}`,
  };
}

/** By its number alone: a title stands in mirrors' texts, and a measure may hide it. */
export function proposalSubject({ posting, district }: ProposalFacts): Subject {
  const id = `0x${posting.id.toString(16).padStart(62, "0")}`;
  const short = `${id.slice(0, 8)}…`;
  return {
    district,
    key: `proposal|${posting.id}`,
    title: { ko: `제안 ${short}`, en: `Proposal ${short}` },
    path: `/p/${id}`,
  };
}

export function cellSubject({ templateHash, district, question }: CellFacts): Subject {
  const title = question ?? { ko: "예산 제안", en: "Budget round" };
  return { district, key: `cell|${templateHash}`, title, path: "/p" };
}
