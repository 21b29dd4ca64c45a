/** What the elements say. */
export const WORDS = {
  ko: {
    loading: "불러오는 중",
    failed: "지금은 보여 줄 수 없습니다. 잠시 뒤 다시 열어 주세요.",
    malformed: "주소가 잘못되었습니다.",
    test: "시험 투표: 효력이 없습니다.",
    option: "항목",
    votes: "표",
    chosen: "선정",
    yes: "예",
    turnout: (ballots, members) => `${members}명 가운데 ${ballots}명 참여`,
    holds: (made) => `이 서비스가 공개 기록을 확인했습니다(${made}가지).`,
    broken: "이 서비스가 확인하지 못한 결과라 보여 주지 않습니다.",
    more: "투표 누리집에서 보기",
    opensIn: "투표 시작까지",
    closesIn: "투표 마감까지",
    over: "투표가 끝났습니다.",
    left: (days, hours, minutes) => `${days}일 ${hours}시간 ${minutes}분`,
    byClock: "이 기기의 시계 기준",
    proposal: "제안",
    supports: "지지",
    quota: "필요한 지지",
    until: "지지 마감",
    state: "상태",
    reached: "필요한 지지를 모음",
    open: "지지를 모으는 중",
    expired: "지지 마감",
    phases: {
      pending: "아직 시작하지 않았습니다.",
      void: "제때 열리지 않아 무효입니다.",
      open: "투표하는 중입니다. 아직 아무것도 세지 않았습니다.",
      closed: "마감했고, 아직 세지 않았습니다.",
      sealed: "마감했고, 아직 세지 않았습니다.",
      "too few": "비밀을 지키며 세기에는 표가 너무 적습니다.",
      "below quorum": "참여가 모자라 투표함을 열지 않습니다.",
      decided: "결과",
    },
  },
  en: {
    loading: "Loading",
    failed: "This cannot be shown now. Try again later.",
    malformed: "The address is malformed.",
    test: "A test: it binds nobody.",
    option: "Option",
    votes: "Votes",
    chosen: "Chosen",
    yes: "yes",
    turnout: (ballots, members) => `${ballots} of ${members} took part`,
    holds: (made) => `This service checked the public record (${made} checks).`,
    broken: "This service could not confirm the result, so it is not shown.",
    more: "See it on the voting page",
    opensIn: "Voting begins in",
    closesIn: "Voting ends in",
    over: "Voting has ended.",
    left: (days, hours, minutes) => `${days} d ${hours} h ${minutes} min`,
    byClock: "by this device's clock",
    proposal: "Proposal",
    supports: "Supports",
    quota: "Needed",
    until: "Supports close",
    state: "State",
    reached: "Quota reached",
    open: "Collecting supports",
    expired: "Closed",
    phases: {
      pending: "Not open yet.",
      void: "Void: it was not opened in time.",
      open: "Voting goes on; nothing is counted yet.",
      closed: "Closed, and not counted yet.",
      sealed: "Closed, and not counted yet.",
      "too few": "Too few ballots to be counted in secret.",
      "below quorum": "Turnout is below the quorum: the box stays closed.",
      decided: "Result",
    },
  },
};

/** The language of an element: its own or its surroundings', Korean unless that is English. */
export function languageOf(element) {
  const tag = element.closest("[lang]")?.getAttribute("lang") ?? "ko";
  return tag.toLowerCase().startsWith("en") ? "en" : "ko";
}

/** A text of a content in the reader's language, else in the first it stands in. */
export function textIn(text, language) {
  return text?.[language] ?? Object.values(text ?? {})[0] ?? "";
}
