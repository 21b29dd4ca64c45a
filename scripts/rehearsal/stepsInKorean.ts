import type { Language } from "../terminal/language.ts";
import type { Step } from "./step.ts";

/** What each step is called in Korean. */
export const STEPS_IN_KOREAN: Readonly<Record<string, string>> = {
  Deployment: "계약 배포",
  "Key ceremony": "열쇠 만들기",
  Enrolment: "주민 등록",
  Creation: "투표 만들기",
  "Census and consent": "명부 확정과 동의",
  Opening: "투표 열기",
  Casting: "투표",
  "Changing a vote": "다시 투표하기",
  "Closing and sealing": "마감과 봉인",
  Decryption: "개표 조각",
  Result: "개표 결과",
  "Record and verification": "투표 기록과 검증",
};

/** Steps with their titles in a language; what they did is said in English alone, so in Korean it is left to the report. */
export function inLanguage(steps: readonly Step[], language: Language): readonly Step[] {
  if (language === "en") return steps;
  return steps.map(({ title, run }) => ({
    title: STEPS_IN_KOREAN[title] ?? title,
    run: async (progress) => {
      await run({ ...progress, say: () => {} });
      return "마침";
    },
  }));
}
