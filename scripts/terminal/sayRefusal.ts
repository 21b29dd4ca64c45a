import { asCalled } from "./asCalled.ts";
import type { Ending } from "./ending.ts";
import { askedLanguage } from "./language.ts";

/**
 * Prints why a command ends: the English line, below a Korean one for a person who reads Korean; in English, what a
 * contract's refusal means stands below.
 */
export async function sayRefusal(error: unknown, ending: Ending, english: string): Promise<void> {
  if (askedLanguage() === "en") {
    const { noticeOf } = await import("./noticeOf.ts");
    const notice = noticeOf(error);
    console.error(asCalled(notice === undefined ? english : `${english}\n  ${notice}`));
  } else {
    const { koreanRefusal } = await import("./koreanRefusal.ts");
    console.error(asCalled(`${koreanRefusal(error, ending)}\n  ${english}`));
  }
}
