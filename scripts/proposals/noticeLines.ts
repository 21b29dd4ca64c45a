import { toUtf8Bytes, ZeroHash } from "ethers";
import type { GivenNotice } from "../../sdk/chain/proposalDeeds.ts";
import type { PlacedNotice } from "../../sdk/chain/proposalNotices.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { HIDING_REASONS, PROGRESS, type ProposalNotice, STAGES } from "../../sdk/proposals/notice.ts";
import { isShown, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { composedText } from "../terminal/optionValues.ts";
import { clean } from "../terminal/shown.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";

const HOUR = 3_600;
/** Bytes of a notice's words, as the contract takes them (P26.1). */
const MOST_WORDS = 1_024;

const KIND_WORDS = {
  hidden: "noticeHidden",
  named: "noticeNamed",
  joint: "noticeJoint",
  withdrawn: "noticeWithdrawn",
  restored: "noticeRestored",
  stage: "noticeStage",
  milestone: "noticeMilestone",
} as const satisfies Readonly<Record<ProposalNotice["kind"], string>>;

const REASON_WORDS = {
  personalData: "reasonPersonalData",
  defamation: "reasonDefamation",
  copyright: "reasonCopyright",
  advertising: "reasonAdvertising",
  illegal: "reasonIllegal",
} as const satisfies Readonly<Record<(typeof HIDING_REASONS)[number], string>>;

const STAGE_WORDS = {
  legalReview: "stageLegalReview",
  preAnnouncement: "stagePreAnnouncement",
  submitted: "stageSubmitted",
  committee: "stageCommittee",
  plenary: "stagePlenary",
  promulgated: "stagePromulgated",
} as const satisfies Readonly<Record<(typeof STAGES)[number], string>>;

const PROGRESS_WORDS = {
  planned: "progressPlanned",
  started: "progressStarted",
  done: "progressDone",
  delayed: "progressDelayed",
  dropped: "progressDropped",
} as const satisfies Readonly<Record<(typeof PROGRESS)[number], string>>;

/** Words that the contract would not take with a notice. */
export class NoticeWordsUnfitError extends HanpyoError {
  constructor(bytes: number) {
    super(
      "NOTICE_WORDS_UNFIT",
      told`The words have ${{ bytes }} bytes; a notice takes from 1 to ${{ most: MOST_WORDS }}`,
      "Say why in fewer words: a Korean syllable has 3 bytes; nothing was sent",
    );
  }
}

/** The words of a notice as they are sent. Throws `NoticeWordsUnfitError`. */
export function noticeWords(given: string): string {
  const words = composedText(given);
  const { length } = toUtf8Bytes(words);
  if (length === 0 || length > MOST_WORDS) throw new NoticeWordsUnfitError(length);
  return words;
}

/** A notice that somebody is about to give, for whoever must know what it says before it stands for ever. */
export type NoticeToGive = {
  readonly id: bigint;
  readonly notice: GivenNotice;
  /** "" for the kind that has none. */
  readonly words: string;
  /** The part of the text that it is about. */
  readonly part?: { readonly number: number; readonly leaf: TextLeaf };
};

/** What a notice says, line by line and to its end. */
export function givenLines(
  { id, notice, words, part }: NoticeToGive,
  { text }: Pick<ProposalsSpeaker, "text">,
): readonly string[] {
  const place = { id: String(id), part: part?.number ?? "?" };
  return [
    ...headLines(notice, place, text),
    ...(part === undefined
      ? []
      : [text("givenPart", { part: part.number, text: partText(part.leaf) ?? text("hiddenPart") })]),
    ...("reason" in notice ? [text("givenReason", { reason: reasonText(notice.reason, text) })] : []),
    ...("day" in notice ? [text("givenDay", { day: dayText(notice.day) })] : []),
    ...("evidence" in notice && notice.evidence !== ZeroHash
      ? [text("givenEvidence", { digest: notice.evidence })]
      : []),
    ...(words === "" ? [] : [text("givenWords", { words: clean(words) })]),
  ];
}

/** A notice as it stands on the chain, in one line and to its end. */
export function standingLine(notice: PlacedNotice, { text }: Pick<ProposalsSpeaker, "text">): string {
  return text("noticed", {
    block: notice.blockNumber,
    kind: text(KIND_WORDS[notice.kind]),
    by: "by" in notice ? notice.by : "",
    what: whatOf(notice, text),
    words: "words" in notice ? clean(notice.words) : "",
  });
}

type Texts = ProposalsSpeaker["text"];

function headLines(
  notice: GivenNotice,
  place: { readonly id: string; readonly part: number | string },
  text: Texts,
): readonly string[] {
  switch (notice.kind) {
    case "hide":
      return [text("givenHide", { ...place, hours: notice.span / HOUR })];
    case "name":
      return [text("givenName", place)];
    case "restore":
      return [text("givenRestore", place)];
    case "withdraw":
      return [text("givenWithdraw", place)];
    case "stage":
      return [text("givenStage", { ...place, stage: stageText(notice.stage, text) })];
    case "milestone":
      return [
        text("givenMilestone", {
          ...{ ...place, number: notice.number, progress: progressText(notice.progress, text) },
        }),
      ];
  }
}

function whatOf(notice: PlacedNotice, text: Texts): string {
  switch (notice.kind) {
    case "hidden":
      return `${notice.leaf}, ${text("noticeUntil", { time: koreanTime(notice.until) })}, ${reasonText(notice.reason, text)}`;
    case "named":
      return `${notice.leaf}, ${reasonText(notice.reason, text)}`;
    case "stage":
      return `${stageText(notice.stage, text)}, ${dayText(notice.day)}${evidenceText(notice.evidence, text)}`;
    case "milestone": {
      const { number, progress, day, evidence } = notice;
      const named = text("noticeOfMilestone", { number, progress: progressText(progress, text) });
      return `${named}, ${dayText(day)}${evidenceText(evidence, text)}`;
    }
    default:
      return notice.leaf;
  }
}

function partText(leaf: TextLeaf): string | undefined {
  return isShown(leaf) ? leaf.text.split("\n").map(clean).join("\n   ") : undefined;
}

function reasonText(place: number, text: Texts): string {
  const reason = HIDING_REASONS[place];
  return reason === undefined ? String(place) : text(REASON_WORDS[reason]);
}

function stageText(place: number, text: Texts): string {
  const stage = STAGES[place];
  return stage === undefined ? String(place) : text(STAGE_WORDS[stage]);
}

function progressText(place: number, text: Texts): string {
  const progress = PROGRESS[place];
  return progress === undefined ? String(place) : text(PROGRESS_WORDS[progress]);
}

function evidenceText(digest: string, text: Texts): string {
  return digest === ZeroHash ? "" : `, ${text("noticeEvidence", { digest })}`;
}

/** The day of a moment, in Korea. */
function dayText(seconds: number): string {
  return koreanTime(seconds).slice(0, 10);
}
