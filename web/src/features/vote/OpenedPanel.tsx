import { encodeOpening, type Opening } from "../../../../sdk/election/opening.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { addressOf } from "../../shared/pageAddress.ts";
import { PATHS } from "../../shared/paths.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { Receipt } from "./Receipt.tsx";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  readonly choices: readonly number[];
  readonly tracker: string;
  readonly opening: Opening;
  readonly back: () => void;
};

/** A challenged ballot, opened for another device to check (P14.3, P14.4). It is never cast. */
export function OpenedPanel({ election, choices, tracker, opening, back }: Shown) {
  const { t } = useTexts("vote");
  useStage("opened", t("stage.opened"));
  const text = encodeOpening(opening);
  return (
    <div id="opened" className="stack stack-wide">
      <div className="stack">
        <Notice tone="info" title={t("opened.never")}>
          <p>{t("opened.private")}</p>
        </Notice>
        <ol className="numbered">
          <li>{t("opened.step1")}</li>
          <li>{t("opened.step2")}</li>
          <li>{t("opened.step3")}</li>
        </ol>
        <p className="tracker" translate="no">
          {tracker}
        </p>
        <Receipt content={election.content} choices={choices} constitution={election.constitution} />
      </div>
      <QrCode text={checkAddress(text)} label={t("opened.qr")} />
      <details>
        <summary>{t("opened.text")}</summary>
        <p className="code" data-testid="opening">
          {text}
        </p>
      </details>
      <div className="row">
        <CopyButton text={text} label={t("opened.copy")} />
        <SaveButton name="hanpyo-opening.json" text={text} label={t("opened.save")} look="quiet" />
      </div>
      <div>
        <Button onPress={back}>{t("opened.again")}</Button>
      </div>
    </div>
  );
}

/** The page's own check; a careful voter opens it from another address. */
function checkAddress(opening: string): string {
  return `${addressOf(PATHS.device)}#opening=${encodeURIComponent(opening)}`;
}
