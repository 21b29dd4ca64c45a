import type { Ending } from "./koreanRefusal.ts";
import { askedLanguage } from "./language.ts";

/** Prints why a command ends: the English line, below a Korean one for a person who reads Korean. */
export async function sayRefusal(error: unknown, ending: Ending, english: string): Promise<void> {
  if (askedLanguage() === "en") console.error(english);
  else {
    const { koreanRefusal } = await import("./koreanRefusal.ts");
    console.error(`${koreanRefusal(error, ending)}\n  ${english}`);
  }
}
