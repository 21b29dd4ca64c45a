import type { Skeleton } from "../record/recordShape.ts";
import { addressText } from "../record/shape.ts";
import { textIn } from "../rules/content.ts";
import type { Verification } from "../verifyRecord.ts";
import type { CheckName } from "./checkNames.ts";
import type { Fact } from "./fact.ts";
import { inKorea } from "./inKorea.ts";
import type { Language, Sentence } from "./language.ts";
import { proposalFacts } from "./proposalFacts.ts";
import { PROPOSAL_SENTENCES } from "./proposalSentences.ts";
import type { Report } from "./report.ts";
import { SENTENCES } from "./sentences.ts";

const hasBit = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1;
const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

const resultLines = ({ content, overview }: Verification, language: Language): readonly string[] => {
  const { result, constitution } = overview.skeleton;
  if (!result) return [];
  const { quorumReached, verdict, selected, tied } = result.outcome;
  const options = result.counts.slice(0, constitution.rules.optionCount).map((count, option) => {
    const marks = [
      ...(hasBit(selected, option) ? [SENTENCES.selected[language]] : []),
      ...(hasBit(tied, option) ? [SENTENCES.tied[language]] : []),
    ];
    const name = textIn(content?.options[option]?.title ?? {}, language, content?.language ?? "ko");
    return `${option + 1}. ${name}: ${count}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
  });
  const words = { Accepted: SENTENCES.accepted, Rejected: SENTENCES.rejected, Neither: SENTENCES.neither };
  return [
    ...options,
    ...(verdict === "None" ? [] : [words[verdict][language]]),
    ...(quorumReached ? [] : [SENTENCES.quorumMissed[language]]),
  ];
};

const electionFacts = (verification: Verification, language: Language): readonly Fact[] => {
  const { overview, content, phase, ballots } = verification;
  const record: Skeleton = overview.skeleton;
  const fact = (sentence: Sentence, line: string): Fact => [sentence[language], [line]];
  const result = resultLines(verification, language);

  return [
    fact(SENTENCES.title, content ? textIn(content.title, language, content.language) : "-"),
    fact(SENTENCES.election, `${addressText(record.election)} (${SENTENCES.chain[language]} ${record.chainId})`),
    fact(SENTENCES.constitutionHash, hash(record.constitutionHash)),
    fact(SENTENCES.file, overview.sha256),
    fact(SENTENCES.contentHash, verification.contentHash),
    fact(SENTENCES.block, `${record.block.number}, ${inKorea(record.block.time)}`),
    fact(SENTENCES.phase, SENTENCES.phases[phase][language]),
    fact(SENTENCES.casts, `${overview.ballots}`),
    fact(SENTENCES.ballots, `${ballots} / ${record.opening?.activeMembers ?? 0}`),
    ...(result.length > 0 ? [[SENTENCES.result[language], result] as const] : []),
  ];
};

/** The facts of an election or a proposal, as the file says them. */
export const headFacts = ({ verification }: Report, language: Language): readonly Fact[] =>
  verification.of === "election" ? electionFacts(verification, language) : proposalFacts(verification, language);

/** Whether what a record is of binds nobody. */
export const isTest = ({ verification }: Report): boolean =>
  verification.of === "election"
    ? verification.overview.skeleton.constitution.isTest
    : verification.overview.record.template.isTest;

/** Whether an archive was compared with, and no chain. */
const restsOnArchive = (findings: Report["findings"]): boolean => {
  const made = (name: CheckName): boolean => findings.some(({ check }) => check === name);
  return (
    made("P11.6 the archivist is the one named") &&
    !made("P11 record equals the chain") &&
    !made("P21.15 record equals the chain")
  );
};

/** What a report does not say, and must not be taken to say. */
export const notes = ({ verification, comparedWith, findings }: Report, language: Language): readonly string[] => {
  const words = verification.of === "election" ? SENTENCES : PROPOSAL_SENTENCES;
  return [
    ...(comparedWith
      ? [`${SENTENCES.comparedWith[language]}: ${comparedWith}`]
      : [SENTENCES.onlyTheChainTells[language], words.chainFields[language]]),
    ...(restsOnArchive(findings) ? [SENTENCES.archivistsWord[language], words.chainFields[language]] : []),
    words.noCheckShows[language],
    words.whoseKeys[language],
  ];
};

/** The sentence that a test begins its report with. */
export const testSentence = ({ verification }: Report, language: Language): string =>
  (verification.of === "election" ? SENTENCES : PROPOSAL_SENTENCES).isTest[language];
