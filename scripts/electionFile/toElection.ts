import { sha256, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import type { SharedParameters } from "../../sdk/chain/deploy.ts";
import type { BoardTerms } from "../../sdk/chain/factories.ts";
import { ballotSizeFor } from "../../sdk/election/ballotSize.ts";
import type { Constitution, OutcomeRule } from "../../sdk/election/constitution.ts";
import { type Content, contentHash, encodeContent } from "../../sdk/election/content.ts";
import type { ContentText } from "../../sdk/election/contentText.ts";
import { type Fraction, NO_FRACTION } from "../../sdk/election/fraction.ts";
import { instantOf } from "../terminal/calendar.ts";
import { attachmentsOf } from "./attachmentFields.ts";
import { ballotRulesOf } from "./ballotRules.ts";
import { fractionOf } from "./fractionText.ts";
import type { ElectionFile } from "./schema.ts";

type Option = NonNullable<ElectionFile["options"]>[number];

/** What a referendum offers when its file lists no options. */
export const REFERENDUM_OPTIONS: readonly Option[] = [
  { title: { ko: "찬성", en: "Yes" } },
  { title: { ko: "반대", en: "No" } },
  { title: { ko: "기권", en: "Abstain" } },
];

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };
const OUTCOMES = {
  referendum: "Referendum",
  ranking: "Ranking",
  greedy: "Greedy",
  "greedy-no-skip": "GreedyNoSkip",
} as const;
const TIE_BREAKS = { "listed-order": "ListedOrder", "cheaper-first": "CheaperFirst", none: "None" } as const;

/** Unix seconds of a time as the file writes it; the schema lets no other pass. */
export function secondsOf(time: string): number {
  return instantOf(time) ?? Number.NaN;
}

/** Seconds of a span as the file writes it. */
export function spanOf(span: string): number {
  const [count, unit] = span.split(" ") as [string, string];
  return Number(count) * (SECONDS[unit.replace(/s$/, "")] as number);
}

export function optionsOf(file: Pick<ElectionFile, "options" | "ballot">): readonly Option[] {
  return file.options ?? (file.ballot.kind === "yes-no-abstain" ? REFERENDUM_OPTIONS : []);
}

/** What people see. @param reasons Why the election is only a test, as far as there is more to say than that it is. */
export function contentOf(file: ElectionFile, reasons: readonly ContentText[]): Content {
  return {
    language: file.language,
    title: file.title,
    question: file.question,
    options: optionsOf(file).map(({ title, description, category, ...option }) => ({
      title,
      ...(description === undefined ? {} : { description }),
      ...(category === undefined ? {} : { category }),
      ...attachmentsOf(option),
    })),
    ...(file.arguments ? { arguments: [...file.arguments] } : {}),
    ...(reasons.length > 0 ? { test: { reasons: [...reasons] } } : {}),
  };
}

/** The constitution that is frozen for this file, for the contract that holds the roll and a board. */
export function constitutionOf(
  file: ElectionFile,
  content: Content,
  { rolls, board }: Pick<Constitution, "rolls" | "board">,
): Constitution {
  const { schedule } = file;
  return {
    contentHash: contentHash(encodeContent(content)),
    jointHash: file.jointHash?.toLowerCase() ?? ZeroHash,
    rolls,
    rollId: BigInt(file.roll.id),
    minimumCensus: file.roll.minimumCensus,
    board,
    consentsRequired: consentsRequiredBy(file),
    minimumBallots: file.minimumBallots,
    revoting: file.revoting,
    masked: false,
    isTest: file.test,
    ballotSize: ballotSizeOf(file),
    rules: ballotRulesOf(file.ballot, costsOf(file)),
    schedule: {
      censusTime: secondsOf(schedule.censusTime),
      opensAt: secondsOf(schedule.opensAt),
      openGrace: spanOf(schedule.openGrace),
      closesAt: secondsOf(schedule.closesAt),
      closeGrace: spanOf(schedule.closeGrace),
      sharesDueAt: secondsOf(schedule.sharesDueAt),
      sealDelay: spanOf(schedule.sealDelay),
    },
    outcome: outcomeRuleOf(file),
  };
}

/** At least min(k + 1, n), so that no election opens whose key could be lost with one trustee. */
export function consentsRequiredBy({ board }: ElectionFile): number {
  return board.consentsRequired ?? Math.min(board.threshold + 1, board.trustees.length);
}

/** The smallest size of ballot that holds the options. */
export function ballotSizeOf(file: Pick<ElectionFile, "options" | "ballot">): number {
  const { length } = optionsOf(file);
  return ballotSizeFor(length) ?? length;
}

/** What the board is created with, but for the factory of its elections. */
export function boardTermsOf({ board, test }: ElectionFile): Required<Omit<BoardTerms, "factory">> {
  return {
    trustees: board.trustees.map(({ account }) => account),
    threshold: board.threshold,
    registerBy: secondsOf(board.registerBy),
    dealBy: secondsOf(board.dealBy),
    termEndsAt: secondsOf(board.termEndsAt),
    isTest: test,
  };
}

/** What the shared contracts are deployed with. */
export function officesOf({ offices, test }: ElectionFile): Required<SharedParameters> {
  const { registrar, approver, recoveryBody, rotationDelay, challengePeriod } = offices;
  return {
    registrar,
    approver,
    recoveryBody: recoveryBody ?? ZeroAddress,
    rotationDelay: spanOf(rotationDelay),
    challengePeriod: spanOf(challengePeriod),
    isTest: test,
  };
}

/** Where the file's roll is read, of a deployment's contracts; undefined if that is not deployed. */
export function rollSourceOf(
  { roll }: ElectionFile,
  contracts: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return roll.source === "published" ? contracts.publishedRolls : contracts.registry;
}

/** What the counts will mean (P10.2). */
export function outcomeRuleOf(file: Pick<ElectionFile, "outcome" | "options" | "ballot">): OutcomeRule {
  const { outcome } = file;
  const rule: OutcomeRule = {
    kind: OUTCOMES[outcome.rule],
    tieBreak: "ListedOrder",
    quorum: fractionIn(outcome.quorum),
    closedBelowQuorum: outcome.closedBelowQuorum,
    electors: outcome.electors ?? 0,
    electorsSource: outcome.electorsSource === undefined ? ZeroHash : digestOf(outcome.electorsSource),
    passingShare: NO_FRACTION,
    winners: 0,
    minimumVotes: 0,
    budget: 0,
    costs: [],
  };
  if (outcome.rule === "referendum") return { ...rule, passingShare: fractionIn(outcome.passingShare) };
  const { minimumVotes = 0 } = outcome;
  const tieBreak = TIE_BREAKS[outcome.tieBreak];
  if (outcome.rule === "ranking") return { ...rule, minimumVotes, tieBreak, winners: outcome.winners };
  return { ...rule, minimumVotes, tieBreak, budget: outcome.budget, costs: costsOf(file) };
}

export function costsOf(file: Pick<ElectionFile, "options" | "ballot">): readonly number[] {
  return optionsOf(file).map(({ cost = 0 }) => cost);
}

/** The schema has taken no text without an exact fraction. */
function fractionIn(text: string): Fraction {
  return fractionOf(text) as Fraction;
}

/** SHA-256 of a document, as the file gives it, or of the text that names one. */
export function digestOf(source: string): string {
  return source.startsWith("sha256:") ? `0x${source.slice(7).toLowerCase()}` : sha256(toUtf8Bytes(source));
}
