import type { Constitution } from "./constitution.ts";
import type { Content } from "./content.ts";
import type { ContentText } from "./contentText.ts";

/** What is true of every test (P3.4), for one whose content says no more. */
const ANY_TEST: ContentText = {
  ko: "시험용 참관단과 시험용 명부로 하는 투표입니다",
  en: "Its board and its roll are for tests alone",
};

/**
 * Why an election is only a test, for every screen and report of it; empty exactly if it is none. Its constitution
 * decides, whatever the content says.
 * @param content Undefined where it cannot be read.
 */
export function testReasons(
  { isTest }: Pick<Constitution, "isTest">,
  content: Pick<Content, "test"> | undefined,
): readonly ContentText[] {
  return isTest ? (content?.test?.reasons ?? [ANY_TEST]) : [];
}
