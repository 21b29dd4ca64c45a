import type { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../language.ts";
import { reasonsOf } from "./reasons.ts";
import "./texts.ts";

/** Why no relayer took a ballot: each reason once, and below what exactly was said. */
export function Refusals({ failures }: { readonly failures: readonly HanpyoError[] }) {
  const { t } = useTexts("relaying");
  if (failures.length === 0) return null;
  return (
    <>
      {reasonsOf(failures).map((reason) => (
        <p key={reason}>{t(`reason.${reason}`)}</p>
      ))}
      <details>
        <summary>{t("said")}</summary>
        <ul>
          {failures.map(({ message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a log that only grows
            <li key={index} className="code">
              {message}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
