import { type FormEvent, useId, useState } from "react";
import { textFor } from "../../../../sdk/election/contentText.ts";
import { useElections } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Choice } from "../../shared/ui/Choice.tsx";
import { FileField } from "../../shared/ui/FileField.tsx";
import type { Task } from "../../shared/verifier/messages.ts";
import { ADDRESS, readRecordFile, SOURCES, type Source, taskOf } from "./auditTask.ts";
import "../../shared/texts.ts";
import "./texts.ts";

type Form = { readonly start: (task: Task) => void; readonly running: boolean; readonly election: string };

/** Stands in the list for an election that is not on it. */
const OTHER = "other";

/** What is to be verified, and where it is read. */
export function AuditForm({ start, running, election: asked }: Form) {
  const { t, language } = useTexts("audit");
  const shared = useTexts("shared");
  const { config } = useSession();
  const id = useId();
  const list = useElections();
  const elections = list.data?.value.elections ?? [];
  const [source, setSource] = useState<Source>("page");
  const [chosen, setElection] = useState<string | undefined>(asked === "" ? undefined : asked);
  // What has a result is what most people come for; who chooses nothing verifies the first.
  const first = elections.find(({ state }) => state.phase === "decided") ?? elections[0];
  const election = chosen ?? first?.election ?? "";
  // Nobody is asked for an address while the list is on its way.
  const isAwaited = list.isPending && election === "";
  const isListed = elections.some((one) => one.election.toLowerCase() === election.toLowerCase());
  const [own, setOwn] = useState("http://127.0.0.1:8545");
  const [file, setFile] = useState<File>();
  const [compare, setCompare] = useState(true);
  const [fault, setFault] = useState<"addressWrong" | "ownWrong" | "fileWrong">();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const record = source === "file" ? await readRecordFile(file) : undefined;
    const task = taskOf({ source, election, own, record, compare }, config);
    setFault(typeof task === "string" ? task : undefined);
    if (typeof task !== "string") start(task);
  };

  return (
    <form className="stack card" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{t("what")}</h2>
      <Choice
        label={t("source")}
        value={source}
        choices={SOURCES.map((name) => [name, t(`sources.${name}`)] as const)}
        choose={setSource}
      />
      {source !== "file" && (
        <div className="field">
          <label htmlFor={`${id}-chosen`}>{t("election")}</label>
          <select
            id={`${id}-chosen`}
            value={isListed ? election.toLowerCase() : OTHER}
            onChange={({ target }) => setElection(target.value === OTHER ? "" : target.value)}
          >
            {elections.map(({ election: address, content }) => (
              <option key={address} value={address.toLowerCase()}>
                {textFor(content.title, [language], content).text}
              </option>
            ))}
            <option value={OTHER}>{isAwaited ? shared.t("loading") : t("other")}</option>
          </select>
        </div>
      )}
      {source !== "file" && !isListed && !isAwaited && (
        <div className="field">
          <label htmlFor={`${id}-election`}>{t("address")}</label>
          <input
            id={`${id}-election`}
            className="code"
            value={election}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={fault === "addressWrong" && !ADDRESS.test(election)}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setElection(event.target.value.trim())}
          />
        </div>
      )}
      {source === "own" && (
        <div className="field">
          <label htmlFor={`${id}-own`}>{t("own")}</label>
          <input
            id={`${id}-own`}
            className="code"
            type="url"
            value={own}
            aria-describedby={`${id}-hint`}
            aria-invalid={fault === "ownWrong"}
            onChange={(event) => setOwn(event.target.value.trim())}
          />
          <p id={`${id}-hint`} className="small quiet">
            {t("ownHint")}
          </p>
        </div>
      )}
      {source === "file" && (
        <>
          <FileField
            id={`${id}-file`}
            label={t("file")}
            help={t("fileHint")}
            accept="application/json,.json"
            aria-invalid={fault === "fileWrong"}
            choose={setFile}
          />
          <label className="tick">
            <input type="checkbox" checked={compare} onChange={(event) => setCompare(event.target.checked)} />
            <span>{t("compare")}</span>
          </label>
        </>
      )}
      <p id={`${id}-fault`} className="field-error" role="alert">
        {fault && t(fault)}
      </p>
      <div>
        <Button type="submit" isDisabled={running || (source !== "file" && isAwaited)}>
          {t("start")}
        </Button>
      </div>
    </form>
  );
}
