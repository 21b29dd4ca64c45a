import { useTexts } from "../language.ts";
import "../texts.ts";

/** Something is on its way; says what, where it is known. */
export function Loading({ what }: { readonly what?: string }) {
  const { t } = useTexts("shared");
  return (
    <div className="row" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>{what ?? t("loading")}</span>
    </div>
  );
}
