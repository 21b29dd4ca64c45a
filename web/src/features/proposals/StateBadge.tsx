import type { ProposalState } from "../../../../sdk/chain/proposalCourse.ts";
import { useTexts } from "../../shared/language.ts";
import "./texts.ts";

const tones: Readonly<Record<ProposalState, string>> = {
  none: "quiet",
  open: "success",
  expired: "quiet",
  reached: "warning",
  answered: "warning",
  converted: "info",
  decided: "info",
  lapsed: "quiet",
  closed: "quiet",
  failed: "quiet",
};

/** How far a proposal is, in one word. */
export function StateBadge({ state }: { readonly state: ProposalState }) {
  const { t } = useTexts("proposals");
  return <span className={`badge badge-${tones[state]}`}>{t(`state.${state}`)}</span>;
}
