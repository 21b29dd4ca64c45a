/** What the page says around a report. */
export const PAGE_WORDS = {
  heading: { en: "Check a record of a Hanpyo election or proposal", ko: "한표 투표·제안 기록 검증" },
  about: {
    en:
      "This page recomputes everything that a record allows: every proof, every sum, the counts and the outcome, " +
      "and of a proposal every support. It " +
      "asks no network, and the file leaves this device in no way.",
    ko:
      "기록에서 다시 계산할 수 있는 모든 것을 이 화면이 다시 계산합니다. 모든 증명, 합계, 득표수와 결정, " +
      "제안이면 모든 지지입니다. " +
      "통신망을 쓰지 않으며, 파일은 이 기기를 떠나지 않습니다.",
  },
  ask: {
    en: "Drop a record (record.json, proposal.json) here, or choose it",
    ko: "기록 파일(record.json, proposal.json)을 여기에 끌어다 놓거나 고르세요",
  },
  reading: { en: "Reading", ko: "읽는 중" },
  checking: { en: "Checking", ko: "확인하는 중" },
  done: { en: "Done", ko: "끝" },
  stopped: { en: "The file could not be checked", ko: "파일을 확인하지 못했습니다" },
  caption: { en: "Checks", ko: "검사" },
  state: { en: "State", ko: "상태" },
  step: { en: "Step", ko: "단계" },
  check: { en: "What is checked", ko: "무엇을 확인하는가" },
} as const;
