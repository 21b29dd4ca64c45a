import { refusal } from "../hosting/refusal.ts";

/** Why facts are not given (P29.5, P29.6). */

export const FactUnknownError = refusal("FACT_UNKNOWN", {
  status: 404,
  what: "This service knows no {what} {name} of its municipality, as of its last final block",
  remedy: "Look at the list, and at the block that it names; what is newer is known once it is final",
});

export const QuestionAboutPersonError = refusal("QUESTION_ABOUT_A_PERSON", {
  status: 404,
  what: "This service does not say who voted, supported or is enrolled, and cannot know it",
  remedy: "Read /v1/explanations/about-a-person",
});
