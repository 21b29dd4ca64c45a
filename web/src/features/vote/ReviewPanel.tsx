import { useEffect, useState } from "react";
import type { Commitment } from "../../proving/preparation.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { Receipt } from "./Receipt.tsx";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  readonly choices: readonly number[];
  readonly commitment: Commitment;
  /** Whether another ballot for the same choices was prepared before. */
  readonly isRenewed: boolean;
  readonly cast: () => void;
  readonly challenge: () => void;
  readonly back: () => void;
};

/** The choices once more, the code that the device commits to, and only now: cast or challenge (P14.2). */
export function ReviewPanel({ election, choices, commitment, isRenewed, cast, challenge, back }: Shown) {
  const { t } = useTexts("vote");
  useStage("review", t("stage.review"));
  const isOffered = usePainted();
  return (
    <div className="stack stack-wide">
      <div className="stack">
        <Notice tone="warning" title={t("review.notYet")}>
          {isRenewed && <p>{t("renewed")}</p>}
        </Notice>
        <Receipt content={election.content} choices={choices} constitution={election.constitution} />
      </div>
      <div className="panel stack">
        <h2>{t("review.code")}</h2>
        <p className="tracker" data-testid="commitment" translate="no">
          {commitment.tracker}
        </p>
        <div className="no-print">
          <CopyButton text={commitment.tracker} label={t("tracker.copy")} />
        </div>
        <p className="small">{t("review.codeWhy")}</p>
      </div>
      {isOffered && (
        <>
          <div className="row">
            <Button className="button-main" onPress={cast}>
              {t("review.cast")}
            </Button>
            <Button look="second" onPress={back}>
              {t("review.change")}
            </Button>
          </div>
          <details>
            <summary>{t("review.doubt")}</summary>
            <div className="stack">
              <p>{t("review.doubtWhy")}</p>
              <div>
                <Button look="quiet" onPress={challenge}>
                  {t("review.challenge")}
                </Button>
              </div>
            </div>
          </details>
        </>
      )}
    </div>
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
