import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import texts from "./texts.json" with { type: "json" };

export type ClerkSpeaker = Speaker<keyof typeof texts>;

export function clerkSpeaker(options: LanguageOptions): ClerkSpeaker {
  return speakerOf(texts, options);
}
