import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { trackerPath } from "../../shared/paths.ts";
import { Refusals } from "../../shared/relaying/Refusals.tsx";
import { koreanTime } from "../../shared/time.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { Delivered } from "./deliver.ts";
import "./texts.ts";

/** How far another's ballot came, and the tracker for the voter. */
export function DeliveredPanel({ content, tracker, submission }: Delivered) {
  const { t, language } = useTexts("delivery");
  const { outcome } = submission;
  const deadline = outcome === "acknowledged" ? koreanTime(submission.acknowledgement.deadline, language) : "";
  return (
    <section className="stack" aria-live="polite">
      <Notice tone={outcome === "package" ? "warning" : "success"} title={t(`outcome.${outcome}`)} urgent>
        <p>{t(`next.${outcome}`, { time: deadline })}</p>
        {outcome === "package" && <Refusals failures={submission.failures} />}
      </Notice>
      <div className="panel stack">
        <p>
          <span className="quiet">{t("election")}</span> <ContentText content={content} text={content.title} />
        </p>
        <h2>{t("tracker")}</h2>
        <p className="tracker" data-testid="delivered">
          {tracker}
        </p>
        <p>{t("tell")}</p>
        <p>
          <Link to={trackerPath(tracker)}>{t("look")}</Link>
        </p>
      </div>
    </section>
  );
}
