import { getBytes } from "ethers";
import { useParams } from "react-router";
import { readQuestion } from "../../../../../sdk/proposals/templateQuestion.ts";
import { useTexts } from "../../../shared/language.ts";
import { moneyText } from "../../../shared/money.ts";
import { cellHashOf } from "../../../shared/paths.ts";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { Page } from "../../../shared/ui/Page.tsx";
import { useNow } from "../../../shared/useNow.ts";
import { ProposalFault } from "../ProposalFault.tsx";
import { Cell } from "./Cell.tsx";
import { CellBadge } from "./CellBadge.tsx";
import { yearOf } from "./names.ts";
import { spentOf, takesPosts } from "./places.ts";
import { useRound } from "./queries.ts";
import { RoundRules } from "./RoundRules.tsx";
import { RoundWay } from "./RoundWay.tsx";
import "../../../shared/styles/columns.css";
import "./texts.ts";

/** One budget round: what there is to spend in each district, its projects, and its whole way. */
export function RoundPage() {
  const { t } = useTexts("rounds");
  const cell = cellHashOf(useParams().cell ?? "");
  return cell === undefined ? <Unknown title={t("notShown")} /> : <Addressed cell={cell} />;
}

function Unknown({ title }: { readonly title: string }) {
  const { t } = useTexts("rounds");
  return (
    <Page title={title}>
      <p>{t("unknown")}</p>
    </Page>
  );
}

function Addressed({ cell }: { readonly cell: string }) {
  const { t } = useTexts("rounds");
  const { data, error, refetch } = useRound(cell);
  if (data) return <Shown read={data} />;
  if (data === null) return <Unknown title={t("notShown")} />;
  if (!error) return <Loading />;
  return (
    <Page title={t("notShown")}>
      <ProposalFault error={error} again={() => void refetch()} />
    </Page>
  );
}

type Read = NonNullable<ReturnType<typeof useRound>["data"]>;

function Shown({ read }: { readonly read: Read }) {
  const { t, say, language } = useTexts("rounds");
  const { round, clock } = read;
  const now = useNow(clock);
  const [{ template }] = round;
  const budget = round.reduce((sum, one) => sum + one.standing.budget, 0);
  const spent = round.map(spentOf).filter((sum) => sum !== undefined);
  const left = budget - spent.reduce((sum, one) => sum + one, 0);
  const { question } = readQuestion(getBytes(template.ballot.question));
  const isTold = round.some(({ projects }) => projects.some(({ notices }) => notices.some(isOfAfter)));
  const states = [...new Set(round.map(({ standing }) => standing.state))];
  return (
    <Page title={t("roundTitle", { year: yearOf(template) })}>
      <div className="columns">
        <aside className="column-side column-stays stack" aria-label={t("budget")}>
          <div className="row">
            {states.map((state) => (
              <CellBadge key={state} state={state} />
            ))}
            {template.isTest && <span className="badge badge-warning">{t("test")}</span>}
          </div>
          <p>
            <span className="support-number">{moneyText(budget, language)}</span>{" "}
            <span className="quiet">{t("budgetInAll")}</span>
          </p>
          {spent.length > 0 && (
            <p data-testid="left">
              {t(spent.length === round.length ? "left" : "leftSoFar", { amount: moneyText(left, language) })}
            </p>
          )}
          <p className="quiet">{say({ ko: question.ko, en: question.en })}</p>
          {round.some((one) => takesPosts(one, now)) && <p>{t("howToSupport")}</p>}
        </aside>
        <div className="column-text stack stack-wide">
          {round.map((cell) => (
            <Cell key={cell.cell} cell={cell} read={read} now={now} />
          ))}
          <section className="stack" aria-labelledby="way-title">
            <h2 id="way-title">{t("wayTitle")}</h2>
            <RoundWay cells={round} isTold={isTold} now={now} />
          </section>
          <RoundRules round={round} />
        </div>
      </div>
    </Page>
  );
}

function isOfAfter({ kind }: { readonly kind: string }): boolean {
  return kind === "milestone" || kind === "stage";
}
