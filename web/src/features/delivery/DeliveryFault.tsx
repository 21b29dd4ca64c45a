import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import "./texts.ts";

/** Failures that have words of their own here. */
export const DELIVERY_FAULTS = [
  "BALLOT_PACKAGE_MALFORMED",
  "PACKAGE_OF_ANOTHER_CHAIN",
  "PACKAGE_NOT_OPEN",
  "PACKAGE_PROOF_INVALID",
  "BALLOT_DISPLACED",
] as const satisfies readonly Code[];

/** Why a package was not handed over, whether the vote is safe, and what to do. */
export function DeliveryFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("delivery");
  const known = error instanceof HanpyoError && DELIVERY_FAULTS.find((code) => code === error.code);
  if (!known) return <Fault error={error} />;
  const lines = [t("safe"), t(`faults.${known}.next`)];
  return <FaultNotice title={t(`faults.${known}.what`)} lines={lines} error={error} />;
}
