import { useEffect, useState } from "react";
import { useLongerWait } from "../../shared/kiosk/waiting.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Steps } from "../../shared/ui/Steps.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { mayCancel } from "./journey.ts";
import { keepProving, lastProving } from "./provingTime.ts";
import { useVotingState } from "./useVoting.ts";
import type { Voting } from "./voting.ts";
import "./texts.ts";

const STEPS = ["lock", "receive", "record"] as const;

/** Milliseconds after which somebody who hears the page is told that it goes on. */
const STILL = 20_000;
/** Seconds that a slow device may take with nobody touching it. */
const SLOW = 600;

/** A ballot on its way, in three steps. Only the beginning of a step is spoken, never seconds. */
export function SendingPanel({ voting }: { readonly voting: Voting }) {
  const { t } = useTexts("vote");
  const { journey } = useVotingState(voting);
  const step = journey.at === "proving" ? 0 : 1;
  useStage("sending", t("stage.sending"));
  useLongerWait(SLOW);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), STILL);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack">
      <Steps at={step} names={STEPS.map((name) => t(`progress.plain.${name}`))} />
      <p className="hidden-visually" role="status">
        {isLong ? t("progress.still") : t(`progress.plain.${STEPS[step]}`)}
      </p>
      {journey.at === "proving" && <Proving />}
      {mayCancel(journey) && (
        <div>
          <Button look="quiet" onPress={voting.back}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </div>
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
      <span>{t("progress.elapsed", { seconds })}</span>{" "}
      <span>{usual === undefined ? t("progress.usual") : t("progress.lastTime", { seconds: usual })}</span>
    </p>
  );
}
