import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { KeptAct } from "../../shared/vault/acts.ts";
import { howFar } from "./howFar.ts";
import "./texts.ts";

type Shown = {
  readonly act: KeptAct;
  readonly withdraw: () => void;
  /** Whether supports and withdrawals are taken. */
  readonly isOpen: boolean;
  /** Whether it was sent just now, so that it is said aloud. */
  readonly isNew?: boolean;
};

/** What this device did to a proposal's count, how far that is, and how it is undone. */
export function OwnSupport({ act, withdraw, isOpen, isNew = false }: Shown) {
  const { t } = useTexts("proposals");
  const { kind, state, blockNumber, tracker, acknowledgement } = act;
  if (kind === "posting" || state === "proved") return null;
  const { tone, title, far } = howFar(act);
  return (
    <Notice tone={tone} title={t(title)} urgent={isNew}>
      <p data-testid="own-act">{t(far)}</p>
      {kind === "support" && isOpen && state !== "ended" && blockNumber !== undefined && (
        <div>
          <Button look="second" onPress={withdraw}>
            {t("support.withdraw")}
          </Button>
          <p className="small">{t("support.withdrawWhy")}</p>
        </div>
      )}
      <details>
        <summary>{t("support.tracker")}</summary>
        <p className="code" translate="no">
          {tracker}
        </p>
        <div className="row">
          <CopyButton text={tracker} />
          {acknowledgement !== undefined && (
            <SaveButton
              look="quiet"
              name={`hanpyo-act-${tracker.slice(0, 9)}.json`}
              text={acknowledgement}
              label={t("support.saveAcknowledgement")}
            />
          )}
        </div>
      </details>
    </Notice>
  );
}
