import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { useSaid } from "../../shared/said.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import en from "./texts/en.json" with { type: "json" };
import "./texts.ts";
import { TrusteeRefusedError } from "./useTrustee.ts";

/** Why a deed failed, in the trustee's words where there are any, else in those of the error's code, and exactly. */
export function TrusteeFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("trustee");
  const foreign = error instanceof TrusteeRefusedError && error.code === "PAGE_FAILED";
  const said = useSaid(foreign ? undefined : error);
  if (error === null || error === undefined) return null;
  const code = codeOf(error);
  const byCode = said && `${said.what} ${said.next}`;
  return (
    <Notice tone="danger" title={code in en.fault ? t(`fault.${code}`) : (byCode ?? t("fault.other"))} urgent>
      <p className="code small">{`${code}: ${error instanceof Error ? error.message : String(error)}`}</p>
    </Notice>
  );
}

/** The code of an error, ours or another's. */
function codeOf(error: unknown): string {
  if (error instanceof TrusteeRefusedError) return error.foreign ?? error.code;
  return error instanceof HanpyoError ? error.code : "PAGE_FAILED";
}
