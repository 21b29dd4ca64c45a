import fc from "fast-check";
import type { ProposalText } from "../../../sdk/proposals/proposalText.ts";
import { saltText } from "../../../sdk/proposals/proposalText.ts";
import type { TemplateQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import type { ShownLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { seededRandom } from "../seededRandom.ts";

export const SAMPLE: ProposalText = {
  header: { kind: "ordinance", language: "ko", category: "교통", district: "동대문구", place: "회기로 12길" },
  title: "통학로에 보행자 우선 도로를 지정하는 조례",
  paragraphs: ["아이들이 차도로 걷습니다.\n차는 더 빨라졌습니다.", "시속 20 km로 하고,\t길을 넓힙니다."],
};

export const QUESTION: TemplateQuestion = {
  question: { ko: "이 제안에 찬성하십니까?", en: "Do you agree with this proposal?" },
  options: [
    { ko: "찬성", en: "Yes" },
    { ko: "반대", en: "No" },
  ],
};

/** The leaves of a text; all of them are shown. */
export function leavesOf(text: ProposalText = SAMPLE, seed = "proposal"): readonly ShownLeaf[] {
  return saltText(text, seededRandom(seed)) as readonly ShownLeaf[];
}

const visible = (most: number) =>
  fc
    .string({ unit: fc.constantFrom(...'가나다 abcé漢·0"\\{'), minLength: 1, maxLength: most })
    .map((text) => `글${text}`);

/** Any text that may be posted. */
export const texts: fc.Arbitrary<ProposalText> = fc.record({
  header: fc
    .record({
      kind: fc.constantFrom("policy" as const, "ordinance" as const, "project" as const),
      language: fc.constantFrom("ko", "en", "vi", "zh-Hant"),
      category: visible(20),
      district: visible(20),
      place: fc.option(visible(20), { nil: undefined }),
    })
    .map(({ place, ...header }) => (place === undefined ? header : { ...header, place })),
  title: visible(60),
  paragraphs: fc.array(visible(200), { minLength: 1, maxLength: 62 }),
});
