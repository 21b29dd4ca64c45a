/** What `office objections` says; `{name}` is replaced by a value. */
const en = {
  objection: "{objection}: roll {roll}, received {received}, {until}, {state}",
  objectionsUntil: "objections until {time}",
  objectionsUntilUnknown: "no last day in the office's file",
  objectionOpen: "open",
  objectionAnswered: "answered",
  objectionBy: "  person {number}:",
  noObjections: "No objection is open",
  objectionsWritten: "{count} objections, with all that they say: {file}. Keep it to yourself, and delete it",
  answered: "Objection {objection} is answered; the person reads it at the next question to the office",
  answerable: "Objection {objection} can be answered with this text of {length} characters",
} as const;

export type ObjectionMessage = keyof typeof en;

const ko: Readonly<Record<ObjectionMessage, string>> = {
  objection: "{objection}: 명부 {roll}, {received} 접수, {until}, {state}",
  objectionsUntil: "이의 신청은 {time}까지",
  objectionsUntilUnknown: "기관 파일에 마감이 없음",
  objectionOpen: "답하지 않음",
  objectionAnswered: "답함",
  objectionBy: "  주민 {number}:",
  noObjections: "답할 이의 신청이 없습니다",
  objectionsWritten: "이의 신청 {count}건의 모든 내용: {file}. 혼자만 보고 지우세요",
  answered: "이의 신청 {objection}에 답했습니다. 신청한 사람이 기관에 다시 물을 때 읽습니다",
  answerable: "이의 신청 {objection}에 이 글({length}자)로 답할 수 있습니다",
};

export const objectionMessages = { en, ko };
