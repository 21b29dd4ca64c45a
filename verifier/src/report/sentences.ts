/** What a report says around its checks. */
export const SENTENCES = {
  holds: { en: "holds   ", ko: "맞음    " },
  fails: { en: "FAILS   ", ko: "틀림    " },
  notMade: { en: "not made", ko: "확인 못함" },
  isTest: {
    en: "This is a test election: it binds nobody.",
    ko: "시험 투표입니다. 아무도 구속하지 않습니다.",
  },
  title: { en: "Title", ko: "제목" },
  election: { en: "Election", ko: "투표" },
  chain: { en: "chain", ko: "장부" },
  constitutionHash: { en: "Constitution", ko: "투표 규약" },
  file: { en: "File", ko: "파일" },
  phase: { en: "Phase", ko: "단계" },
  ballots: { en: "Ballots (slots / members of the census)", ko: "투표지 (투표 칸 / 확정 명부 인원)" },
  selected: { en: "  <- selected", ko: "  <- 선정" },
  comparedWith: { en: "Compared with", ko: "비교한 곳" },
  comparedWithNothing: {
    en: "The file was compared with nothing outside it. Who made it could have made up what only the chain can tell.",
    ko: "파일을 바깥의 어떤 것과도 비교하지 않았습니다. 장부만이 알려 줄 수 있는 내용은 파일을 만든 사람이 지어냈을 수 있습니다.",
  },
  verdict: { en: "Verdict", ko: "판정" },
  verdicts: {
    verified: { en: "VERIFIED: all checks hold", ko: "확인됨: 모든 검사가 맞습니다" },
    refuted: { en: "REFUTED: a check does not hold", ko: "반박됨: 맞지 않는 검사가 있습니다" },
    "consistent in itself": {
      en: "CONSISTENT IN ITSELF, and no more: without a chain there is no verdict",
      ko: "파일 안에서는 서로 맞습니다. 그뿐입니다. 장부 없이는 판정하지 않습니다",
    },
    "not decided": {
      en: "NOT DECIDED: no check fails, but one was not made",
      ko: "판정 보류: 틀린 검사는 없으나, 하지 못한 검사가 있습니다",
    },
  },
  phases: {
    void: { en: "void: it was not opened in its time", ko: "무효: 제때 열리지 않았습니다" },
    pending: { en: "not yet open", ko: "아직 열리지 않음" },
    open: { en: "open", ko: "투표 중" },
    decided: { en: "the result was posted", ko: "개표 결과가 올라옴" },
    "too few": { en: "too few ballots to count in secret", ko: "비밀을 지키며 세기에는 투표지가 너무 적음" },
    "below quorum": { en: "the box stays closed: turnout is below the quorum", ko: "정족수 미달: 투표함을 열지 않음" },
    sealed: { en: "the sum is sealed", ko: "합계가 봉인됨" },
    closed: { en: "closed", ko: "마감됨" },
  },
} as const;
