import { leastReaching } from "../../../../sdk/election/fraction.ts";
import { electorateOf } from "../../../../sdk/election/outcome.ts";
import { quorumWords } from "../../../../sdk/election/outcomeWords.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText, percentText } from "../../shared/numbers.ts";
import "./texts.ts";

/** How many took part and how many are needed, as terms of a list. */
export function TurnoutFacts({ election: { state, constitution } }: { readonly election: ListedElection }) {
  const { t, say, language } = useTexts("results");
  const rule = constitution.outcome;
  const number = (value: number) => numberText(value, language);
  const electorate = electorateOf(rule, state.activeMembers);
  const share = electorate === 0 ? 0 : (state.ballots * 10_000) / electorate;
  const quorum = quorumWords(rule);
  return (
    <>
      <dt>{t("turnout")}</dt>
      <dd>
        {t("turnoutValue", {
          members: number(electorate),
          ballots: number(state.ballots),
          share: percentText(share, language),
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
