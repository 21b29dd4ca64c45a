import { type FormEvent, useEffect, useState } from "react";
import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useFragment } from "../../shared/fragment.ts";
import { useTexts } from "../../shared/language.ts";
import { type Said, useSaid } from "../../shared/said.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { WrappingField } from "../../shared/ui/WrappingField.tsx";
import type { Checked } from "./checking.ts";
import "./texts.ts";

/** Checks on another device what a voting device had encrypted. */
export function CheckPage() {
  const { t } = useTexts("challenge");
  const { config, chain } = useSession();
  const [parameters, setParameters] = useFragment();
  const [text, setText] = useState(() => parameters.get("opening") ?? "");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ readonly checked: Checked } | { readonly error: unknown }>();
  const error = result && "error" in result ? result.error : undefined;
  const said = useSaid(error);
  // The choices in the address would stay in the browser's history.
  useEffect(() => {
    if (parameters.has("opening")) setParameters({});
  }, [parameters, setParameters]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setResult(undefined);
    try {
      const { check } = await import("./checking.ts");
      setResult({ checked: await check(text, code, config, chain) });
    } catch (error) {
      setResult({ error });
    }
    setBusy(false);
  };

  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      <form className="card stack" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <label htmlFor="check-code">{t("code")}</label>
          <WrappingField
            className="code"
            rows={2}
            id="check-code"
            value={code}
            aria-describedby="check-code-help"
            change={setCode}
          />
          <p id="check-code-help" className="small quiet">
            {t("codeHelp")}
          </p>
        </div>
        <TextField
          id="check-text"
          label={t("text")}
          help={t("textHelp")}
          value={text}
          spellCheck={false}
          change={setText}
        />
        <div>
          <Button type="submit" isDisabled={busy || code === "" || text === ""}>
            {busy ? t("checking") : t("check")}
          </Button>
        </div>
      </form>
      {error !== undefined && <CheckFault error={error} said={said} />}
      {result && "checked" in result && <Verdict {...result.checked} />}
    </Page>
  );
}

function Verdict({ content, constitution, choices }: Checked) {
  const { t } = useTexts("challenge");
  const chosen = content.options.flatMap(({ title }, index) => {
    const points = choices[index] ?? 0;
    return points > 0 ? [{ index, title, points }] : [];
  });
  return (
    <Notice tone="success" title={t("match")} urgent>
      <p>{t("matchWhy")}</p>
      <p>
        <span className="quiet">{t("election")}</span> <ContentText content={content} text={content.title} />
      </p>
      <p className="strong">{t("choices")}</p>
      <ul className="chosen">
        {chosen.length === 0 && <li>{t("blank")}</li>}
        {chosen.map(({ index, title, points }) => (
          <li key={index}>
            <strong>
              <ContentText content={content} text={title} />
            </strong>
            {constitution.rules.maxPerOption > 1 && ` – ${t("points", { points })}`}
          </li>
        ))}
      </ul>
      <p className="strong">{t("differ")}</p>
      <p>{t("once")}</p>
    </Notice>
  );
}

/** Failures that say something else of the device under test than elsewhere. */
export const CHECK_FAULTS = ["CHOICES_ILLEGAL", "OPENING_OF_ANOTHER_ELECTION"] as const satisfies readonly Code[];

/** Failures in which nothing but what was typed or shown is at stake: their code's own sentence is enough. */
const SAID_BY_CODE: readonly Code[] = [
  "OPENING_MISMATCH",
  "OPENING_MALFORMED",
  "TRACKER_CHECKSUM",
  "TRACKER_LENGTH",
  "TRACKER_SYMBOL",
];

function CheckFault({ error, said }: { readonly error: unknown; readonly said: Said | undefined }) {
  const { t } = useTexts("challenge");
  if (!(error instanceof HanpyoError)) return <Fault error={error} />;
  const known = CHECK_FAULTS.find((code) => code === error.code);
  if (known === undefined) {
    if (said === undefined || !SAID_BY_CODE.includes(error.code)) return <Fault error={error} />;
    return <FaultNotice title={said.what} lines={[said.next]} error={error} />;
  }
  return <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} />;
}
