import { useLongerWait } from "../../shared/kiosk/waiting.ts";
import { useTexts } from "../../shared/language.ts";
import { ENROLMENT_STEPS, type ShownStep } from "./useEnrolment.ts";
import "./texts.ts";

/** Seconds that a slow device and two offices may take with nobody touching it. */
const SLOW = 600;

/** What an enrolment has done and does now. */
export function EnrolmentProgress({ step }: { readonly step: ShownStep }) {
  const { t } = useTexts("register");
  useLongerWait(SLOW);
  const current = ENROLMENT_STEPS.indexOf(step);
  const stateOf = (index: number) => (index < current ? "done" : index === current ? "now" : "later");
  return (
    <section className="panel stack" aria-labelledby="enrolment-progress">
      <h2 id="enrolment-progress" className="small-heading">
        {t("progress.title")}
      </h2>
      <ol className="steps" aria-live="polite">
        {ENROLMENT_STEPS.map((name, index) => (
          <li
            key={name}
            className={`step step-${stateOf(index)}`}
            aria-current={index === current ? "step" : undefined}
          >
            {t(`progress.${name}`)}
          </li>
        ))}
      </ol>
    </section>
  );
}
