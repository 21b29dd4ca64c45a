import { type FormEvent, useId, useState } from "react";
import { z } from "zod";
import type { OfficeRole } from "../../../../sdk/enrolling/officeAnswers.ts";
import { isCodeTyped } from "../../../../sdk/enrolling/oneTimeCode.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { type BothOffices, ROLES, type SharedMethod, sharedMethods } from "./registration.ts";
import "./texts.ts";

/** How a resident will show who they are, with the codes where these are it. */
export type ChosenMethod = { readonly method: SharedMethod; readonly codes: Readonly<Record<OfficeRole, string>> };

const codesSchema = z.object({ registrar: z.string(), approver: z.string() });

type Shown = {
  readonly offices: BothOffices;
  readonly earlier: ChosenMethod | undefined;
  readonly chosen: (method: ChosenMethod) => void;
};

export function MethodPanel({ offices, earlier, chosen }: Shown) {
  const { t, say } = useTexts("register");
  const { demo } = useSession().config;
  const name = useId();
  const offered = sharedMethods(offices);
  const [kind, setKind] = useState(earlier?.method.kind ?? offered[0]?.kind);
  const [codes, setCodes] = useState(earlier?.codes ?? { registrar: "", approver: "" });
  const method = offered.find((one) => one.kind === kind);
  const isReady = kind !== "oneTimeCode" || ROLES.every((role) => codes[role].trim() !== "");
  const [mistyped, setMistyped] = useState<readonly OfficeRole[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = kind === "oneTimeCode" ? ROLES.filter((role) => !isCodeTyped(codes[role])) : [];
    setMistyped(wrong);
    const [first] = wrong;
    if (first !== undefined) document.getElementById(`${name}-${first}`)?.focus();
    else if (method !== undefined) chosen({ method, codes });
  };
  return (
    <form className="stack stack-wide" onSubmit={submit}>
      <fieldset className="options">
        <legend>{t("method.title")}</legend>
        {offered.map((one) => (
          <div key={one.kind} className={one.kind === kind ? "option option-chosen" : "option"}>
            <div className="option-row">
              <input
                id={`${name}-${one.kind}`}
                className="option-mark"
                type="radio"
                name={name}
                checked={one.kind === kind}
                onChange={() => setKind(one.kind)}
              />
              <label className="option-title" htmlFor={`${name}-${one.kind}`}>
                {t(`method.${one.kind}`)}
              </label>
            </div>
          </div>
        ))}
      </fieldset>
      {kind === "oneTimeCode" &&
        ROLES.map((role) => (
          <div key={role} className="field">
            <label htmlFor={`${name}-${role}`}>{t("code.of", { office: say(offices[role].name) })}</label>
            <input
              id={`${name}-${role}`}
              value={codes[role]}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              aria-describedby={`${name}-${role}-help`}
              aria-invalid={mistyped.includes(role)}
              onChange={({ target }) => setCodes({ ...codes, [role]: target.value })}
            />
            <p id={`${name}-${role}-help`} className={mistyped.includes(role) ? "field-error" : "small quiet"}>
              {t(mistyped.includes(role) ? "code.mistyped" : "code.help")}
            </p>
          </div>
        ))}
      {kind === "oneTimeCode" && demo && (
        <div>
          <Button look="quiet" onPress={() => void demoCodes(demo.url).then(setCodes)}>
            {t("demo.codes")}
          </Button>
        </div>
      )}
      <div>
        <Button type="submit" isDisabled={!isReady}>
          {t("next")}
        </Button>
      </div>
    </form>
  );
}

/** The demonstration sends one more resident the letters of both offices. */
async function demoCodes(url: string): Promise<ChosenMethod["codes"]> {
  const response = await fetch(`${url}/codes`, { method: "POST", credentials: "omit" });
  return codesSchema.parse(await response.json());
}
