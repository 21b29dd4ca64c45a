import { UnsentNotice } from "../../shared/ballots/UnsentNotice.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useStage } from "../../shared/ui/stages.ts";
import { FoundPanel } from "./FoundPanel.tsx";
import { SendingPanel } from "./SendingPanel.tsx";
import { StuckPanel } from "./StuckPanel.tsx";
import { TrackerPanel } from "./TrackerPanel.tsx";
import { useVotingState } from "./useVoting.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  readonly voting: Voting;
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

/** What becomes of a ballot that was submitted: whatever phase the election comes to meanwhile. */
export function BoothOutcome({ election, voting, now }: Shown) {
  const { journey } = useVotingState(voting);
  const { revoting, schedule } = voting.open.constitution;
  switch (journey.at) {
    case "proving":
    case "sending":
      return <SendingPanel voting={voting} />;
    case "found":
      return <FoundPanel casting={journey.casting} voting={voting} />;
    case "stuck":
      return <StuckPanel casting={journey.casting} voting={voting} />;
    case "following":
      return (
        <TrackerPanel
          casting={journey.casting}
          election={election}
          now={now}
          change={revoting && now < schedule.closesAt ? voting.back : undefined}
        />
      );
    case "unsent":
      return <Unsent election={election} now={now} />;
    default:
      return null;
  }
}

function Unsent({ election, now }: Pick<Shown, "election" | "now">) {
  const { t } = useTexts("vote");
  useStage("unsent", t("stage.unsent"));
  return <UnsentNotice election={election} now={now} reason="closed" />;
}
