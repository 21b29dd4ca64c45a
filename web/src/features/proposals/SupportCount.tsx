import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import type { ShownProposal } from "./reading.ts";
import "./proposals.css";
import "./texts.ts";

/** How many support a proposal, of how many that are needed where a quota is set: as a bar, and in words. */
export function SupportCount({ kept }: Pick<ShownProposal, "kept">) {
  const { t, language } = useTexts("proposals");
  const number = (value: number) => numberText(value, language);
  const values = { supporters: number(kept.supporters), quota: number(kept.quota) };
  return (
    <div className="support-count">
      <p>
        <span className="support-number" data-testid="supporters">
          {t("count", { supporters: values.supporters })}
        </span>{" "}
        {kept.quota > 0 && <span className="quiet">{t("ofQuota", { quota: values.quota })}</span>}
      </p>
      {kept.quota > 0 && (
        <progress aria-label={t("countLabel", values)} value={Math.min(kept.supporters, kept.quota)} max={kept.quota} />
      )}
    </div>
  );
}
