/** What the clerk's commands say, in English and Korean; `{name}` is replaced by a value. */
const en = {
  written: "{file} is written: fill in accounts, texts and dates, then run: {next}",
  checked: "{file}: {errors} errors, {warnings} warnings",
  checkedChain: "Chain {chain}: block {block}, {time}",
  test: "TEST ELECTION: binds nobody. {reasons}",
  otherFile: "The file is not the one that the election was created from: do not go by its texts",
  asking: "Deploy {id} to chain {chain} with account {account}?",
  shared: "Shared contracts: factory {address}",
  board: "Board: {address}",
  election: "Election: {address}",
  ceremony: "The board is {stage}; still to act: {missing}",
  ceremonyNext: "When every trustee has run `trustee deal --board {board}` twice, run this command again",
  created: "The election is created; trustees consent with: npm run hanpyo -- trustee consent --election {address}",
  dryRun: "Dry run: nothing was written and nothing was sent",
  phase: "Phase: {phase}",
  boardStage: "Board {board}: {stage}, {threshold} of {trustees}",
  consents: "Consents: {given} of {required} needed; missing: {missing}",
  roll: "Roll {roll}: {active} residents ({least} needed)",
  snapshot: "Snapshot {sequence} of roll {roll}: {active} residents, can be challenged until {time}",
  turnout: "Ballots: {ballots} of {census}",
  shares: "Shares: {given} of {threshold} needed; missing: {missing}",
  result: "Result: {counts}",
  outcome: "Outcome: {outcome}",
  next: "Next: {next}",
  opened: "The ballot box is open for {census} residents until {time}",
  summed: "Part {part} of {parts}: {what}",
  partSum: "encrypted tally summed",
  partSeal: "sum sealed",
  partShares: "shares present",
  partCounts: "counts found",
  partResult: "result posted",
  archived: "{file}: {held} of {total} checks hold",
  archivedSnapshot: "{folder}: the roll's snapshot",
  notFinal: "There is no result yet: this record is not final",
  keyKept: "The organizer's key is in the Hardhat keystore",
  organizerIs: "Organizer: {account}",
  relayer: "Relayer {url}: {state}",
} as const;

export type MessageKey = keyof typeof en;

const ko: Readonly<Record<MessageKey, string>> = {
  written: "{file} 파일을 만들었습니다. 계정, 문구, 날짜를 채운 뒤 실행하세요: {next}",
  checked: "{file}: 오류 {errors}개, 주의 {warnings}개",
  checkedChain: "체인 {chain}: 블록 {block}, {time}",
  test: "시험 투표: 누구에게도 효력이 없습니다. {reasons}",
  otherFile: "이 파일은 투표를 만들 때의 파일이 아닙니다. 파일의 문구를 믿지 마세요",
  asking: "{account} 계정으로 {chain} 체인에 {id} 투표를 올릴까요?",
  shared: "공용 계약: 팩토리 {address}",
  board: "참관단: {address}",
  election: "투표: {address}",
  ceremony: "참관단 상태: {stage}; 아직 할 일이 남은 참관 위원: {missing}",
  ceremonyNext: "참관 위원 모두가 `trustee deal --board {board}`를 두 번 실행하면 이 명령을 다시 실행하세요",
  created: "투표를 만들었습니다. 참관 위원의 동의: npm run hanpyo -- trustee consent --election {address}",
  dryRun: "연습 실행: 아무것도 쓰거나 보내지 않았습니다",
  phase: "단계: {phase}",
  boardStage: "참관단 {board}: {stage}, {trustees}명 가운데 {threshold}명 필요",
  consents: "동의: 필요한 {required}명 가운데 {given}명; 남은 참관 위원: {missing}",
  roll: "명부 {roll}: 주민 {active}명 (최소 {least}명)",
  snapshot: "명부 {roll}의 파일 {sequence}번: 주민 {active}명, {time}까지 이의를 낼 수 있습니다",
  turnout: "투표지: {census}명 가운데 {ballots}장",
  shares: "개표 조각: 필요한 {threshold}개 가운데 {given}개; 남은 참관 위원: {missing}",
  result: "개표 결과: {counts}",
  outcome: "결정: {outcome}",
  next: "다음: {next}",
  opened: "주민 {census}명의 투표함을 열었습니다. {time}까지",
  summed: "{parts}단계 가운데 {part}단계: {what}",
  partSum: "암호화된 집계를 더함",
  partSeal: "집계를 봉인함",
  partShares: "개표 조각이 모임",
  partCounts: "득표수를 찾음",
  partResult: "결과를 올림",
  archived: "{file}: 검사 {total}개 가운데 {held}개 통과",
  archivedSnapshot: "{folder}: 명부 파일",
  notFinal: "아직 개표 결과가 없습니다. 이 기록은 최종이 아닙니다",
  keyKept: "주관 기관의 열쇠를 Hardhat 보관함에 넣었습니다",
  organizerIs: "주관 기관: {account}",
  relayer: "전달 서버 {url}: {state}",
};

export const LANGUAGES = ["en", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

export const catalogue: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ko };

/** A message in a language, its values in their places. */
export function message(
  language: Language,
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return catalogue[language][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The language of a locale such as ko_KR.UTF-8; English for any other. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^ko(?![a-z])/i.test(locale) ? "ko" : "en";
}

/** The machine's locale for messages, in the order that POSIX gives; an empty variable counts as none. */
export function machineLocale(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env.LC_ALL || env.LC_MESSAGES || env.LANG;
}

/** The language asked for by `--lang` among a command's words, else the machine's. */
export function askedLanguage(words: readonly string[] = process.argv, env: NodeJS.ProcessEnv = process.env): Language {
  const at = words.lastIndexOf("--lang");
  const joined = words.findLast((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  return languageOf(joined ?? (at < 0 ? undefined : words[at + 1]) ?? machineLocale(env));
}
