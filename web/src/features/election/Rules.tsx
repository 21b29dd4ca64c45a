import type { Constitution } from "../../../../sdk/election/constitution.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { type RuleSentence, ruleSentences } from "./ruleSentences.ts";
import "./texts.ts";

/** The constitution in plain words. */
export function Rules({ constitution }: { readonly constitution: Constitution }) {
  const { t, say, language } = useTexts("election");
  const values = ({ numbers, share }: RuleSentence) => ({
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, value]) => [
        name,
        (name === "budget" ? moneyText : numberText)(value, language),
      ]),
    ),
    ...(share === undefined ? {} : { share: say(share) }),
  });
  return (
    <>
      <p>{t("rulesIntro")}</p>
      <ul className="stack stack-tight">
        {ruleSentences(constitution).map((sentence) => (
          <li key={sentence.key}>{t(`rule.${sentence.key}`, values(sentence))}</li>
        ))}
      </ul>
    </>
  );
}
