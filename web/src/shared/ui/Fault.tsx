import { HanpyoError } from "../../../../sdk/errors.ts";
import { faultOf } from "../faults.ts";
import { useTexts } from "../language.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import "../texts.ts";

type Shown = { readonly error: unknown; readonly again?: () => void };

/** A failure as people read it: what happened, whether the vote is safe, what to do; the exact words below. */
export function Fault({ error, again }: Shown) {
  const { t } = useTexts("shared");
  const fault = faultOf(error);
  return (
    <Notice tone="danger" title={t(`faults.${fault}.what`)} urgent>
      <p>{t(`faults.${fault}.safe`)}</p>
      <p>{t(`faults.${fault}.next`)}</p>
      {again && (
        <div>
          <Button look="second" onPress={again}>
            {t("again")}
          </Button>
        </div>
      )}
      <details>
        <summary>{t("exactly")}</summary>
        <p className="code">{exactly(error)}</p>
      </details>
    </Notice>
  );
}

function exactly(error: unknown): string {
  if (error instanceof HanpyoError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message.slice(0, 300) : String(error);
}
