import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import "./texts.ts";

/** Failures that have words of their own here. */
export const DELIVERY_FAULTS = [
  "BALLOT_PACKAGE_MALFORMED",
  "PACKAGE_OF_ANOTHER_CHAIN",
  "PACKAGE_NOT_OPEN",
  "PACKAGE_PROOF_INVALID",
  "BALLOT_DISPLACED",
] as const;

/** Why a package was not handed over, whether the vote is safe, and what to do. */
export function DeliveryFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("delivery");
  const shared = useTexts("shared");
  const known = error instanceof HanpyoError && DELIVERY_FAULTS.find((code) => code === error.code);
  if (!known) return <Fault error={error} />;
  return (
    <Notice tone="danger" title={t(`faults.${known}.what`)} urgent>
      <p>{t("safe")}</p>
      <p>{t(`faults.${known}.next`)}</p>
      <details>
        <summary>{shared.t("exactly")}</summary>
        <p className="code">{`${error.code}: ${error.message}`}</p>
      </details>
    </Notice>
  );
}
