import { useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
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
      <section className="stack">
        <h2>{t("duties")}</h2>
        <ul className="stack stack-tight">
          {DUTIES.map((duty) => (
            <li key={duty}>{t(`duty.${duty}`)}</li>
          ))}
        </ul>
        <p className="panel">{t("safer")}</p>
      </section>
      {opened === undefined ? (
        <>
          <OpenKey ask={ask} opened={setOpened} />
          <MakeKey ask={ask} />
        </>
      ) : (
        <>
          <Notice tone="success" title={t("open.done")}>
            <p>
              {t("open.account")}: <span className="code">{opened.account}</span>
            </p>
            {!opened.hasEther && <p className="field-error">{t("open.noEther")}</p>}
          </Notice>
          <ChoicesPart choices={choices} change={setChoices} {...opened} />
          <OwnElections ask={ask} account={opened.account} />
          <BoardPart ask={ask} />
          <ShareFilePart ask={ask} />
        </>
      )}
    </Page>
  );
}
