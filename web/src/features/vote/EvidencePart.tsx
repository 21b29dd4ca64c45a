import { useTexts } from "../../shared/language.ts";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { Casting } from "../../shared/vault/castings.ts";
import { omissionEvidence } from "./evidence.ts";
import "./texts.ts";

/** A relayer's broken promise as a file, for the election office or anybody else. */
export function EvidencePart({ casting }: { readonly casting: Casting }) {
  const { t } = useTexts("vote");
  const name = `hanpyo-evidence-${casting.tracker.slice(0, 9)}.json`;
  return (
    <div className="card stack no-print">
      <h3>{t("evidence.title")}</h3>
      <p>{t("evidence.why")}</p>
      <div>
        <SaveButton name={name} text={omissionEvidence(casting)} label={t("evidence.save")} />
      </div>
    </div>
  );
}
