import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanTime } from "../../shared/time.ts";
import { StepLine } from "../../shared/ui/StepLine.tsx";
import { phaseLine, type StepState } from "./phaseLine.ts";
import "./phaseLine.css";
import "./texts.ts";

const words: Readonly<Record<StepState, string>> = {
  done: "stepDone",
  now: "stepNow",
  later: "stepLater",
  never: "stepNever",
};

/** Where the election stands between its creation and its result. */
export function PhaseLine({ election, now }: { readonly election: ListedElection; readonly now: number }) {
  const { t, language } = useTexts("election");
  const said = (step: string, at: number) => {
    const time = koreanTime(at, language);
    return step === "shares" ? t("sharesDue", { time }) : time;
  };
  const steps = phaseLine(election, now).map(({ step, state, at }) => ({
    ...{ name: step, state },
    words: (
      <span className="phase-words">
        <strong>{t(`step.${step}`)}</strong>
        <span className="small line-state">{t(words[state])}</span>
        {at !== undefined && <span className="small quiet">{said(step, at)}</span>}
      </span>
    ),
  }));
  return <StepLine steps={steps} />;
}
