import { useEffect, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { type Journey, mayCancel, type Preloaded, STEPS, type StepName, stepOf, stepStates } from "./journey.ts";
import type { Voting } from "./useVoting.ts";
import "./texts.ts";

type Shown = { readonly voting: Voting; readonly preload: Preloaded };

/** The ballot's seven steps: which are done, which runs, and what is known of it. No timer pretends anything. */
export function ProgressList({ voting, preload }: Shown) {
  const { t } = useTexts("vote");
  const { journey } = voting;
  const current = stepOf(journey, preload);
  const states = stepStates(journey, preload);
  return (
    <section className="panel stack" aria-labelledby="progress">
      <h2 id="progress" className="small-heading">
        {t("progress.title")}
      </h2>
      <ol className="steps" aria-live="polite">
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
      {journey.at === "proving" && <Proving />}
      {mayCancel(journey) && journey.at === "proving" && (
        <div>
          <Button look="quiet" onPress={voting.back}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** How long the proof takes already, and what it took on this device last time. */
function Proving() {
  const { t } = useTexts("vote");
  const [seconds, setSeconds] = useState(0);
  const [usual] = useState(() => lastProving());
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - started) / 1000)), 1000);
    return () => {
      clearInterval(timer);
      keepProving(Math.ceil((performance.now() - started) / 1000));
    };
  }, []);
  return (
    <p className="small">
      {t("progress.elapsed", { seconds })}{" "}
      {usual === undefined ? t("progress.usual") : t("progress.lastTime", { seconds: usual })}
    </p>
  );
}

const PLACE = "hanpyo-proving-seconds";

function lastProving(): number | undefined {
  const kept = Number(sessionStorageOrNone()?.getItem(PLACE));
  return kept > 0 ? kept : undefined;
}

function keepProving(seconds: number): void {
  sessionStorageOrNone()?.setItem(PLACE, String(seconds));
}

/** Nothing where the browser forbids it. */
function sessionStorageOrNone(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
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
