import type { ProposalText } from "../record/proposal/proposalShape.ts";
import { addressText } from "../record/shape.ts";
import { isReadable, shownText } from "../rules/proposal/proposalText.ts";
import type { ProposalVerification } from "../verifyProposal.ts";
import type { Fact } from "./fact.ts";
import { inKorea } from "./inKorea.ts";
import type { Language, Sentence } from "./language.ts";
import { PROPOSAL_SENTENCES as WORDS } from "./proposalSentences.ts";
import { SENTENCES } from "./sentences.ts";

const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

/** The title that a text shows; none of a text that no reader takes, whose characters could do anything. */
const titleOf = (text: ProposalText | null): string | undefined =>
  text && isReadable(text.leaves) ? shownText(text.leaves[1]) : undefined;

/** The facts of a proposal, as the file says them. */
export const proposalFacts = (verification: ProposalVerification, language: Language): readonly Fact[] => {
  const { overview, contentHash, state, closesAt, templateHash } = verification;
  const { record, sha256, changes } = overview;
  const { template, posting, block, supporters, noticesGiven, text } = record;
  const fact = (sentence: Sentence, line: string): Fact => [sentence[language], [line]];

  return [
    fact(WORDS.title, titleOf(text) ?? WORDS.noText[language]),
    fact(WORDS.proposal, `${record.id}`),
    fact(WORDS.contract, `${addressText(record.proposals)} (${SENTENCES.chain[language]} ${record.chainId})`),
    fact(WORDS.templateHash, templateHash === undefined ? "-" : hash(templateHash)),
    fact(WORDS.kind, WORDS.kinds[template.kind][language]),
    fact(SENTENCES.file, sha256),
    fact(SENTENCES.contentHash, contentHash),
    fact(SENTENCES.block, `${block.number}, ${inKorea(block.time)}`),
    fact(WORDS.state, WORDS.states[state][language]),
    fact(WORDS.closesAt, inKorea(closesAt)),
    fact(WORDS.supporters, `${supporters} / ${template.quota}`),
    fact(WORDS.census, `${posting.activeMembers}`),
    fact(WORDS.changes, `${changes}`),
    fact(WORDS.notices, `${noticesGiven.length}`),
  ];
};
