import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { readState } from "../../../../sdk/chain/electionState.ts";
import { useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { koreanTime } from "../../shared/time.ts";
import { carryAction } from "./carrying.ts";
import { DoDeed } from "./DoDeed.tsx";
import { callOf, type Deed } from "./deeds.ts";
import type { ProposalNow } from "./queries.ts";
import type { ReadText } from "./textReading.ts";
import "./texts.ts";

type Shown = {
  readonly read: ProposalNow;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  readonly text: ReadText | undefined;
};

/** What anybody with an account may do once the quota is reached: bring the proposal to its vote, and take over its end. */
export function CarryOn({ read, now, text }: Shown) {
  const { t, language } = useTexts("proposals");
  const { proposal } = read;
  const vote = useVote(read);
  const action = carryAction(proposal, vote.data, now);
  if (action === undefined) return null;
  const { key, at, deed } = action;
  const isVoted = ["voting", "undecided", "settleDecided", "settleVoid", "settleFailed", "decided", "failed"].includes(
    key,
  );
  const leaves = text?.leaves;
  const does = (wanted: Deed) => (
    <DoDeed kind={wanted.kind} provider={read.provider} call={() => callOf(read, wanted)} />
  );
  return (
    <section className="stack stack-tight" aria-labelledby="carry-title" data-carry={key}>
      <h2 id="carry-title">{t("carry.title")}</h2>
      <p>{t(`carry.says.${key}`, { time: at === undefined ? "" : koreanTime(at, language) })}</p>
      {deed === "settle" && does({ kind: "settle" })}
      {deed === "convert" && leaves !== undefined && does({ kind: "convert", leaves, now })}
      {deed === "convert" && text !== undefined && leaves === undefined && <p>{t("carry.noText")}</p>}
      {isVoted && (
        <p>
          <Link to={electionPath(proposal.course.election)}>{t("way.toVote")}</Link>
        </p>
      )}
    </section>
  );
}

/** How the vote of a proposal stands that came to one. */
function useVote({ proposal, provider }: ProposalNow) {
  const { election } = proposal.course;
  return useQuery({
    queryKey: ["proposal", "vote", election],
    enabled: proposal.state === "converted",
    refetchInterval: 15_000,
    queryFn: () => readState(election, provider),
  });
}
