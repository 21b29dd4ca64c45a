import { useId } from "react";
import { useTexts } from "../../shared/language.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { Choices } from "./messages.ts";
import "./texts.ts";

type Shown = {
  readonly choices: Choices;
  readonly change: (choices: Choices) => void;
  readonly journalMissing: boolean;
  /** The manifest's rule where the chain names no final blocks; 0 where it does. */
  readonly finality: number;
};

/** The trustee's own node, and what the trustee goes on without; the journal keeps the latter. */
export function ChoicesPart({ choices, change, journalMissing, finality }: Shown) {
  const { t } = useTexts("trustee");
  const id = useId();
  const ticks = ["oneNode", "withoutTrust", "journalLost"] as const;
  return (
    <section className="card stack">
      <h2>{t("choices.title")}</h2>
      {journalMissing && (
        <Notice tone="warning" title={t("choices.journalMissing")}>
          <p>{t("choices.journalMissingWhy")}</p>
        </Notice>
      )}
      <div className="field">
        <label htmlFor={`${id}-node`}>{t("choices.ownNode")}</label>
        <input
          id={`${id}-node`}
          className="code"
          type="url"
          value={choices.ownNode}
          placeholder="http://127.0.0.1:8545"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ ...choices, ownNode: event.target.value.trim() })}
        />
        <p id={`${id}-hint`} className="small quiet">
          {t("choices.ownNodeHint")}
        </p>
      </div>
      {finality > 0 && <p className="panel">{t("choices.finality", { blocks: finality })}</p>}
      {ticks.map((tick) => (
        <label key={tick} className="tick">
          <input
            type="checkbox"
            checked={choices[tick]}
            onChange={(event) => change({ ...choices, [tick]: event.target.checked })}
          />
          <span>{t(`choices.${tick}`)}</span>
        </label>
      ))}
    </section>
  );
}
