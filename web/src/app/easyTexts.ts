import challenge from "../features/challenge/texts/easy.json" with { type: "json" };
import election from "../features/election/texts/easy.json" with { type: "json" };
import elections from "../features/elections/texts/easy.json" with { type: "json" };
import me from "../features/me/texts/easy.json" with { type: "json" };
import rounds from "../features/proposals/rounds/texts/easy.json" with { type: "json" };
import proposals from "../features/proposals/texts/easy.json" with { type: "json" };
import register from "../features/register/texts/easy.json" with { type: "json" };
import results from "../features/results/texts/easy.json" with { type: "json" };
import tracker from "../features/tracker/texts/easy.json" with { type: "json" };
import vote from "../features/vote/texts/easy.json" with { type: "json" };
import action from "../shared/action/texts/easy.json" with { type: "json" };
import ballots from "../shared/ballots/texts/easy.json" with { type: "json" };
import type { EasyTexts } from "../shared/language.ts";
import relaying from "../shared/relaying/texts/easy.json" with { type: "json" };
import sharing from "../shared/sharing/texts/easy.json" with { type: "json" };
import shared from "../shared/texts/easy.json" with { type: "json" };
import unlock from "../shared/unlock/texts/easy.json" with { type: "json" };
import kiosk from "./kiosk/texts/easy.json" with { type: "json" };
import app from "./texts/easy.json" with { type: "json" };

/** Easy Korean of all features that a voter meets; what it does not say anew is said as in Korean. */
export const easyTexts: EasyTexts = {
  app,
  action,
  ballots,
  challenge,
  election,
  elections,
  kiosk,
  me,
  proposals,
  register,
  relaying,
  results,
  rounds,
  shared,
  sharing,
  tracker,
  unlock,
  vote,
};
