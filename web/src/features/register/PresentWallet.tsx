import type { MethodRequest, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Fold } from "../../shared/ui/Fold.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { AnswerField } from "./AnswerField.tsx";
import { isWideScreen } from "./wideScreen.ts";
import "./texts.ts";

type Shown = {
  readonly request: Extract<MethodRequest, { kind: "openid4vp" | "mobileId" }>;
  readonly answer: (presentation: Presentation) => void;
};

/** A wallet on this device, which comes back by itself, or on another one, from which a short code is carried. */
export function PresentWallet({ request, answer }: Shown) {
  const { t } = useTexts("register");
  const { demo } = useSession().config;
  const link = linkOf(request);
  const isWide = isWideScreen();
  const here = demo ? null : (
    <p>
      <a className={`button button-main ${isWide ? "button-second" : ""}`} href={link}>
        {t("present.link")}
      </a>
    </p>
  );
  return (
    <>
      {!isWide && here}
      <Fold id="present-elsewhere" title={t("present.elsewhere")} isOpen={isWide}>
        <p>{t("present.scan")}</p>
        <QrCode text={link} label={t("present.qr")} />
        <AnswerField id="present-code" label={t("present.carried")} rows={1} answer={answer} />
      </Fold>
      {isWide && here}
    </>
  );
}

/**
 * What opens the wallet. A verification server is told what its result must name, and where it sends its user with it:
 * `#result=` behind that address.
 */
function linkOf(request: Shown["request"]): string {
  if (request.kind === "openid4vp") return request.uri;
  const { server, audience, nonce } = request;
  const link = new URL(server);
  for (const [name, value] of Object.entries({ audience, nonce, redirect_uri: addressOf(PATHS.returning) })) {
    link.searchParams.set(name, value);
  }
  return link.href;
}
