import { encodeOmission } from "../../../../sdk/relaying/omission.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { useTexts } from "../language.ts";
import { SaveButton } from "../ui/SaveButton.tsx";
import type { Casting } from "../vault/castings.ts";
import "./texts.ts";

/** A relayer's broken promise as a file, for the election office or anybody else. */
export function EvidencePart({ casting }: { readonly casting: Casting }) {
  const { t } = useTexts("ballots");
  if (isKiosk) return null;
  const { tracker, relayer = "", acknowledgement = "", file } = casting;
  const evidence = encodeOmission({ tracker, relayer, acknowledgement, package: file });
  const name = `hanpyo-evidence-${tracker.slice(0, 9)}.json`;
  return (
    <div className="card stack no-print">
      <h3>{t("evidence.title")}</h3>
      <p>{t("evidence.why")}</p>
      <div>
        <SaveButton name={name} text={evidence} label={t("evidence.save")} />
      </div>
    </div>
  );
}
