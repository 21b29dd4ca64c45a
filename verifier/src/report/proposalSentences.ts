/** What a report says of a proposal around its checks. */
export const PROPOSAL_SENTENCES = {
  isTest: {
    en: "This is a proposal under a test template: it binds nobody.",
    ko: "연습 절차 틀의 제안입니다. 누구에게도 효력이 없습니다.",
  },
  title: { en: "Title, by the text in the file", ko: "제목, 파일에 든 글에 따라" },
  noText: { en: "not shown in the file", ko: "파일에 없음" },
  proposal: { en: "Proposal", ko: "제안" },
  contract: { en: "Contract of proposals", ko: "제안 계약" },
  templateHash: { en: "Template", ko: "절차 틀" },
  kind: { en: "What it leads to", ko: "이어지는 절차" },
  state: { en: "State then", ko: "그때의 상태" },
  supporters: { en: "Supporters, of the quota", ko: "지지 수, 필요 지지 수 중" },
  census: { en: "Residents in its census", ko: "주간 명부의 인원" },
  changes: { en: "Supports and withdrawals", ko: "지지와 지지 철회" },
  closesAt: { en: "Takes supports until", ko: "지지 기간의 끝" },
  notices: { en: "Notices", ko: "알림" },
  kinds: {
    Policy: { en: "an answer", ko: "답변" },
    Ordinance: { en: "an answer and a vote", ko: "답변과 투표" },
    BudgetCell: { en: "a budget round", ko: "예산 회차" },
  },
  states: {
    open: { en: "open for supports", ko: "지지를 받는 중" },
    expired: { en: "expired: it closed without the quota", ko: "필요 지지 수를 채우지 못하고 끝남" },
    reached: { en: "reached: the quota is met, for ever", ko: "필요 지지 수를 채움" },
  },
  chainFields: {
    en:
      "which contract of notices is followed, its block, block and time of every event, how many residents its census has and newcomers' groups have, and of " +
      "notices the words, days, evidence, numbers, reasons, and how long they hide; that the census is the roll's; and that nothing was cut " +
      "off at the end, or left out of notices and of the series.",
    ko:
      "어느 알림 계약을 따르는지, 기준 블록, 모든 사건의 블록과 시각, 주간 명부와 새로 등록한 주민 명부의 인원, 알림의 글과 날짜, 증거, 번호, 사유, 가린 기간, " +
      "주간 명부가 실제 명부와 같다는 것, 그리고 끝부분이 잘리거나 알림과 계열에서 빠진 것이 없다는 것.",
  },
  noCheckShows: {
    en: "No check shows who organizer, reviewer and council are, or whether every resident on the roll exists.",
    ko: "주관 기관과 심의 기관, 의회가 누구인지, 명부의 주민이 모두 실제로 있는지는 어떤 검사로도 알 수 없습니다.",
  },
  whoseKeys: {
    en: "Proofs were checked with Semaphore's key of depth 20, from its public ceremony.",
    ko: "증명은 세마포르의 깊이 20 열쇠로 확인했습니다. 공개 의식에서 만든 열쇠입니다.",
  },
} as const;
