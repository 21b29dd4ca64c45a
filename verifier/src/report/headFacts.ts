import type { Skeleton } from "../record/recordShape.ts";
import { addressText } from "../record/shape.ts";
import { textIn } from "../rules/content.ts";
import type { Language, Sentence } from "./language.ts";
import type { Report } from "./report.ts";
import { SENTENCES } from "./sentences.ts";

/** What a report says of the election first: a name, and lines for it. */
export type Fact = readonly [name: string, lines: readonly string[]];

const hasBit = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1;
const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

const resultLines = ({ verification: { content, overview } }: Report, language: Language): readonly string[] => {
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

/** The facts of an election, as the file says them. */
export const headFacts = (report: Report, language: Language): readonly Fact[] => {
  const { overview, content, phase, ballots } = report.verification;
  const record: Skeleton = overview.skeleton;
  const fact = (sentence: Sentence, line: string): Fact => [sentence[language], [line]];
  const result = resultLines(report, language);

  return [
    fact(SENTENCES.title, content ? textIn(content.title, language, content.language) : "-"),
    fact(SENTENCES.election, `${addressText(record.election)} (${SENTENCES.chain[language]} ${record.chainId})`),
    fact(SENTENCES.constitutionHash, hash(record.constitutionHash)),
    fact(SENTENCES.file, overview.sha256),
    fact(SENTENCES.block, `${record.block.number}, ${new Date(record.block.time * 1000).toISOString()}`),
    fact(SENTENCES.phase, SENTENCES.phases[phase][language]),
    fact(SENTENCES.casts, `${overview.ballots}`),
    fact(SENTENCES.ballots, `${ballots} / ${record.opening?.activeMembers ?? 0}`),
    ...(result.length > 0 ? [[SENTENCES.result[language], result] as const] : []),
  ];
};

/** What a report does not say, and must not be taken to say. */
export const notes = ({ comparedWith }: Report, language: Language): readonly string[] => [
  ...(comparedWith
    ? [`${SENTENCES.comparedWith[language]}: ${comparedWith}`]
    : [SENTENCES.onlyTheChainTells[language], SENTENCES.chainFields[language]]),
  SENTENCES.noCheckShows[language],
  SENTENCES.developmentKeys[language],
];
