import type { Language } from "../../clerk/messages.ts";
import { objectionMessages } from "../objectionMessages.ts";
import { snapshotMessages } from "../snapshot/snapshotMessages.ts";
import type { FindingCode } from "./csv/rowFindings.ts";

/** What the commands of an office say; `{name}` is replaced by a value. */
const en = {
  read: "{file} ({encoding}): {people} persons, {bad} bad rows",
  finding: "line {line}{column}: {reason}",
  effect: "{added} added, {changed} changed, {unchanged} unchanged, {kept} kept because died or disputed",
  resumed: "Went on after line {line}",
  alreadyDone: "This file was imported before; nothing changed",
  missing: "{count} eligible persons are not in the file",
  movedOut: "{count} persons marked as moved out",
  dryRun: "Dry run: nothing was written",
  letters:
    "{count} letters in {folder}; they hold the codes, and nothing else does. Print them, then delete the folder",
  noLetters: "Everybody who is eligible has a code that works; no letters were made",
  changed: "{event}: the state is now {state}",
  district: "{district}: {eligible} on the roll, {enrolled} enrolled, population {population} ({ratio})",
  roll: "Roll {roll}: {active} enrolled, {reissues} re-issued, {removals} removed",
  removals: "{count} removals signed: {file}. Send it to the other office",
  removed: "{count} residents removed; {left} removals are signed by one office alone",
  tooMany: "WARNING {district}: more residents than the official population",
  ...snapshotMessages.en,
  ...objectionMessages.en,
} as const;
export type RollMessage = keyof typeof en;

const ko: Readonly<Record<RollMessage, string>> = {
  read: "{file} ({encoding}): {people}명, 잘못된 행 {bad}개",
  finding: "{line}행{column}: {reason}",
  effect: "추가 {added}명, 변경 {changed}명, 그대로 {unchanged}명, 사망 또는 이의로 유지 {kept}명",
  resumed: "{line}행 다음부터 이어서 했습니다",
  alreadyDone: "이미 가져온 파일입니다. 바뀐 것이 없습니다",
  missing: "자격이 있는 {count}명이 파일에 없습니다",
  movedOut: "{count}명을 전출로 표시했습니다",
  dryRun: "연습 실행: 아무것도 쓰지 않았습니다",
  letters: "{folder}에 편지 {count}통. 번호는 편지에만 있습니다. 인쇄한 뒤 폴더를 지우세요",
  noLetters: "자격이 있는 모두에게 쓸 수 있는 번호가 있습니다. 편지를 만들지 않았습니다",
  changed: "{event}: 이제 상태는 {state}",
  district: "{district}: 명부 {eligible}명, 등록 {enrolled}명, 인구 {population}명 ({ratio})",
  roll: "명부 {roll}: 등록 {active}명, 재발급 {reissues}건, 삭제 {removals}건",
  removals: "삭제 {count}건에 서명했습니다: {file}. 다른 기관에 보내세요",
  removed: "{count}명을 삭제했습니다. 한 기관만 서명한 삭제 {left}건",
  tooMany: "주의 {district}: 주민 수가 공식 인구보다 많습니다",
  ...snapshotMessages.ko,
  ...objectionMessages.ko,
};

type Reasons = Readonly<Record<FindingCode, string>>;
const reasons: Readonly<Record<Language, Reasons>> = {
  en: {
    NOT_CSV: "quotation marks do not match",
    TOO_MANY_COLUMNS: "more columns than the header",
    FIELD_MISSING: "nothing is given",
    CONTROL_CHARACTER: "an invisible or undecodable character",
    TOO_LONG: "longer than 100 characters",
    NUMBER_FORMAT: "not 1 to 32 letters, digits and hyphens",
    NUMBER_OF_AN_EID: "looks like a resident registration number, which must not be used",
    NUMBER_TWICE: "the number stands in line {earlierLine} too",
    DATE_WRONG: "no day of the calendar between 1900 and the day of voting",
    UNDER_AGE: "too young on the day of voting",
    DISTRICT_UNKNOWN: "not among the districts",
  },
  ko: {
    NOT_CSV: "따옴표가 맞지 않습니다",
    TOO_MANY_COLUMNS: "머리글보다 열이 많습니다",
    FIELD_MISSING: "비어 있습니다",
    CONTROL_CHARACTER: "보이지 않거나 읽을 수 없는 문자가 있습니다",
    TOO_LONG: "100자를 넘습니다",
    NUMBER_FORMAT: "영문, 숫자, 붙임표 1~32자가 아닙니다",
    NUMBER_OF_AN_EID: "주민등록번호처럼 보입니다. 쓰면 안 됩니다",
    NUMBER_TWICE: "{earlierLine}행에도 같은 번호가 있습니다",
    DATE_WRONG: "1900년부터 투표일까지의 날짜가 아닙니다",
    UNDER_AGE: "투표일에 나이가 모자랍니다",
    DISTRICT_UNKNOWN: "구역 목록에 없습니다",
  },
};

const COLUMN_NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { number: ", number", name: ", name", birthDate: ", birth date", district: ", district" },
  ko: { number: ", 번호", name: ", 성명", birthDate: ", 생년월일", district: ", 행정동" },
};

export const rollCatalogue: Readonly<Record<Language, Readonly<Record<RollMessage, string>>>> = { en, ko };
export const reasonCatalogue = reasons;

type Values = Readonly<Record<string, string | number>>;

export function rollMessage(language: Language, key: RollMessage, values: Values = {}): string {
  return filled(rollCatalogue[language][key], values);
}

/** A finding in words: line, column and reason, never a value. */
export function findingLine(
  language: Language,
  {
    line,
    column,
    code,
    earlierLine = 0,
  }: { line: number; column: string | null; code: FindingCode; earlierLine?: number },
): string {
  const reason = filled(reasons[language][code], { earlierLine });
  return rollMessage(language, "finding", { line, column: COLUMN_NAMES[language][column ?? ""] ?? "", reason });
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
