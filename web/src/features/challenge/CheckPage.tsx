import { type FormEvent, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import type { Checked } from "./checking.ts";
import "./texts.ts";

/** Checks on another device what a voting device had encrypted. */
export function CheckPage() {
  const { t } = useTexts("challenge");
  const { config, chain } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(() => parameters.get("opening") ?? "");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ readonly checked: Checked } | { readonly error: unknown }>();
  // The choices in the address would stay in the browser's history.
  useEffect(() => {
    if (parameters.has("opening")) setParameters({}, { replace: true });
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
          <input
            id="check-code"
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="check-code-help"
            onChange={({ target }) => setCode(target.value)}
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
      {result && ("error" in result ? <CheckFault error={result.error} /> : <Verdict {...result.checked} />)}
    </Page>
  );
}

function Verdict({ content, constitution, choices }: Checked) {
  const { t, say } = useTexts("challenge");
  const chosen = content.options.flatMap(({ title }, index) => {
    const points = choices[index] ?? 0;
    return points > 0 ? [{ index, title: say(title), points }] : [];
  });
  return (
    <Notice tone="success" title={t("match")} urgent>
      <p>{t("matchWhy")}</p>
      <p>
        <span className="quiet">{t("election")}</span> {say(content.title)}
      </p>
      <p className="strong">{t("choices")}</p>
      <ul className="chosen">
        {chosen.length === 0 && <li>{t("blank")}</li>}
        {chosen.map(({ index, title, points }) => (
          <li key={index}>
            <strong>{title}</strong>
            {constitution.rules.maxPerOption > 1 && ` – ${t("points", { points })}`}
          </li>
        ))}
      </ul>
      <p className="strong">{t("differ")}</p>
      <p>{t("once")}</p>
    </Notice>
  );
}

/** Failures that say something of the device under test, or of what was typed. */
export const CHECK_FAULTS = [
  "OPENING_MISMATCH",
  "CHOICES_ILLEGAL",
  "OPENING_OF_ANOTHER_ELECTION",
  "OPENING_MALFORMED",
  "TRACKER_CHECKSUM",
  "TRACKER_LENGTH",
  "TRACKER_SYMBOL",
] as const;

function CheckFault({ error }: { readonly error: unknown }) {
  const { t } = useTexts("challenge");
  const known = error instanceof HanpyoError && CHECK_FAULTS.find((code) => code === error.code);
  if (!known) return <Fault error={error} />;
  return <FaultNotice title={t(`faults.${known}.what`)} lines={[t(`faults.${known}.next`)]} error={error} />;
}
