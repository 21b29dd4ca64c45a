import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import texts from "./texts.json" with { type: "json" };

export type TourSpeaker = Speaker<keyof typeof texts>;

export function tourSpeaker(options: LanguageOptions): TourSpeaker {
  return speakerOf(texts, options);
}
