import { Link, Navigate } from "react-router";
import { READY } from "../../shared/action/mainAction.ts";
import { useFragment } from "../../shared/fragment.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import { DemoIdentity } from "./DemoIdentity.tsx";
import { DonePanel } from "./DonePanel.tsx";
import { EnrolPanel } from "./EnrolPanel.tsx";
import { Handed } from "./Handed.tsx";
import { HavePanel } from "./HavePanel.tsx";
import { IdentifyPanel } from "./IdentifyPanel.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import { type BothOffices, presentationIn } from "./registration.ts";
import { useOffices } from "./useOffices.ts";
import { type Registering, useRegistration } from "./useRegistration.ts";
import { WordsPanel } from "./WordsPanel.tsx";
import "./texts.ts";

/** Where a resident registers, once. */
export function RegisterPage() {
  const { t } = useTexts("register");
  const { config } = useSession();
  const { offices } = config;
  const { data, error, refetch } = useOffices();
  const [values] = useFragment();
  // An office may name this page to wallets.
  const isReadyWanted = config.demo !== null && values.has(READY);
  if (presentationIn(values) !== undefined) return <Navigate to={`${PATHS.returning}#${values}`} replace />;
  return (
    <Page title={t("title")}>
      {isReadyWanted && config.demo && <DemoIdentity url={config.demo.url} />}
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
      {data && !isReadyWanted && <Registration offices={data} />}
    </Page>
  );
}

const STEPS = ["identify", "enrol", "words"] as const;

function Registration({ offices }: { readonly offices: BothOffices }) {
  const registering = useRegistration(offices);
  const { stage, registrant, registration } = registering;
  if (stage === undefined) return <Loading />;
  if (stage === "have") return <HavePanel begin={registering.begin} />;
  if (stage === "locked") {
    return (
      <UnlockIdentity only={registration?.identity}>
        {(identity, id) => <Handed registrant={{ id, identity }} to={registering.unlocked} />}
      </UnlockIdentity>
    );
  }
  if (stage === "done") {
    return registrant && registration?.enrolled ? (
      <DonePanel commitment={registrant.identity.commitment} {...registration.enrolled} />
    ) : null;
  }
  return <Step key={stage} step={stage} offices={offices} registering={registering} />;
}

type StepShown = {
  readonly step: (typeof STEPS)[number];
  readonly offices: BothOffices;
  readonly registering: Registering;
};

/** One of the three steps, with where it stands among them, and what earlier visits left. */
function Step({ step, offices, registering }: StepShown) {
  const { t } = useTexts("register");
  const { demo } = useSession().config;
  const { isResumed, error } = registering;
  const place = STEPS.indexOf(step) + 1;
  useStage(step, t(`stage.${step}`));
  return (
    <div className="stack stack-wide">
      <p className="quiet">{t("stepOf", { step: place, total: STEPS.length })}</p>
      {isResumed && step !== "words" && (
        <div className="row">
          <p>{t("resumed", { step: place })}</p>
          <Button look="quiet" className="button-small" onPress={registering.restart}>
            {t("restart")}
          </Button>
        </div>
      )}
      {error !== undefined && <RegisterFault error={error} />}
      {step === "identify" && (
        <>
          <p>{t("intro")}</p>
          <IdentifyPanel offices={offices} registering={registering} />
          {demo && <DemoIdentity url={demo.url} />}
          <p>
            <Link to={PATHS.restore}>{t("restoreLink")}</Link>
          </p>
          <p>
            <Link to={PATHS.standing}>{t("standingLink")}</Link>
          </p>
        </>
      )}
      {step === "enrol" && <EnrolPanel registering={registering} />}
      {step === "words" && <WordsPanel registering={registering} />}
    </div>
  );
}
