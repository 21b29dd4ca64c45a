import { electorateOf } from "../../../../sdk/election/outcome.ts";
import { useBoard } from "../../shared/elections/board.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText, shareText } from "../../shared/numbers.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { useOwnRolls } from "./ownRolls.ts";
import { useRollNow } from "./rollNow.ts";
import "./texts.ts";

/** Who may vote, how many they are, and how many have; never how. */
export function Turnout({ election }: { readonly election: ListedElection }) {
  const { t, say, language } = useTexts("election");
  const { rolls } = useSession().config;
  const own = useOwnRolls();
  const threshold = useBoard(election.constitution.board).data?.threshold;
  const { state, constitution } = election;
  const roll = useRollNow(constitution.rolls, constitution.rollId).data;
  const count = (value: number) => numberText(value, language);
  const opened = state.activeMembers > 0;
  const titleOf = (id: string) => {
    const title = rolls.find((one) => String(one.id) === id)?.title;
    return title === undefined ? t("rollNumber", { id }) : say(title);
  };
  const electorate = electorateOf(constitution.outcome, state.activeMembers);
  const share = shareText(state.ballots, opened ? electorate : 1, language);
  return (
    <>
      <dl className="facts panel">
        <dt>{t("roll")}</dt>
        <dd>
          {titleOf(String(constitution.rollId))}
          {own.length > 0 && (
            <>
              <br />
              {own.includes(String(constitution.rollId))
                ? t("rollYours")
                : t("rollOther", { rolls: own.map(titleOf).join(", ") })}
            </>
          )}
        </dd>
        <dt>{t("members")}</dt>
        <dd>
          {opened
            ? t("membersValue", { count: count(state.activeMembers) })
            : t("membersUnknown", {
                time: koreanTime(constitution.schedule.censusTime, language),
                count: roll === undefined ? "…" : count(roll),
              })}
        </dd>
        {constitution.outcome.electors > 0 && (
          <>
            <dt>{t("electors")}</dt>
            <dd>{t("electorsValue", { count: count(constitution.outcome.electors) })}</dd>
          </>
        )}
        <dt>{t("ballots")}</dt>
        <dd>{t("ballotsValue", { count: count(state.ballots), share })}</dd>
      </dl>
      {threshold !== undefined && <p className="quiet">{t("noPartial", { threshold })}</p>}
    </>
  );
}
