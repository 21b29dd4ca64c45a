import { type FormEvent, useState } from "react";
import type { ObjectionAnswer, OfficeDescription, StandingAnswer } from "../../../../../sdk/enrolling/officeAnswers.ts";
import { writeObjection } from "../../../../../sdk/enrolling/officeClient.ts";
import { useTexts } from "../../../shared/language.ts";
import { koreanTime } from "../../../shared/time.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { TextField } from "../../../shared/ui/TextField.tsx";
import { RegisterFault } from "../RegisterFault.tsx";
import { OFFICE_REACH } from "../useOffices.ts";
import "./texts.ts";

type Shown = {
  readonly office: OfficeDescription;
  readonly url: string;
  readonly session: string;
  readonly objections: StandingAnswer["objections"];
};

const MOST_CHARACTERS = 2_000;

/** A resident's objections so far with their answers, and a new one while the roll takes them. */
export function ObjectionPanel({ office, url, session, objections }: Shown) {
  const { t, say, language } = useTexts("standing");
  const [now] = useState(() => Date.now() / 1_000);
  const open = office.rolls.filter(({ objectionsUntil }) => objectionsUntil !== null && now < objectionsUntil);
  const [rollId, setRollId] = useState(open[0]?.id ?? "");
  const [text, setText] = useState("");
  const [received, setReceived] = useState<ObjectionAnswer>();
  const [error, setError] = useState<unknown>();
  const at = (seconds: number) => koreanTime(seconds, language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    writeObjection(url, session, { rollId, text: text.trim() }, OFFICE_REACH).then(setReceived, setError);
  };
  return (
    <section className="stack" aria-labelledby="objecting">
      <h2 id="objecting">{t("objection.title")}</h2>
      <ul className="stack stack-tight">
        {office.rolls.map(({ id, name, objectionsUntil }) => (
          <li key={id}>
            {objectionsUntil !== null && now < objectionsUntil
              ? t("objection.until", { roll: say(name), time: at(objectionsUntil) })
              : t("objection.closed", { roll: say(name) })}
          </li>
        ))}
      </ul>
      {received !== undefined && (
        <Notice tone="success" title={t("objection.received")} urgent>
          <p>
            {t("objection.number")}: <span className="code">{received.objection}</span>
          </p>
        </Notice>
      )}
      {error !== undefined && <RegisterFault error={error} />}
      {received === undefined && open.length > 0 && (
        <form className="card stack" onSubmit={submit}>
          <div className="field">
            <label htmlFor="objection-roll">{t("objection.roll")}</label>
            <select id="objection-roll" value={rollId} onChange={({ target }) => setRollId(target.value)}>
              {open.map(({ id, name }) => (
                <option key={id} value={id}>
                  {say(name)}
                </option>
              ))}
            </select>
          </div>
          <TextField
            id="objection-text"
            label={t("objection.text")}
            help={t("objection.hint")}
            value={text}
            maxLength={MOST_CHARACTERS}
            change={setText}
          />
          <div>
            <Button type="submit" isDisabled={text.trim() === ""}>
              {t("objection.send")}
            </Button>
          </div>
        </form>
      )}
      {objections.length > 0 && <h3>{t("objection.earlier")}</h3>}
      {objections.map(({ objection, text: written, receivedAt, answer }) => (
        <dl key={objection} className="facts panel">
          <dt>{t("objection.when")}</dt>
          <dd>{at(receivedAt)}</dd>
          <dt>{t("objection.text")}</dt>
          <dd>{written}</dd>
          <dt>{t("objection.answer")}</dt>
          <dd>{answer ?? t("objection.unanswered")}</dd>
        </dl>
      ))}
    </section>
  );
}
