import { Link } from "react-router";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { AddressedElection } from "../../shared/elections/AddressedElection.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { electionPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { PrintButton } from "../../shared/ui/PrintButton.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import "./notice.css";
import "./texts.ts";

/** One sheet of paper about one election, for a board or a letter. */
export function NoticePage() {
  const { t } = useTexts("notice");
  return <AddressedElection title={t("title")}>{({ election }) => <Sheet election={election} />}</AddressedElection>;
}

function Sheet({ election }: { readonly election: ListedElection }) {
  const { t, say, language } = useTexts("notice");
  const { config } = useSession();
  const { content, constitution } = election;
  const sayOf = useContentTexts(content);
  const { schedule, outcome, rules } = constitution;
  const costs = outcome.costs.length > 0 ? outcome.costs : rules.costs;
  const time = (seconds: number) => koreanTime(seconds, language);
  const roll = config.rolls.find(({ id }) => BigInt(id) === BigInt(constitution.rollId));
  const url = addressOf(electionPath(election.election));
  return (
    <Page title={sayOf(content.title).text} heading={<ContentText content={content} text={content.title} />}>
      <div className="row no-print">
        <PrintButton label={t("print")} otherwise={t("printBlocked")} />
        <Link to={electionPath(election.election)}>{t("back")}</Link>
      </div>
      <article className="sheet stack">
        <TestNotice reasons={testReasons(constitution, content)} content={content} />
        <section className="stack">
          <h2>{t("what")}</h2>
          <Markdown {...sayOf(content.question)} />
        </section>
        <section className="stack">
          <h2>{t("options")}</h2>
          <ol>
            {content.options.map(({ title }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place on the ballot
              <li key={index}>
                <ContentText content={content} text={title} />
                {(costs[index] ?? 0) > 0 && ` – ${moneyText(costs[index] ?? 0, language)}`}
              </li>
            ))}
          </ol>
        </section>
        <section className="stack">
          <h2>{t("when")}</h2>
          <dl className="facts">
            <dt>{t("census")}</dt>
            <dd>{time(schedule.censusTime)}</dd>
            <dt>{t("opens")}</dt>
            <dd>{time(schedule.opensAt)}</dd>
            <dt>{t("closes")}</dt>
            <dd>{time(schedule.closesAt)}</dd>
            <dt>{t("result")}</dt>
            <dd>{t("resultBy", { time: time(schedule.sharesDueAt) })}</dd>
          </dl>
        </section>
        {roll && (
          <section className="stack">
            <h2>{t("who")}</h2>
            <p>{t("whoOf", { roll: say(roll.title) })}</p>
          </section>
        )}
        <section className="sheet-way">
          <QrCode text={url} label={t("qr")} />
          <div>
            <p>{t("how")}</p>
            <p className="code" translate="no">
              {url}
            </p>
            <p>
              <strong>{t("contact")}</strong> {say(config.contact)}
            </p>
          </div>
        </section>
      </article>
    </Page>
  );
}
