import { useTexts } from "../../shared/language.ts";
import { type Journey, type Preloaded, STEPS, type StepName, stepOf, stepStates } from "./journey.ts";
import "./texts.ts";

type Shown = { readonly journey: Journey; readonly preload: Preloaded };

/** The ballot's seven real steps, folded: which are done, which runs, and what is known of it. Nobody is told aloud. */
export function ProgressList({ journey, preload }: Shown) {
  const { t } = useTexts("vote");
  const current = stepOf(journey, preload);
  const states = stepStates(journey, preload);
  return (
    <details className="no-print">
      <summary>{t("progress.more")}</summary>
      <ol className="steps">
        {STEPS.map((step, index) => (
          <li key={step} className={`step step-${states[index]}`} aria-current={index === current ? "step" : undefined}>
            <span>
              {t(`progress.${step}`)}
              <span className="hidden-visually"> ({t(`progress.state.${states[index]}`)})</span>
            </span>
            <span className="small quiet">{detailOf(step, journey, preload, t)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

type Translate = (key: string, values?: Record<string, string | number>) => string;

function detailOf(step: StepName, journey: Journey, { keys, roll }: Preloaded, t: Translate): string {
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  if (step === "keys" && keys !== "ready" && keys.total > 0) {
    return t("progress.bytes", { loaded: megabytes(keys.loaded), total: megabytes(keys.total) });
  }
  if (step === "roll" && roll !== undefined) return t("progress.members", { members: roll });
  if (journey.at !== "following") return "";
  const { relayer, blockNumber } = journey.casting;
  if (step === "relayer" && relayer !== undefined) return relayer;
  if (step === "block" && blockNumber !== undefined) return t("progress.number", { block: blockNumber });
  return "";
}
