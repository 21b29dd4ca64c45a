import type { Phase } from "../../../../sdk/election/phase.ts";
import { useTexts } from "../language.ts";
import "../texts.ts";

const tones: Readonly<Record<Phase, string>> = {
  pending: "info",
  open: "success",
  closed: "warning",
  sealed: "warning",
  decided: "info",
  "too few": "quiet",
  "below quorum": "quiet",
  void: "quiet",
};

/** How far an election is, in one word. */
export function PhaseBadge({ phase }: { readonly phase: Phase }) {
  const { t } = useTexts("shared");
  return <span className={`badge badge-${tones[phase]}`}>{t(`phase.${phase}`)}</span>;
}
