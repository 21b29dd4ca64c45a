import type { Text } from "../../sdk/election/content.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { PROGRESS, STAGES } from "../../sdk/proposals/notice.ts";

/** What feeds and calendars say of things, before the thing's own name. */
export const TOLD_WORDS = {
  created: { ko: "투표 예고", en: "Vote announced" },
  opened: { ko: "투표 시작", en: "Voting began" },
  closed: { ko: "투표 마감", en: "Voting ended" },
  decided: { ko: "결과", en: "Result" },
  "no result": { ko: "결과 없이 끝남", en: "Ended without a result" },
  posted: { ko: "제안 게시", en: "Proposal posted" },
  reached: { ko: "필요한 지지를 모음", en: "Quota reached" },
  expired: { ko: "지지 마감, 필요한 수에 못 미침", en: "Supports closed below the quota" },
  answered: { ko: "기관이 답함", en: "Answered" },
  stage: { ko: "처리 단계", en: "Stage" },
  milestone: { ko: "이행 단계", en: "Milestone" },
  cell: { ko: "주민참여예산 공고", en: "Budget round announced" },
  voting: { ko: "투표 기간", en: "Voting" },
  supportsClose: { ko: "지지 마감", en: "Supports close" },
  answerDue: { ko: "기관의 답변 기한", en: "Answer due" },
  assessBy: { ko: "검토 기한", en: "Assessments due" },
  insertBy: { ko: "투표 대상 확정", en: "List of the vote closes" },
  openBy: { ko: "투표 개설 기한", en: "Vote must be opened" },
} as const satisfies Readonly<Record<string, Text>>;

/** Why an election has no result. */
export const WITHOUT_RESULT: Readonly<Partial<Record<Phase, Text>>> = {
  void: { ko: "제때 열리지 않아 무효입니다.", en: "It was not opened in time, and is void." },
  "too few": { ko: "비밀을 지키며 세기에는 표가 너무 적습니다.", en: "Too few ballots to be counted in secret." },
  "below quorum": {
    ko: "참여가 모자라 투표함을 열지 않습니다.",
    en: "Turnout is below the quorum: the box stays closed.",
  },
};

const STAGE_WORDS: Readonly<Record<(typeof STAGES)[number], Text>> = {
  legalReview: { ko: "법제 검토", en: "legal review" },
  preAnnouncement: { ko: "입법예고", en: "pre-announcement" },
  submitted: { ko: "의회 제출", en: "submitted to the council" },
  committee: { ko: "위원회", en: "committee" },
  plenary: { ko: "본회의", en: "plenary" },
  promulgated: { ko: "공포", en: "promulgated" },
};

const PROGRESS_WORDS: Readonly<Record<(typeof PROGRESS)[number], Text>> = {
  planned: { ko: "계획", en: "planned" },
  started: { ko: "시작", en: "started" },
  done: { ko: "끝남", en: "done" },
  delayed: { ko: "늦어짐", en: "delayed" },
  dropped: { ko: "그만둠", en: "dropped" },
};

const UNKNOWN = { ko: "알 수 없음", en: "unknown" };

/** A stage by its place in the contract's list. */
export function stageWords(stage: number): Text {
  const name = STAGES[stage];
  return name === undefined ? UNKNOWN : STAGE_WORDS[name];
}

/** How far a milestone is, by its place in the contract's list. */
export function progressWords(progress: number): Text {
  const name = PROGRESS[progress];
  return name === undefined ? UNKNOWN : PROGRESS_WORDS[name];
}

/** Words before a name, in both languages. */
export function withName(words: Text, name: Text): Text {
  return { ko: `${words.ko}: ${name.ko}`, en: `${words.en}: ${name.en}` };
}
