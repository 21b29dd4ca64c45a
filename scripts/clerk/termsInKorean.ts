/** Words of frozen rules and terms as they are compared, each by its Korean; names of the file's fields stay. */
const WORDS: readonly (readonly [english: RegExp, korean: string])[] = [
  [/^none$/, "없음"],
  [/^true$/, "예(true)"],
  [/^false$/, "아니요(false)"],
  [/^at least (\d+\/\d+)$/, "$1 이상"],
  [/^more than (\d+\/\d+)$/, "$1 초과"],
  [/^(\d+) of (0x.+?); /, "$2 가운데 $1명; "],
  [/^registrar (?=0x)/, "등록 기관 "],
  [/, approver (?=0x)/, ", 확인 기관 "],
  [/, no recoveryBody,/, ", 복구 기관 없음,"],
  [/, recoveryBody (?=0x)/, ", 복구 기관 "],
  [/(\d+) s\b/g, "$1초"],
  [/, test$/, ", 시험"],
];

/** A frozen rule, or the terms of a board or of the offices, in Korean. @param english As `frozenDifferences` and `deployedTerms` say it. */
export function termsInKorean(english: string): string {
  return WORDS.reduce((text, [pattern, korean]) => text.replace(pattern, korean), english);
}
