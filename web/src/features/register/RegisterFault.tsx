import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { registerFaultOf } from "./registerFaults.ts";
import "./texts.ts";

/** What happened, and what to do. */
export function RegisterFault({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTexts("register");
  const shared = useTexts("shared");
  const known = registerFaultOf(error);
  if (known === undefined) return <Fault error={error} again={again} />;
  return (
    <Notice tone="danger" title={t(`faults.${known}.what`)} urgent>
      <p>{t(`faults.${known}.next`)}</p>
      {again && (
        <div>
          <Button look="second" onPress={again}>
            {shared.t("again")}
          </Button>
        </div>
      )}
      <details>
        <summary>{shared.t("exactly")}</summary>
        <p className="code">{error instanceof HanpyoError ? `${error.code}: ${error.message}` : String(error)}</p>
      </details>
    </Notice>
  );
}
