import { frozenRules } from "../../../../sdk/election/frozenRules.ts";
import { useBoard } from "../../shared/elections/board.ts";
import { ProposalText } from "../../shared/elections/ProposalText.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanTime } from "../../shared/time.ts";
import { Loading } from "../../shared/ui/Loading.tsx";

/** Everything that a trustee agrees to by consenting; the names of seats stand beside it. */
export function RulesShown({ election }: { readonly election: ListedElection }) {
  const { say } = useTexts("trustee");
  const { constitution, content } = election;
  const board = useBoard(constitution.board).data;
  if (board === undefined) return <Loading />;
  const rules = frozenRules({
    constitution,
    content,
    board: { ...board, trustees: board.trustees.map((account) => ({ account })) },
    time: (seconds) => ({ ko: koreanTime(seconds, "ko"), en: koreanTime(seconds, "en") }),
    constitutionHash: election.constitutionHash,
  });
  return (
    <>
      {content.proposal && <ProposalText proposal={content.proposal} language={content.language} />}
      {rules.map(({ kind, heading, lines }) => (
        <section key={kind} className="stack stack-tight">
          <h4>{say(heading)}</h4>
          <ul className="plain-list stack stack-tight">
            {lines.map((line) => (
              <li key={line.en}>{say(line)}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
