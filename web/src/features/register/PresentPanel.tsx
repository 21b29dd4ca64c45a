import { type FormEvent, useState } from "react";
import type { Text } from "../../../../sdk/election/content.ts";
import type { MethodRequest, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import { presentationOf } from "./registration.ts";
import "./texts.ts";

/** What one office asks of an eID, and where the answer goes. */
export type Asking = {
  readonly office: Text;
  readonly request: MethodRequest;
  readonly answer: (presentation: Presentation) => void;
};

/** Has a wallet or a certificate answer an office's request. */
export function PresentPanel({ office, request, answer }: Asking) {
  const { t, say } = useTexts("register");
  const { demo } = useSession().config;
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>();
  const found = presentationOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found !== undefined) answer(found as Presentation);
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h3>{t("present.title", { office: say(office) })}</h3>
      {error !== undefined && <RegisterFault error={error} />}
      {request.kind === "openid4vp" && (
        <>
          <p>
            <a href={request.uri}>{t("present.link")}</a>
          </p>
          <QrCode text={request.uri} label={t("present.qr")} />
        </>
      )}
      {request.kind === "certificate" && (
        <dl className="facts">
          <dt>{t("present.origin")}</dt>
          <dd className="code">{request.origin}</dd>
          <dt>{t("present.nonce")}</dt>
          <dd className="code">{request.nonce}</dd>
        </dl>
      )}
      {demo && (
        <div>
          <Button onPress={() => void askDemo(demo.url, request).then(answer, setError)}>{t("demo.wallet")}</Button>
        </div>
      )}
      <TextField
        id="present-answer"
        label={t(request.kind === "certificate" ? "present.certificate" : "present.after")}
        rows={4}
        value={text}
        spellCheck={false}
        change={setText}
      />
      <div>
        <Button type="submit" look={demo ? "second" : "first"} isDisabled={found === undefined}>
          {t("present.send")}
        </Button>
      </div>
    </form>
  );
}

/** The demonstration holds an eID for the newcomer. */
async function askDemo(url: string, request: MethodRequest): Promise<Presentation> {
  const response = await fetch(`${url}/eid`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`The demonstration gave status ${response.status}`);
  return (await response.json()) as Presentation;
}
