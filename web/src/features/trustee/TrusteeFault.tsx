import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import en from "./texts/en.json" with { type: "json" };
import "./texts.ts";

/** Why a deed failed, in the trustee's words where there are any, and exactly. */
export function TrusteeFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("trustee");
  if (error === null || error === undefined) return null;
  const code = error instanceof HanpyoError ? error.code : "FAILED";
  return (
    <Notice tone="danger" title={t(`fault.${code in en.fault ? code : "other"}`)} urgent>
      <p className="code small">{`${code}: ${error instanceof Error ? error.message : String(error)}`}</p>
    </Notice>
  );
}
