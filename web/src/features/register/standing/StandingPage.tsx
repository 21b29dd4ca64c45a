import { useTexts } from "../../../shared/language.ts";
import { useSession } from "../../../shared/session.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Loading } from "../../../shared/ui/Loading.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { Page } from "../../../shared/ui/Page.tsx";
import { useStage } from "../../../shared/ui/stages.ts";
import { PresentPanel } from "../PresentPanel.tsx";
import { RegisterFault } from "../RegisterFault.tsx";
import type { BothOffices } from "../registration.ts";
import { useOffices } from "../useOffices.ts";
import { AskForm } from "./AskForm.tsx";
import { ObjectionPanel } from "./ObjectionPanel.tsx";
import { StandingPanel } from "./StandingPanel.tsx";
import { useStanding } from "./useStanding.ts";
import "./texts.ts";

/** "Am I on the roll, and which leaf is mine", and objections (P12.10). */
export function StandingPage() {
  const { t } = useTexts("standing");
  const { offices } = useSession().config;
  const { data, error, refetch } = useOffices();
  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      {offices === null && <Notice tone="info" title={t("none")} />}
      {error && <RegisterFault error={error} again={() => void refetch()} />}
      {offices !== null && !error && data === undefined && <Loading />}
      {data && offices && <Asked offices={data} urls={offices} />}
    </Page>
  );
}

type Urls = NonNullable<ReturnType<typeof useSession>["config"]["offices"]>;

function Asked({ offices, urls }: { readonly offices: BothOffices; readonly urls: Urls }) {
  const { busy, asking, answered, error, ask, reset } = useStanding(offices);
  if (answered === undefined) {
    return (
      <div className="stack">
        {error !== undefined && <RegisterFault error={error} />}
        <AskForm offices={offices} busy={busy} ask={ask} />
        {asking && <PresentPanel key={asking.office.en} {...asking} />}
      </div>
    );
  }
  return <Answered {...answered} offices={offices} urls={urls} reset={reset} />;
}

type AnsweredShown = NonNullable<ReturnType<typeof useStanding>["answered"]> & {
  readonly offices: BothOffices;
  readonly urls: Urls;
  readonly reset: () => void;
};

function Answered({ role, session, answer, offices, urls, reset }: AnsweredShown) {
  const { t, say } = useTexts("standing");
  useStage("answered", t("says", { office: say(offices[role].name) }));
  return (
    <div className="stack stack-wide">
      <StandingPanel office={offices[role]} answer={answer} />
      <ObjectionPanel office={offices[role]} url={urls[role]} session={session} objections={answer.objections} />
      <div>
        <Button look="second" onPress={reset}>
          {t("again")}
        </Button>
      </div>
    </div>
  );
}
