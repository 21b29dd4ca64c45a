import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import texts from "./texts.json" with { type: "json" };

export function officeSpeaker(options: LanguageOptions): Speaker<keyof typeof texts> {
  return speakerOf(texts, options);
}
