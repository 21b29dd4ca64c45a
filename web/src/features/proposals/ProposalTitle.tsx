import type { ShownText } from "../../../../sdk/proposals/proposalText.ts";
import { useTexts } from "../../shared/language.ts";
import "./texts.ts";

/** A proposal's title in its own language; where there is none to be shown, why. */
export function ProposalTitle({ text }: { readonly text: ShownText | null | undefined }) {
  const { t } = useTexts("proposals");
  if (text === undefined) return t("titleLoading");
  if (text === null) return t("titleMissing");
  if (text.title === undefined) return t("titleHidden");
  return <span lang={text.header?.language}>{text.title}</span>;
}
