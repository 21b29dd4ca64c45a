import { PROGRESS, STAGES } from "../../../../sdk/proposals/notice.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanDay } from "../../shared/time.ts";
import type { ShownProposal } from "./reading.ts";
import { afterwards } from "./way.ts";
import "./texts.ts";

/** What the council and the organizer told of what became of it: stages and milestones, in their own words. */
export function After({ notices }: Pick<ShownProposal, "notices">) {
  const { t, language } = useTexts("proposals");
  const { stages, milestones } = afterwards(notices);
  if (stages.length === 0 && milestones.length === 0) return null;
  const day = (seconds: number) => koreanDay(seconds, language);
  return (
    <section className="stack" aria-labelledby="after-title">
      <h2 id="after-title">{t("after.title")}</h2>
      {stages.length > 0 && (
        <>
          <h3>{t("after.stages")}</h3>
          <ul className="plain-list stack stack-tight">
            {stages.map(({ stage, day: at, words }) => (
              <li key={`${stage} ${at} ${words}`}>
                <strong>{t(`after.stage.${STAGES[stage] ?? "unknown"}`)}</strong> <span>{day(at)}</span>
                <p className="small">{words}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {milestones.length > 0 && (
        <>
          <h3>{t("after.milestones")}</h3>
          <ol className="plain-list stack stack-tight">
            {milestones.map(({ number, progress, day: at, words }) => (
              <li key={number}>
                <strong>
                  {number}. {t(`after.progress.${PROGRESS[progress] ?? "unknown"}`)}
                </strong>{" "}
                <span>{day(at)}</span>
                <p className="small">{words}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="small quiet">{t("after.whose")}</p>
    </section>
  );
}
