/** What the commands of published rolls say; `{name}` is replaced by a value. */
const en = {
  notSent: "Dry run: nothing was written and nothing was sent",
  exported: "{count} entries of roll {roll}: {file}",
  taken: "{taken} entries taken, {known} were in the book, {refused} are none that this office gave its half for",
  signed: "Snapshot {sequence} of roll {roll}, {active} residents, is that of this book; signed as {role}: {file}",
  published: "Snapshot {sequence} of roll {roll}, {active} residents, can be challenged until {time}",
  publishable: "Snapshot {sequence} of roll {roll}, {active} residents: the contract takes it",
  withdrawn: "Snapshot {sequence} of roll {roll} is withdrawn by {office}",
  withdrawable: "Snapshot {sequence} of roll {roll} can be withdrawn",
  faultFound: "Snapshot {sequence} of roll {roll} is wrong: {fault}, {place}",
  voided: "It was shown to the contract, and the snapshot is void",
  nothingToChallenge: "Nothing to challenge: {active} entries and their tree are as they must be",
  pending: "Snapshot {sequence}: {active} residents, can be challenged until {time}",
  final: "Snapshot {sequence}: {active} residents, final since {time}",
  fellVoid: "Snapshot {sequence}: {active} residents, void: {fault}",
  fellBack: "Snapshot {sequence}: {active} residents, withdrawn by {office}",
  noSnapshot: "No snapshot of roll {roll} was published",
} as const;

export type SnapshotMessage = keyof typeof en;

const ko: Readonly<Record<SnapshotMessage, string>> = {
  notSent: "연습 실행: 아무것도 쓰거나 보내지 않았습니다",
  exported: "명부 {roll}의 항목 {count}개: {file}",
  taken: "항목 {taken}개를 받아들임, {known}개는 이미 있음, {refused}개는 이 기관이 서명한 것이 아님",
  signed: "명부 {roll}의 파일 {sequence}번(주민 {active}명)은 이 기관의 명부와 같습니다. {role} 서명: {file}",
  published: "명부 {roll}의 파일 {sequence}번(주민 {active}명)에 {time}까지 이의를 낼 수 있습니다",
  publishable: "명부 {roll}의 파일 {sequence}번(주민 {active}명)을 계약이 받아들입니다",
  withdrawn: "{office}이(가) 명부 {roll}의 파일 {sequence}번을 거두었습니다",
  withdrawable: "명부 {roll}의 파일 {sequence}번을 거둘 수 있습니다",
  faultFound: "명부 {roll}의 파일 {sequence}번이 잘못되었습니다: {fault}, {place}",
  voided: "계약에 보였고, 그 파일은 무효가 되었습니다",
  nothingToChallenge: "이의를 낼 것이 없습니다. 항목 {active}개와 그 트리가 맞습니다",
  pending: "파일 {sequence}번: 주민 {active}명, {time}까지 이의를 낼 수 있습니다",
  final: "파일 {sequence}번: 주민 {active}명, {time}에 확정되었습니다",
  fellVoid: "파일 {sequence}번: 주민 {active}명, 무효: {fault}",
  fellBack: "파일 {sequence}번: 주민 {active}명, {office}이(가) 거두었습니다",
  noSnapshot: "명부 {roll}의 파일이 공개된 적이 없습니다",
};

export const snapshotMessages = { en, ko };
