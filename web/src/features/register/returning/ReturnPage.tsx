import { useEffect, useRef, useState } from "react";
import { Link, Navigate } from "react-router";
import { useFragment } from "../../../shared/fragment.ts";
import { useTexts } from "../../../shared/language.ts";
import { addressOf } from "../../../shared/pageAddress.ts";
import { PATHS } from "../../../shared/paths.ts";
import { useSession } from "../../../shared/session.tsx";
import { CopyButton } from "../../../shared/ui/CopyButton.tsx";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { Page } from "../../../shared/ui/Page.tsx";
import { QrCode } from "../../../shared/ui/QrCode.tsx";
import { RegisterFault } from "../RegisterFault.tsx";
import { presentationIn } from "../registration.ts";
import { goOn, type Returned } from "./goOn.ts";
import "../texts.ts";

/** Where a wallet sends its user: the registration goes on, or the answer is carried to where it was begun. */
export function ReturnPage() {
  const { t } = useTexts("register");
  const { config } = useSession();
  const [values] = useFragment();
  const [returned, setReturned] = useState<Returned>();
  const [error, setError] = useState<unknown>();
  const answer = presentationIn(values);
  // An answer is good once, and a page in development is mounted twice.
  const asked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the address with which the page was opened
  useEffect(() => {
    if (asked.current || answer === undefined) return;
    asked.current = true;
    goOn(answer, config).then(setReturned, setError);
  }, []);

  if (returned === "here") return <Navigate to={PATHS.register} replace />;
  return (
    <Page title={t("returning.title")}>
      {answer === undefined && <p>{t("returning.nothing")}</p>}
      {answer !== undefined && returned === undefined && error === undefined && <Loading />}
      {error !== undefined && <RegisterFault error={error} />}
      {returned === "otherTab" && (
        <Notice tone="success" title={t("returning.otherTab")}>
          <p>{t("returning.close")}</p>
        </Notice>
      )}
      {returned === "nowhere" && <Carried values={values} />}
      {returned !== "otherTab" && returned !== "nowhere" && (
        <p>
          <Link to={PATHS.register}>{t("returning.register")}</Link>
        </p>
      )}
    </Page>
  );
}

/** Begun elsewhere: the answer is taken there by whoever knows that they began it. */
function Carried({ values }: { readonly values: URLSearchParams }) {
  const { t } = useTexts("register");
  const code = values.get("response_code") ?? values.get("result") ?? "";
  return (
    <div className="stack">
      <p>{t("returning.carry")}</p>
      <Notice tone="warning" title={t("returning.stop")}>
        <p>{t("returning.whoever")}</p>
      </Notice>
      <p className="tracker" translate="no">
        {code}
      </p>
      <div>
        <CopyButton text={code} />
      </div>
      <QrCode text={`${addressOf(PATHS.returning)}#${values}`} label={t("returning.qr")} />
    </div>
  );
}
