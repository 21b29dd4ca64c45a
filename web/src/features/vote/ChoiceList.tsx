import type { BallotRules } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { useTexts } from "../../shared/language.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import "./texts.ts";

type Shown = { readonly content: Content; readonly choices: readonly number[]; readonly rules: BallotRules };

/** Choices in words. */
export function ChoiceList({ content, choices, rules }: Shown) {
  const { t } = useTexts("vote");
  const chosen = content.options
    .map((option, index) => ({ title: option.title, points: choices[index] ?? 0, index }))
    .filter(({ points }) => points > 0);
  if (chosen.length === 0) return <p className="strong">{t("review.blank")}</p>;
  return (
    <ul className="chosen">
      {chosen.map(({ title, points, index }) => (
        <li key={index}>
          <strong>
            <ContentText content={content} text={title} />
          </strong>
          {rules.maxPerOption > 1 && ` – ${t("points", { points })}`}
        </li>
      ))}
    </ul>
  );
}
