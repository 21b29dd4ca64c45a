import { NO_BUDGET } from "../../../../sdk/election/constitution.ts";
import { hasAttachments, LaterAttachments } from "../../shared/attachments/LaterAttachments.tsx";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./texts.ts";

/** Of more options so many are shown at first, and the others behind one tap. */
const AT_FIRST = 7;
/** So many are shown whole: a fold that hides two of them only costs a tap. */
const AT_ONCE = 10;

/** What can be voted for, with what it costs; each opens to its description. */
export function Options({ election }: { readonly election: ListedElection }) {
  const { t, language } = useTexts("election");
  const { rules, outcome } = election.constitution;
  const budget = outcome.budget > 0 ? outcome.budget : rules.budget;
  const count = election.content.options.length;
  const first = count > AT_ONCE ? AT_FIRST : count;
  return (
    <section className="stack stack-tight">
      <div className="row row-apart">
        <h2>{t("options")}</h2>
        {budget !== NO_BUDGET && budget > 0 && <p>{t("budget", { budget: moneyText(budget, language) })}</p>}
      </div>
      <ol className="plain-list folds">
        {Array.from({ length: first }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options are frozen, and their place is their name
          <Option key={index} election={election} index={index} />
        ))}
      </ol>
      {count > first && (
        <Fold id={`${election.election}/options`} title={t("otherOptions", { count: count - first })}>
          <ol className="plain-list" start={first + 1}>
            {Array.from({ length: count - first }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options are frozen, and their place is their name
              <Option key={index} election={election} index={first + index} />
            ))}
          </ol>
        </Fold>
      )}
    </section>
  );
}

type One = { readonly election: ListedElection; readonly index: number };

function Option({ election, index }: One) {
  const { language } = useTexts("election");
  const { content, constitution } = election;
  const { rules, outcome } = constitution;
  const sayOf = useContentTexts(content);
  const option = content.options[index];
  if (option === undefined) return null;
  const cost = (outcome.costs.length > 0 ? outcome.costs : rules.costs)[index] ?? 0;
  const title = (
    <span className="row row-apart">
      <h3>
        {index + 1}. <ContentText content={content} text={option.title} />
      </h3>
      {cost > 0 && <span className="strong">{moneyText(cost, language)}</span>}
    </span>
  );
  return (
    <li>
      {option.description === undefined && !hasAttachments(option) ? (
        <div className="fold fold-empty">{title}</div>
      ) : (
        <Fold id={`${election.election}/options/${index}`} title={title}>
          {option.description && <Markdown {...sayOf(option.description)} />}
          {hasAttachments(option) && <LaterAttachments content={content} option={option} />}
        </Fold>
      )}
    </li>
  );
}
