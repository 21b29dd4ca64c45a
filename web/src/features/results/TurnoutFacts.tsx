import { leastReaching } from "../../../../sdk/election/fraction.ts";
import { electorateOf } from "../../../../sdk/election/outcome.ts";
import { quorumWords } from "../../../../sdk/election/outcomeWords.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText, shareText } from "../../shared/numbers.ts";
import "./texts.ts";

/** How many took part and how many are needed, as terms of a list. */
export function TurnoutFacts({ election: { state, constitution } }: { readonly election: ListedElection }) {
  const { t, say, language } = useTexts("results");
  const rule = constitution.outcome;
  const number = (value: number) => numberText(value, language);
  const electorate = electorateOf(rule, state.activeMembers);
  const quorum = quorumWords(rule);
  return (
    <>
      <dt>{t("turnout")}</dt>
      <dd>
        {t("turnoutValue", {
          members: number(electorate),
          ballots: number(state.ballots),
          share: shareText(state.ballots, Math.max(1, electorate), language),
        })}
      </dd>
      <dt>{t("quorum")}</dt>
      <dd>
        {quorum === undefined
          ? t("noQuorum")
          : t("quorumValue", { share: say(quorum), count: number(leastReaching(rule.quorum, electorate)) })}
      </dd>
    </>
  );
}
