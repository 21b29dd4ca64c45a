import type { CellState } from "../../../../../sdk/proposals/cellTerms.ts";
import { useTexts } from "../../../shared/language.ts";
import "./texts.ts";

const tones: Readonly<Record<CellState, string>> = {
  none: "quiet",
  open: "success",
  assessing: "warning",
  listing: "warning",
  openable: "warning",
  voting: "info",
  decided: "info",
  failed: "quiet",
  lapsed: "quiet",
  closed: "quiet",
};

/** How far a cell is, in one word. */
export function CellBadge({ state }: { readonly state: CellState }) {
  const { t } = useTexts("rounds");
  return <span className={`badge badge-${tones[state]}`}>{t(`state.${state}`)}</span>;
}
