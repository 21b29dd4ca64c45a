import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import type { ShownProposal } from "./reading.ts";
import "./proposals.css";
import "./texts.ts";

/** How many support a proposal, of how many that are needed: as a bar, and in words. */
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
        <span className="quiet">{t("ofQuota", { quota: values.quota })}</span>
      </p>
      <progress
        aria-label={t("countLabel", values)}
        value={Math.min(kept.supporters, kept.quota)}
        max={Math.max(1, kept.quota)}
      />
    </div>
  );
}
