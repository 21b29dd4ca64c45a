import { type LanguageOptions, type Speaker, speakerOf } from "../terminal/speaker.ts";
import texts from "./texts.json" with { type: "json" };

export type ProposalsSpeaker = Speaker<keyof typeof texts>;

export function proposalsSpeaker(options: LanguageOptions): ProposalsSpeaker {
  return speakerOf(texts, options);
}
