/** Cause and remedy of a finding; `{name}` is replaced by a value. */
export type FindingText = { readonly cause: string; readonly remedy: string };

/** What is said of election files, in English and Korean. */
const en = {
  notYaml: ["this is not YAML: {message}", "Correct the syntax; indentation is made of spaces"],
  unknownSetting: ["there is no such setting", "Remove it, or correct its name; `hanpyo init` writes a file with all"],
  missing: ["it is missing", "Add it; `hanpyo init` writes a file with all settings"],
  wrongValue: ["{message}", "Give a value as the comment in the examples says"],
  unsafe: ["{danger}", "Correct it; or `deploy` with --allow-unsafe REASON, which labels the election as a test"],
  deployRefuses: ["`deploy` refuses it: {danger}", "Correct it, or give --allow-unsafe REASON"],
  checksum: ["{account} has a wrong checksum", "Copy the account again, whole"],
  accountTwice: ["{account} is already {earlier}", "Give every office and trustee its own account"],
  placeholder: ["{account} stands for an account", "Ask its holder for the real one before `hanpyo deploy`"],
  noChoice: ["{count} option is no choice", "List at least two options"],
  referendumOptions: ["a referendum has 3 options, not {count}", "List yes, no, abstain, or leave options out"],
  referendumRule: ["{kind} ballots are not counted by {rule}", "Use referendum with yes-no-abstain only"],
  knapsackRule: ["knapsack ballots choose what to fund", "Use greedy or greedy-no-skip"],
  costMissing: ["its cost is missing", "Give what the option costs"],
  costOverBudget: ["it costs more than the budget and can never be funded", "Leave it out"],
  costsMeanNothing: ["costs mean nothing under {rule}", "Use greedy, or leave the costs out"],
  winners: ["there are only {count} options", "Give fewer winners than options"],
  approvals: ["there are only {count} options", "Give at most the number of options"],
  threshold: ["{threshold} of {count} is no threshold", "Give 2 to {count}"],
  everyKeyNeeded: ["one lost key loses the result", "Give a threshold below the number of trustees"],
  consentsRequired: ["it must be {least} to {most}", "Correct it, or leave it out"],
  factoryRefuses: ["the contract would refuse {field}", "Compare it with docs/protocol.md, section 5, and section 3"],
  noSuchTime: ["there is no such day or hour", "Correct the date"],
  order: ["it does not lie after {before}", "Correct one of the two"],
  objections: ["people need a day to object to the roll", "Set it at least a day before opensAt"],
  openedLate: ["opened late, the vote would have no time", "Shorten it, or close later"],
  boxStillOpen: ["the box is still open then", "Set it after closesAt and closeGrace"],
  opensInPast: ["it lies in the past", "Move the dates; nobody can create this election now"],
  registersInPast: ["it lies in the past", "Move it, unless the board is made already"],
  longTitle: ["it is longer than {most} characters", "Move what can wait into the description"],
  noKorean: ["it has no Korean letter", "Translate it"],
  koreanInEnglish: ["it has Korean letters", "Translate it"],
  sameTitle: ["another option has the same title", "Tell them apart"],
  notDeployed: ["nothing is deployed under this name yet", "Run `hanpyo plan`, then `deploy`"],
  noFactory: ["the chain knows no factory at {factory}", "Check --rpc; for a chain started anew give another name"],
  noBoardInTime: ["it lies in the past, and there is no board yet", "Move the dates"],
  boardDead: [
    "the board missed its deadline: {missing} did not act",
    "Give another name and later dates; `deploy` makes another board",
  ],
  boardNotReady: ["the board is {stage}: {missing} must act", "Ask for `hanpyo trustee deal --board {board}`"],
  rollTooSmall: [
    "{active} residents are on roll {roll}, {least} are needed",
    "Enrol more before censusTime; below the minimum the election is void",
  ],
  rollSmall: ["only {active} residents are on the roll", "Small votes reveal ballots"],
  challengePeriodShort: ["people need a day to look at a published roll", "Give at least 1 day"],
  snapshotPending: [
    "snapshot {sequence} of {active} residents can be challenged until {time}",
    "Have observers verify its files with `hanpyo roll snapshot verify`",
  ],
  snapshotLate: [
    "snapshot {sequence} of the roll is final at {time}, after the census",
    "The census will be the earlier snapshot, if there is one; move the dates before the election is created",
  ],
} as const;

export type FindingKey = keyof typeof en;

