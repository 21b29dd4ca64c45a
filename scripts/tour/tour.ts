import { styleText } from "node:util";
import { NOT_SHOWN_FACTS } from "../../sdk/verify/notShown.ts";
import type { LocalChain } from "../rehearsal/localChain.ts";
import { runSteps } from "../rehearsal/runSteps.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { valueIn } from "../terminal/checkWords/valuesInKorean.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";
import { whySaid } from "../terminal/whySaid.ts";
import type { Toured } from "./part.ts";
import { proposalPart } from "./proposalPart.ts";
import { roundPart } from "./roundPart.ts";
import { type TourSpeaker, tourSpeaker } from "./tourSpeaker.ts";
import { townSteps } from "./townSteps.ts";

/**
 * Shows a person, on a fresh chain, how residents' proposals and a budget round go: the town is made, then every part is held in it.
 * @returns Whether every part was verified.
 */
export async function runTour(
  chain: LocalChain,
  options: LanguageOptions,
  output: NodeJS.WriteStream,
): Promise<boolean> {
  const speaker = tourSpeaker(options);
  speaker.say("begins", { url: chain.url });
  const { steps, town } = townSteps(chain, speaker);
  const parts = [proposalPart(chain, town, speaker), roundPart(chain, town, speaker)];
  try {
    await runSteps([...steps, ...parts.flatMap((part) => part.steps)], output);
  } catch (error) {
    console.error(styleText("red", whySaid(error, speaker.language)));
    speaker.say("unfinished");
    return false;
  }
  speaker.say("notShown");
  for (const fact of NOT_SHOWN_FACTS) speaker.print(`  - ${wordsIn(speaker.language, fact)}`);
  speaker.print("");
  const held = parts.map(({ done }) => sayVerdict(done(), speaker));
  return held.every((one) => one);
}

function sayVerdict({ what, id, election, checks, counts }: Toured, { language, say }: TourSpeaker): boolean {
  const failing = checks.filter(({ ok }) => !ok);
  for (const { name, expected, found } of failing) {
    say("failing", {
      name: wordsIn(language, name),
      expected: valueIn(language, expected),
      found: valueIn(language, found),
    });
  }
  const place = { what, id, election, checks: checks.length };
  const isVerified = failing.length === 0 && counts !== "";
  if (isVerified) say("holds", { ...place, counts });
  else say("fails", { ...place, failing: failing.length });
  return isVerified;
}
