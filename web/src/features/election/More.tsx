import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { ElectionTools } from "../../shared/sharing/ElectionTools.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Facts } from "./Facts.tsx";
import { PhaseLine } from "./PhaseLine.tsx";
import { Rules } from "./Rules.tsx";
import { Trustees } from "./Trustees.tsx";
import { Turnout } from "./Turnout.tsx";
import "./texts.ts";
import { WhoSees } from "./WhoSees.tsx";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** Whether it is the municipality's. */
  readonly known: boolean;
};

/** All else that is to be known of an election, each part one tap away. */
export function More({ election, now, known }: Shown) {
  const { t } = useTexts("election");
  const { constitution, state } = election;
  const parts = [
    [
      "phases",
      <div key="phases" className="stack">
        <PhaseLine election={election} now={now} />
        <ElectionTools election={election} now={now} />
      </div>,
    ],
    ["turnout", <Turnout key="turnout" election={election} />],
    ["rules", <Rules key="rules" constitution={constitution} />],
    ["whoSees", <WhoSees key="whoSees" board={constitution.board} />],
    ["trustees", <Trustees key="trustees" board={constitution.board} state={state} />],
    ["facts", <Facts key="facts" election={election} known={known} />],
  ] as const;
  return (
    <section className="stack stack-tight">
      <h2>{t("inDetail")}</h2>
      <div className="folds">
        {parts.map(([name, part]) => (
          <Fold
            key={name}
            id={`${election.election}/${name}`}
            title={<h3>{t(name)}</h3>}
            // Who made it is what an unknown one is judged by.
            isOpen={name === "facts" && !known}
          >
            {part}
          </Fold>
        ))}
      </div>
    </section>
  );
}
