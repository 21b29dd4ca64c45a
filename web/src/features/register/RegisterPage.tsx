import { useCallback, useEffect, useRef, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { keepIdentity, newIdentity, type Unlock, type VotingIdentity } from "../../shared/vault/identities.ts";
import { rememberUnlocked } from "../../shared/vault/unlocked.ts";
import { BeginPanel } from "./BeginPanel.tsx";
import { DemoIdentity } from "./DemoIdentity.tsx";
import { DonePanel } from "./DonePanel.tsx";
import { EnrolmentProgress } from "./EnrolmentProgress.tsx";
import { type ChosenMethod, MethodPanel } from "./MethodPanel.tsx";
import { PresentPanel } from "./PresentPanel.tsx";
import { ProtectionForm } from "./ProtectionForm.tsx";
import { RecoveryPanel } from "./RecoveryPanel.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import { ReplacePanel } from "./ReplacePanel.tsx";
import { type BothOffices, REGISTRATION_STAGES, type RegistrationStage } from "./registration.ts";
import { SignerPanel } from "./SignerPanel.tsx";
import { useEnrolment } from "./useEnrolment.ts";
import { useOffices } from "./useOffices.ts";
import "./texts.ts";

/** Where a resident registers, once. */
export function RegisterPage() {
  const { t } = useTexts("register");
  const { config } = useSession();
  const { offices } = config;
  const { data, error, refetch } = useOffices();
  return (
    <Page title={t("title")}>
      {offices === null && (
        <>
          <p>{t("intro")}</p>
          {config.demo && <DemoIdentity url={config.demo.url} />}
          <Notice tone="info" title={t("none.what")}>
            <p>{t("none.next")}</p>
          </Notice>
        </>
      )}
      {error && <RegisterFault error={error} again={() => void refetch()} />}
      {offices !== null && !error && data === undefined && <Loading />}
      {data && <Registration offices={data} />}
    </Page>
  );
}

function Registration({ offices }: { readonly offices: BothOffices }) {
  const { t } = useTexts("register");
  const { demo } = useSession().config;
  const top = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<RegistrationStage>("begin");
  const [chosen, setChosen] = useState<ChosenMethod>();
  const [identity, setIdentity] = useState<VotingIdentity>();
  const [error, setError] = useState<unknown>();
  const enrolling = useEnrolment(offices);
  const goOn = useCallback((kept: VotingIdentity) => {
    setIdentity(kept);
    setStage("method");
  }, []);

  const keep = async (unlock: Unlock) => {
    const made = newIdentity();
    try {
      const entry = await keepIdentity(made, unlock, Math.floor(Date.now() / 1000));
      rememberUnlocked(entry.id, made);
      setIdentity(made);
      setError(undefined);
      setStage("recovery");
    } catch (failure) {
      setError(failure);
    }
  };
  const step = REGISTRATION_STAGES.indexOf(stage);
  const shownStage = stage === "enrolling" && enrolling.rollIds !== undefined ? "done" : stage;

  // Who cannot see the change hears the new step from its beginning.
  useEffect(() => {
    if (shownStage !== "begin") top.current?.focus();
  }, [shownStage]);

  return (
    <div ref={top} tabIndex={-1} className="stack stack-wide stage">
      {step > 0 && shownStage !== "done" && (
        <p className="quiet" aria-live="polite">
          {t("stepOf", { step, total: REGISTRATION_STAGES.length - 2 })}
        </p>
      )}
      {error !== undefined && <RegisterFault error={error} />}
      {shownStage === "begin" && (
        <>
          <p>{t("intro")}</p>
          {demo && <DemoIdentity url={demo.url} />}
          <BeginPanel begin={() => setStage("method")} goOn={goOn} />
        </>
      )}
      {shownStage === "method" && (
        <MethodPanel
          offices={offices}
          earlier={chosen}
          chosen={(method) => {
            setChosen(method);
            setStage(identity === undefined ? "protect" : "signer");
          }}
        />
      )}
      {shownStage === "protect" && <ProtectionForm keep={keep} />}
      {shownStage === "recovery" && identity && <RecoveryPanel identity={identity} done={() => setStage("signer")} />}
      {shownStage === "signer" && identity && chosen && (
        <SignerPanel
          sign={(account) => {
            setStage("enrolling");
            enrolling.start(identity, chosen, account);
          }}
        />
      )}
      {shownStage === "enrolling" && (
        <>
          {enrolling.error !== undefined && <RegisterFault error={enrolling.error} again={() => setStage("method")} />}
          {enrolling.asking && <PresentPanel key={enrolling.asking.office.en} {...enrolling.asking} />}
          {enrolling.replacing && <ReplacePanel answer={enrolling.replacing} />}
          {enrolling.step && <EnrolmentProgress step={enrolling.step} />}
        </>
      )}
      {shownStage === "done" && identity && enrolling.rollIds && (
        <DonePanel
          commitment={identity.commitment}
          rollIds={enrolling.rollIds}
          isFiled={offices.registrar.publishedRolls !== null}
        />
      )}
    </div>
  );
}
