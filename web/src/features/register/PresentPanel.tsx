import { useEffect, useState } from "react";
import type { Text } from "../../../../sdk/election/content.ts";
import type { MethodRequest, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { AnswerField } from "./AnswerField.tsx";
import { DemoEid } from "./DemoEid.tsx";
import { PresentCard } from "./PresentCard.tsx";
import { PresentWallet } from "./PresentWallet.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import { hearOtherTabs } from "./returning/otherTabs.ts";
import "./texts.ts";

/** What one office asks of an eID, and where the answer goes. */
export type Asking = {
  readonly office: Text;
  readonly request: MethodRequest;
  readonly answer: (presentation: Presentation) => void;
  /** Which of the offices it is, of how many, where several are shown the same ID. */
  readonly place?: readonly [number: number, of: number];
};

/** Has a wallet or a card answer an office's request: here, on another device, or by what is carried over by hand. */
export function PresentPanel({ office, request, answer, place }: Asking) {
  const { t, say } = useTexts("register");
  const { demo } = useSession().config;
  const [error, setError] = useState<unknown>();
  useEffect(() => hearOtherTabs({ carried: (response_code) => answer({ response_code }) }), [answer]);
  return (
    <section className="card stack" aria-labelledby="present-title">
      {place && <p className="quiet">{t("present.place", { number: place[0], of: place[1] })}</p>}
      <h2 id="present-title">{t("present.title", { office: say(office) })}</h2>
      {error !== undefined && <RegisterFault error={error} />}
      {request.kind === "certificate" && <PresentCard nonce={request.nonce} answer={answer} failed={setError} />}
      {(request.kind === "openid4vp" || request.kind === "mobileId") && (
        <PresentWallet request={request} answer={answer} />
      )}
      {demo && <DemoEid url={demo.url} request={request} answer={answer} failed={setError} />}
      <Fold id="present-otherwise" title={t("present.otherwise")}>
        {request.kind === "certificate" && (
          <dl className="facts">
            <dt>{t("present.origin")}</dt>
            <dd className="code">{request.origin}</dd>
            <dt>{t("present.nonce")}</dt>
            <dd className="code">{request.nonce}</dd>
          </dl>
        )}
        <AnswerField
          id="present-answer"
          label={t(request.kind === "certificate" ? "present.certificate" : "present.after")}
          rows={4}
          answer={answer}
        />
      </Fold>
    </section>
  );
}
