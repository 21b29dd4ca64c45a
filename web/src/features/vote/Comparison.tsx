import { useEffect, useRef } from "react";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Content } from "../../../../sdk/election/content.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { costOf } from "./choices.ts";
import "./texts.ts";

type Shown = {
  readonly content: Content;
  readonly constitution: Constitution;
  readonly options: readonly number[];
  readonly choices: readonly number[];
  readonly close: () => void;
};

/** Options side by side, as far as the screen is wide; the browser keeps the focus inside and gives it back. */
export function Comparison({ content, constitution, options, choices, close }: Shown) {
  const { t, language } = useTexts("vote");
  const dialog = useRef<HTMLDialogElement>(null);
  const sayOf = useContentTexts(content);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="comparison" aria-labelledby="comparison-title" onClose={close}>
      <div className="stack">
        <h2 id="comparison-title">{t("compare.title")}</h2>
        <div className="comparison-sides">
          {options.map((option) => {
            const of = content.options[option];
            const cost = costOf(constitution, option);
            return (
              of && (
                <section key={option} className="card stack stack-tight">
                  <h3>
                    {option + 1}. <ContentText content={content} text={of.title} />
                  </h3>
                  {(choices[option] ?? 0) > 0 && <p className="strong">✓ {t("compare.chosen")}</p>}
                  {cost !== undefined && <p className="strong">{t("cost", { cost: moneyText(cost, language) })}</p>}
                  {of.category && (
                    <p className="quiet">
                      <ContentText content={content} text={of.category} />
                    </p>
                  )}
                  {of.description && <Markdown {...sayOf(of.description)} />}
                </section>
              )
            );
          })}
        </div>
        <div>
          <Button look="second" onPress={() => dialog.current?.close()}>
            {t("compare.close")}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
