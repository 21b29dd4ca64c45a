/** What a report says around its checks. */
export const SENTENCES = {
  holds: { en: "held    ", ko: "맞음    " },
  fails: { en: "FAILED  ", ko: "틀림    " },
  notMade: { en: "not made", ko: "못 봄   " },
  isTest: {
    en: "This is a test election: it binds nobody.",
    ko: "연습 투표입니다. 누구에게도 효력이 없습니다.",
  },
  title: { en: "Title", ko: "제목" },
  election: { en: "Election", ko: "투표" },
  chain: { en: "chain", ko: "체인" },
  constitutionHash: { en: "Constitution", ko: "투표 규약" },
  file: { en: "File (SHA-256)", ko: "파일 (SHA-256)" },
  contentHash: { en: "Content hash of the record", ko: "기록의 내용 해시" },
  block: { en: "As of block", ko: "기준 블록" },
  phase: { en: "Phase then", ko: "그때의 단계" },
  ballots: { en: "Ballots that count, of residents in the census", ko: "유효한 투표지, 확정 명부 인원 중" },
  casts: { en: "Ballots cast, changed votes included", ko: "바꾼 투표까지 모든 투표지" },
  result: { en: "Result as the file says it", ko: "파일에 적힌 개표 결과" },
  selected: { en: "selected", ko: "선정" },
  tied: { en: "tied", ko: "표가 같음" },
  accepted: { en: "accepted", ko: "가결" },
  rejected: { en: "rejected", ko: "부결" },
  neither: { en: "neither accepted nor rejected", ko: "가결도 부결도 아님" },
  quorumMissed: { en: "the quorum was missed", ko: "정족수 미달" },
  comparedWith: { en: "Compared with", ko: "비교한 곳" },
  onlyTheChainTells: {
    en: "Nothing outside the file was compared. Whoever made it could have made up what only the chain tells:",
    ko: "파일 밖의 것과 비교하지 않았습니다. 공개 기록만이 알려 주는 다음 내용은 파일을 만든 사람이 지어낼 수 있습니다:",
  },
  archivistsWord: {
    en: "No chain was compared. On the archivist's word alone stand:",
    ko: "공개 기록과 비교하지 않았습니다. 다음 내용은 보관한 계정의 말만을 근거로 합니다:",
  },
  chainFields: {
    en:
      "its block, who created the election and when, the first sum, block and time of every event, the board's factory " +
      "and deadlines, times of the roll's checkpoints, skipped ballots, which shares were used where more are in, what fell of a published roll; and that nothing " +
      "was cut off at the end.",
    ko:
      "기준 블록, 투표를 만든 계정과 시각, 첫 합계, 모든 사건의 블록과 시각, 참관단의 팩토리와 기한, 명부 시점의 시각, " +
      "건너뛴 투표지, 조각이 더 있을 때 어느 조각을 썼는지, 공개 명부에서 취소된 것, 그리고 끝부분이 잘리지 않았다는 것.",
  },
  noCheckShows: {
    en:
      "No check shows who the trustees and offices are, whether every resident on the roll exists, or what a device " +
      "really encrypted.",
    ko: "참관 위원과 기관이 누구인지, 명부의 주민이 모두 실제로 있는지, 기기가 실제로 무엇을 암호화했는지는 어떤 검사로도 알 수 없습니다.",
  },
  whoseKeys: {
    en: "Proofs were checked with the keys that this verifier carries; keys from one contributor protect nothing.",
    ko: "증명은 이 검증 프로그램에 든 열쇠로 확인했습니다. 한 사람이 만든 열쇠는 아무것도 지키지 못합니다.",
  },
  verdict: { en: "Verdict", ko: "판정" },
  verdicts: {
    verified: { en: "verified", ko: "확인됨" },
    "not verified": { en: "NOT VERIFIED: a check failed", ko: "확인되지 않음: 틀린 검사가 있습니다" },
    "not compared": {
      en: "not compared: the file agrees with itself, and no more is known",
      ko: "비교하지 않음: 파일 안에서는 서로 맞습니다. 그 이상은 알 수 없습니다",
    },
    "not all checked": {
      en: "not all checked: nothing failed, but some checks were not made",
      ko: "모두 확인하지는 못함: 틀린 것은 없으나 하지 못한 검사가 있습니다",
    },
  },
  phases: {
    void: { en: "void: it was not opened in its time", ko: "무효: 제때 열리지 않았습니다" },
    pending: { en: "not yet open", ko: "아직 열리지 않음" },
    open: { en: "open", ko: "투표 중" },
    decided: { en: "decided", ko: "결과 나옴" },
    "too few": { en: "too few ballots to count in secret", ko: "비밀을 지키며 세기에는 투표지가 너무 적음" },
    "below quorum": { en: "the box stays closed: turnout is below the quorum", ko: "정족수 미달: 투표함을 열지 않음" },
    sealed: { en: "sealed", ko: "봉인됨" },
    closed: { en: "closed", ko: "마감됨" },
  },
} as const;
