import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { z } from "zod";
import type { OfficeRole } from "../../../../sdk/enrolling/officeAnswers.ts";
import { isCodeTyped } from "../../../../sdk/enrolling/oneTimeCode.ts";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { useFieldError } from "../../shared/ui/fieldError.ts";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { WrappingField } from "../../shared/ui/WrappingField.tsx";
import { CodeFault } from "./CodeFault.tsx";
import { type Asking, PresentPanel } from "./PresentPanel.tsx";
import { type BothOffices, ROLES, sharedMethods } from "./registration.ts";
import type { Registering } from "./useRegistration.ts";
import { isWideScreen } from "./wideScreen.ts";
import "./texts.ts";

const codesSchema = z.object({ registrar: z.string(), approver: z.string() });
const NO_CODES = { registrar: "", approver: "" };

type Shown = { readonly offices: BothOffices; readonly registering: Registering };

/** The first step: who somebody is, checked by both offices before anything else is asked. */
export function IdentifyPanel({ offices, registering }: Shown) {
  const { t, say } = useTexts("register");
  const { demo } = useSession().config;
  const { registration, faults, busy, asking, identify } = registering;
  const id = useId();
  // Any other way ends in another app, or at another page, and what is in memory would be gone.
  const offered = sharedMethods(offices).filter((one) => !isKiosk || one.kind === "oneTimeCode");
  const [kind, setKind] = useState(registration?.method ?? offered[0]?.kind);
  const [codes, setCodes] = useState<Readonly<Record<OfficeRole, string>>>(NO_CODES);
  const [mistyped, setMistyped] = useState<readonly OfficeRole[]>([]);
  const method = offered.find((one) => one.kind === kind);
  const presented = registration !== undefined && registration.method === kind ? registration.presented : {};
  const open = ROLES.filter((role) => presented[role] === undefined);
  const shown =
    kind === "oneTimeCode" ? "identify.codes" : open.length < ROLES.length ? "identify.second" : "identify.show";
  const isReady = kind !== "oneTimeCode" || open.every((role) => codes[role].trim() !== "");
  const wrong = open.find((role) => mistyped.includes(role) || faults[role] !== undefined);
  useFieldError(wrong === undefined ? undefined : `${id}-${wrong}`, faults, mistyped);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const slips = kind === "oneTimeCode" ? open.filter((role) => !isCodeTyped(codes[role])) : [];
    setMistyped(slips);
    if (slips.length === 0 && method !== undefined) identify({ method, codes });
  };
  return (
    <>
      <form className="stack stack-wide" onSubmit={submit} noValidate>
        {offered.length > 1 && (
          <fieldset className="options">
            <legend>{t("method.title")}</legend>
            {offered.map((one) => (
              <div key={one.kind} className={one.kind === kind ? "option option-chosen" : "option"}>
                <div className="option-row">
                  <input
                    id={`${id}-${one.kind}`}
                    className="option-mark"
                    type="radio"
                    name={id}
                    checked={one.kind === kind}
                    onChange={() => setKind(one.kind)}
                  />
                  <label className="option-title" htmlFor={`${id}-${one.kind}`}>
                    {t(`method.${one.kind}`)}
                  </label>
                </div>
              </div>
            ))}
          </fieldset>
        )}
        {ROLES.map((role) => {
          if (presented[role] === undefined && kind !== "oneTimeCode") return null;
          return presented[role] === undefined ? (
            <CodeField
              key={role}
              id={`${id}-${role}`}
              label={t("code.of", { office: say(offices[role].name) })}
              value={codes[role]}
              change={(code) => setCodes({ ...codes, [role]: code })}
              isMistyped={mistyped.includes(role)}
              fault={faults[role]}
              isBoth={ROLES.every((one) => faults[one] !== undefined)}
            />
          ) : (
            <p key={role}>
              <span className="badge badge-success">{t("code.checked")}</span> {say(offices[role].name)}
            </p>
          );
        })}
        {kind === "openid4vp" && isWideScreen() && (
          <Fold id="register-phone" title={t("identify.phone")}>
            <p>{t("identify.phoneWhy")}</p>
            <QrCode text={addressOf(PATHS.register)} label={t("identify.phone")} />
          </Fold>
        )}
        {kind === "oneTimeCode" && demo && open.length === ROLES.length && (
          <div>
            <Button look="quiet" onPress={() => void demoCodes(demo.url).then(setCodes)}>
              {t("demo.codes")}
            </Button>
          </div>
        )}
        <div>
          <Button type="submit" className="button-main" isDisabled={!isReady || busy}>
            {busy ? t("identify.checking") : t(shown)}
          </Button>
        </div>
      </form>
      {asking && <Asked {...asking} />}
    </>
  );
}

/** What an office asks of the ID, in sight as soon as it asks. */
function Asked(asking: Asking) {
  const panel = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each office's question anew
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "start" });
    panel.current?.focus({ preventScroll: true });
  }, [asking.office.en]);
  return (
    <div ref={panel} tabIndex={-1}>
      <PresentPanel key={asking.office.en} {...asking} />
    </div>
  );
}

type CodeFieldShown = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (code: string) => void;
  readonly isMistyped: boolean;
  /** What the office said of it. */
  readonly fault: unknown;
  /** Whether both offices refused theirs: then they may have been swapped. */
  readonly isBoth: boolean;
};

function CodeField({ id, label, value, change, isMistyped, fault, isBoth }: CodeFieldShown) {
  const { t } = useTexts("register");
  const isWrong = isMistyped || fault !== undefined;
  // What was refused is said of what was typed then.
  const [refused, setRefused] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the value at the time of the refusal
  useEffect(() => setRefused(fault === undefined ? undefined : value), [fault]);
  const isShown = isMistyped || (fault !== undefined && refused === value);
  return (
    <div className="field field-code">
      <label htmlFor={id}>{label}</label>
      <WrappingField
        id={id}
        rows={1}
        value={value}
        autoComplete={isKiosk ? "off" : "one-time-code"}
        aria-describedby={`${id}-help`}
        aria-invalid={isWrong && isShown}
        change={change}
      />
      <div id={`${id}-help`} className={isShown ? "field-error" : "small quiet"}>
        {isMistyped && <p>{t("code.mistyped")}</p>}
        {!isMistyped && isShown && <CodeFault error={fault} isBoth={isBoth} />}
        {!isShown && <p>{t("code.help")}</p>}
      </div>
    </div>
  );
}

/** The demonstration sends one more resident the letters of both offices. */
async function demoCodes(url: string): Promise<Readonly<Record<OfficeRole, string>>> {
  const response = await fetch(`${url}/codes`, { method: "POST", credentials: "omit" });
  return codesSchema.parse(await response.json());
}
