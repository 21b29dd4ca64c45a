import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import "./texts.ts";

const KNOWN = ["PROPOSALS_NOT_NAMED", "PROPOSAL_UNKNOWN"] as const satisfies readonly Code[];

/** Why proposals cannot be shown, in words of their own where there are some. */
export function ProposalFault({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTexts("proposals");
  const known = error instanceof HanpyoError && KNOWN.find((code) => code === error.code);
  if (!known) return <Fault error={error} again={again} />;
  return <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} />;
}
