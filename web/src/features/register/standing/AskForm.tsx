import { type FormEvent, useId, useState } from "react";
import type { OfficeRole } from "../../../../../sdk/enrolling/officeAnswers.ts";
import { isCodeTyped } from "../../../../../sdk/enrolling/oneTimeCode.ts";
import { useTexts } from "../../../shared/language.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Choice } from "../../../shared/ui/Choice.tsx";
import { WrappingField } from "../../../shared/ui/WrappingField.tsx";
import { type BothOffices, ROLES } from "../registration.ts";
import type { Question } from "./useStanding.ts";
import "./texts.ts";

type Shown = {
  readonly offices: BothOffices;
  readonly busy: boolean;
  readonly ask: (question: Question) => void;
};

/** Which office is asked, and how the resident shows who they are. */
export function AskForm({ offices, busy, ask }: Shown) {
  const { t, say } = useTexts("standing");
  const id = useId();
  const [role, setRole] = useState<OfficeRole>("registrar");
  const [wanted, setWanted] = useState<string>();
  const [code, setCode] = useState("");
  const [isMistyped, setMistyped] = useState(false);
  const { methods } = offices[role];
  const method = methods.find((one) => one.id === wanted) ?? methods[0];
  const needsCode = method?.kind === "oneTimeCode";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const mistyped = needsCode && !isCodeTyped(code);
    setMistyped(mistyped);
    if (mistyped) document.getElementById(`${id}-code`)?.focus();
    else if (method !== undefined) ask({ role, method: method.id, code });
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <Choice
        label={t("office")}
        value={role}
        choices={ROLES.map((one) => [one, say(offices[one].name)] as const)}
        choose={setRole}
      />
      {method !== undefined && (
        <Choice
          label={t("method")}
          value={method.id}
          choices={methods.map((one) => [one.id, say(one.name)] as const)}
          choose={setWanted}
        />
      )}
      {needsCode && (
        <div className="field field-code">
          <label htmlFor={`${id}-code`}>{t("code")}</label>
          <WrappingField
            id={`${id}-code`}
            rows={1}
            value={code}
            autoComplete="one-time-code"
            aria-invalid={isMistyped}
            aria-describedby={isMistyped ? `${id}-wrong` : undefined}
            change={setCode}
          />
          {isMistyped && (
            <p id={`${id}-wrong`} className="field-error">
              {t("mistyped")}
            </p>
          )}
        </div>
      )}
      <div>
        <Button type="submit" isDisabled={busy || (needsCode && code.trim() === "")}>
          {busy ? t("asking") : t("ask")}
        </Button>
      </div>
    </form>
  );
}