const ko: Readonly<Record<FindingKey, readonly [cause: string, remedy: string]>> = {
  notYaml: ["YAML 형식이 아닙니다: {message}", "문법을 고치세요. 들여쓰기는 빈칸으로 합니다"],
  unknownSetting: [
    "그런 항목은 없습니다",
    "지우거나 이름을 고치세요. `hanpyo init`이 모든 항목이 있는 파일을 만듭니다",
  ],
  missing: ["빠져 있습니다", "추가하세요. `hanpyo init`이 모든 항목이 있는 파일을 만듭니다"],
  wrongValue: ["{message}", "예시 파일의 설명에 맞는 값을 적으세요"],
  unsafe: ["{danger}", "고치세요. 또는 `deploy`에 --allow-unsafe 이유를 주면 시험 투표로 표시됩니다"],
  deployRefuses: ["`deploy`가 거부합니다: {danger}", "고치거나 --allow-unsafe 이유를 주세요"],
  checksum: ["{account}: 검사 문자가 맞지 않습니다", "계정을 처음부터 끝까지 다시 복사하세요"],
  accountTwice: ["{account}: 이미 {earlier}에 쓰였습니다", "기관과 참관 위원마다 다른 계정을 적으세요"],
  placeholder: ["{account}: 자리만 채운 계정입니다", "`hanpyo deploy` 전에 담당자의 실제 계정을 받으세요"],
  noChoice: ["선택지가 {count}개면 고를 것이 없습니다", "선택지를 둘 이상 적으세요"],
  referendumOptions: [
    "찬반 투표의 선택지는 {count}개가 아니라 3개입니다",
    "찬성, 반대, 기권을 적거나 options를 지우세요",
  ],
  referendumRule: ["{kind} 투표지는 {rule} 규칙으로 집계하지 않습니다", "referendum은 yes-no-abstain에만 쓰세요"],
  knapsackRule: ["knapsack 투표지는 예산을 줄 사업을 고르는 것입니다", "greedy 또는 greedy-no-skip을 쓰세요"],
  costMissing: ["비용이 빠져 있습니다", "이 선택지의 비용을 적으세요"],
  costOverBudget: ["비용이 예산보다 커서 선정될 수 없습니다", "빼세요"],
  costsMeanNothing: ["{rule} 규칙에서는 비용이 쓰이지 않습니다", "greedy를 쓰거나 비용을 지우세요"],
  winners: ["선택지가 {count}개뿐입니다", "선정 수를 선택지보다 적게 적으세요"],
  approvals: ["선택지가 {count}개뿐입니다", "선택지 수를 넘지 않게 적으세요"],
  threshold: ["{count}명 중 {threshold}명은 쓸 수 없는 기준입니다", "2부터 {count}까지 적으세요"],
  everyKeyNeeded: ["열쇠 하나만 잃어도 결과를 잃습니다", "참관 위원 수보다 작은 기준을 적으세요"],
  consentsRequired: ["{least}부터 {most}까지여야 합니다", "고치거나 지우세요"],
  factoryRefuses: ["계약이 {field} 값을 거부합니다", "docs/protocol.md 3절과 5절을 확인하세요"],
  noSuchTime: ["그런 날짜나 시각은 없습니다", "날짜를 고치세요"],
  order: ["{before} 뒤가 아닙니다", "둘 중 하나를 고치세요"],
  objections: ["명부에 이의를 제기할 하루가 필요합니다", "opensAt보다 하루 이상 앞으로 정하세요"],
  openedLate: ["늦게 열면 투표할 시간이 없습니다", "줄이거나 마감을 늦추세요"],
  boxStillOpen: ["그때는 투표함이 아직 열려 있습니다", "closesAt과 closeGrace 뒤로 정하세요"],
  opensInPast: ["지난 시각입니다", "날짜를 옮기세요. 지금은 아무도 이 투표를 만들 수 없습니다"],
  registersInPast: ["지난 시각입니다", "참관단이 이미 만들어졌으면 그대로, 아니면 옮기세요"],
  longTitle: ["{most}자보다 깁니다", "뒤로 미룰 내용은 설명으로 옮기세요"],
  noKorean: ["한글이 없습니다", "번역하세요"],
  koreanInEnglish: ["한글이 들어 있습니다", "번역하세요"],
  sameTitle: ["다른 선택지와 제목이 같습니다", "구별되게 고치세요"],
  notDeployed: ["이 이름으로 배포된 것이 아직 없습니다", "`hanpyo plan` 다음에 `deploy`를 실행하세요"],
  noFactory: ["이 체인에는 {factory} 팩토리가 없습니다", "--rpc를 확인하세요. 새로 시작한 체인이면 다른 이름을 쓰세요"],
  noBoardInTime: ["지난 시각인데 참관단이 아직 없습니다", "날짜를 옮기세요"],
  boardDead: [
    "참관단이 기한을 넘겼습니다. 하지 않은 위원: {missing}",
    "다른 이름과 더 늦은 날짜를 적으세요. `deploy`가 새 참관단을 만듭니다",
  ],
  boardNotReady: [
    "참관단은 {stage} 단계입니다. 남은 위원: {missing}",
    "`hanpyo trustee deal --board {board}` 실행을 요청하세요",
  ],
  rollTooSmall: [
    "명부 {roll}에 {active}명이 있고 {least}명이 필요합니다",
    "censusTime 전에 더 등록하세요. 최소 인원보다 적으면 투표는 무효입니다",
  ],
  rollSmall: ["명부에 {active}명뿐입니다", "사람이 적으면 투표 내용이 드러납니다"],
  challengePeriodShort: ["공개 명부를 살펴볼 시간이 하루는 있어야 합니다", "1 day 이상으로 하세요"],
  snapshotPending: [
    "주민 {active}명의 명부 파일 {sequence}번에 {time}까지 이의를 낼 수 있습니다",
    "참관인이 `hanpyo roll snapshot verify`로 파일을 확인하게 하세요",
  ],
  snapshotLate: [
    "명부 파일 {sequence}번은 명부 확정 뒤인 {time}에 확정됩니다",
    "그 전의 명부 파일이 있으면 그것으로 확정됩니다. 투표를 만들기 전에 날짜를 옮기세요",
  ],
};

/** All texts, for the test that compares the languages. */
export const findingCatalogue = { en, ko } as const;

export type FindingValues = Readonly<Record<string, string | number | bigint>>;

/** Cause and remedy in a language. A place without a value stays as it is. */
export function findingWords(language: "en" | "ko", key: FindingKey, values: FindingValues = {}): FindingText {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
  const [cause, remedy] = findingCatalogue[language][key];
  return { cause: filled(cause), remedy: filled(remedy) };
}
