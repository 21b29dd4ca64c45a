import { useState } from "react";
import { useLongerWait } from "../../shared/kiosk/waiting.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { type PhraseLanguage, phraseOf } from "../../shared/vault/recovery.ts";
import { type Question, questionsOf } from "./wordQuestions.ts";
import "./texts.ts";

/** Seconds in which 24 words are copied by hand. */
const COPYING = 300;

type Shown = {
  readonly identity: VotingIdentity;
  /** The words were shown, hidden, and three of them named. */
  readonly checked: () => void;
};

type Step =
  | { readonly at: "hidden" | "shown" | "wrong" }
  | { readonly at: "asked"; readonly questions: readonly Question[] };

/** Shows the recovery words, then hides them and asks for three of them: nobody can say yes without having them. */
export function WordsCheck({ identity, checked }: Shown) {
  const { t, language } = useTexts("register");
  const [step, setStep] = useState<Step>({ at: "hidden" });
  const words = phraseOf(identity, language);
  const answer = (question: Question, word: string) => {
    if (step.at !== "asked") return;
    const left = step.questions.slice(1);
    if (word !== words[question.place]) setStep({ at: "wrong" });
    else if (left.length > 0) setStep({ at: "asked", questions: left });
    else checked();
  };
  if (step.at === "asked") {
    const [question] = step.questions as readonly [Question];
    return <Asked key={question.place} question={question} language={language} answer={answer} />;
  }
  if (step.at === "hidden") {
    return (
      <div className="stack">
        <p>{t("recovery.alone")}</p>
        <div>
          <Button className="button-main" onPress={() => setStep({ at: "shown" })}>
            {t("recovery.show")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Words
      words={words}
      language={language}
      isWrong={step.at === "wrong"}
      hide={() => setStep({ at: "asked", questions: questionsOf(words, language) })}
    />
  );
}

type WordsShown = {
  readonly words: readonly string[];
  readonly language: PhraseLanguage;
  readonly isWrong: boolean;
  readonly hide: () => void;
};

function Words({ words, language, isWrong, hide }: WordsShown) {
  const { t } = useTexts("register");
  useLongerWait(COPYING);
  useStage(isWrong ? "words-again" : "words-shown", t("recovery.words"));
  return (
    <div className="stack">
      {isWrong && (
        <p className="field-error" role="alert">
          {t("recovery.wrong")}
        </p>
      )}
      <p>{t("recovery.wordsWhy")}</p>
      <p className="strong">{t("recovery.secret")}</p>
      <ol className="words" data-testid="words" lang={language} translate="no">
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is part of it
          <li key={index}>{word}</li>
        ))}
      </ol>
      <div>
        <Button className="button-main" onPress={hide}>
          {t("recovery.hide")}
        </Button>
      </div>
    </div>
  );
}

type AskedShown = {
  readonly question: Question;
  readonly language: PhraseLanguage;
  readonly answer: (question: Question, word: string) => void;
};

function Asked({ question, language, answer }: AskedShown) {
  const { t } = useTexts("register");
  const { place, words } = question;
  useStage(`word-${place}`, t("recovery.which", { place: place + 1 }));
  return (
    <fieldset className="choice" lang={language} translate="no">
      <legend className="hidden-visually">{t("recovery.which", { place: place + 1 })}</legend>
      <div className="row">
        {words.map((word) => (
          <Button key={word} look="second" onPress={() => answer(question, word)}>
            {word}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
