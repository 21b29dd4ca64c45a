import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import texts from "./texts.json" with { type: "json" };

export type ObserverSpeaker = Speaker<keyof typeof texts>;

export function observerSpeaker(options: LanguageOptions): ObserverSpeaker {
  return speakerOf(texts, options);
}
