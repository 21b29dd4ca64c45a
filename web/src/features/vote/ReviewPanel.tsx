import { useEffect, useRef, useState } from "react";
import type { Commitment } from "../../proving/preparation.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { ChoiceList } from "./ChoiceList.tsx";
import type { Voting } from "./useVoting.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  readonly choices: readonly number[];
  readonly commitment: Commitment;
  readonly voting: Voting;
};

/** The choices once more, the code that the device commits to, and only now: cast or challenge (P14.2). */
export function ReviewPanel({ election, choices, commitment, voting }: Shown) {
  const { t } = useTexts("vote");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const isOffered = usePainted();
  return (
    <section className="stack stack-wide" aria-labelledby="review">
      <div className="stack">
        <h2 id="review" ref={heading} tabIndex={-1}>
          {t("review.title")}
        </h2>
        <Notice tone="warning" title={t("review.notYet")} />
        <ChoiceList content={election.content} choices={choices} rules={election.constitution.rules} />
      </div>
      <div className="panel stack">
        <h3>{t("review.code")}</h3>
        <p className="tracker" data-testid="commitment">
          {commitment.tracker}
        </p>
        <p className="small">{t("review.codeWhy")}</p>
      </div>
      {isOffered && (
        <>
          <div className="row">
            <Button onPress={voting.cast}>{t("review.cast")}</Button>
            <Button look="second" onPress={voting.back}>
              {t("review.change")}
            </Button>
          </div>
          <details>
            <summary>{t("review.doubt")}</summary>
            <div className="stack">
              <p>{t("review.doubtWhy")}</p>
              <div>
                <Button look="quiet" onPress={voting.challenge}>
                  {t("review.challenge")}
                </Button>
              </div>
            </div>
          </details>
        </>
      )}
    </section>
  );
}

/** Whether the browser has painted what stands above: the choice is offered with the code on the screen (P14.2). */
function usePainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPainted;
}
