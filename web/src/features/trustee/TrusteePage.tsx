import { type ReactNode, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { BoardPart } from "./BoardPart.tsx";
import { ChoicesPart } from "./ChoicesPart.tsx";
import { MakeKey } from "./MakeKey.tsx";
import type { Choices, Results } from "./messages.ts";
import { OpenKey } from "./OpenKey.tsx";
import { OwnElections } from "./OwnElections.tsx";
import { ShareFilePart } from "./ShareFilePart.tsx";
import "./texts.ts";
import { useTrustee } from "./useTrustee.ts";

const DUTIES = ["key", "consent", "share", "never"] as const;

const NOTHING_CHOSEN: Choices = {
  ownNode: "",
  oneNode: false,
  journalLost: false,
  withoutTrust: false,
};

/** What a trustee does from the ceremony to the count, with a key file, in this page. */
export function TrusteePage() {
  const { t } = useTexts("trustee");
  const [choices, setChoices] = useState<Choices>(NOTHING_CHOSEN);
  const ask = useTrustee(choices);
  const [opened, setOpened] = useState<Results["open"]>();
  return (
    <Page title={t("title")}>
      {opened === undefined ? (
        <>
          <section className="stack">
            <h2>{t("duties")}</h2>
            <Duties />
          </section>
          <OpenKey ask={ask} opened={setOpened} />
          <MakeKey ask={ask} />
        </>
      ) : (
        <Opened {...opened}>
          <ChoicesPart choices={choices} change={setChoices} {...opened} />
          <OwnElections ask={ask} account={opened.account} />
          <BoardPart ask={ask} />
          <ShareFilePart ask={ask} />
        </Opened>
      )}
    </Page>
  );
}

/** The stage in which there is something to do: what a trustee does at all is folded. */
function Opened({ account, hasEther, children }: Results["open"] & { readonly children: ReactNode }) {
  const { t } = useTexts("trustee");
  useStage("opened", t("open.done"));
  return (
    <>
      <Notice tone="success" title={t("open.account")}>
        <p className="code">{account}</p>
        {!hasEther && <p className="field-error">{t("open.noEther")}</p>}
      </Notice>
      {children}
      <div className="folds">
        <Fold id="trustee/duties" title={t("duties")}>
          <Duties />
        </Fold>
      </div>
    </>
  );
}

function Duties() {
  const { t } = useTexts("trustee");
  return (
    <>
      <ul className="stack stack-tight">
        {DUTIES.map((duty) => (
          <li key={duty}>{t(`duty.${duty}`)}</li>
        ))}
      </ul>
      <p className="panel">{t("safer")}</p>
    </>
  );
}
