import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText, percentText } from "../../shared/numbers.ts";
import { koreanTime } from "../../shared/time.ts";
import { useRollNow } from "./rollNow.ts";
import "./texts.ts";

/** How many may vote and how many have; never how. */
export function Turnout({ election }: { readonly election: ListedElection }) {
  const { t, language } = useTexts("election");
  const { state, constitution } = election;
  const roll = useRollNow(constitution.rolls, constitution.rollId).data;
  const count = (value: number) => numberText(value, language);
  const opened = state.activeMembers > 0;
  const share = opened ? percentText((state.ballots * 10_000) / state.activeMembers, language) : "0";
  return (
    <section className="stack">
      <h2>{t("turnout")}</h2>
      <dl className="facts panel">
        <dt>{t("members")}</dt>
        <dd>
          {opened
            ? t("membersValue", { count: count(state.activeMembers) })
            : t("membersUnknown", {
                time: koreanTime(constitution.schedule.censusTime, language),
                count: roll === undefined ? "…" : count(roll),
              })}
        </dd>
        <dt>{t("ballots")}</dt>
        <dd>{t("ballotsValue", { count: count(state.ballots), share })}</dd>
      </dl>
      <p className="quiet">{t("noPartial")}</p>
    </section>
  );
}
