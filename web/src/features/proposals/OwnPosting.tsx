import type { ReactNode } from "react";
import { Link } from "react-router";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Refusals } from "../../shared/relaying/Refusals.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { KeptAct } from "../../shared/vault/acts.ts";
import { howFar } from "./howFar.ts";
import "./texts.ts";

type Shown = {
  readonly act: KeptAct;
  /** Why no relayer took it. */
  readonly failures: readonly HanpyoError[];
  readonly resend: () => void;
  /** Whether it was sent just now, so that it is said aloud. */
  readonly isNew?: boolean;
  readonly children?: ReactNode;
};

/** How far a posting of this device is, and what can be done: to see it, or to send it again. */
export function OwnPosting({ act, failures, resend, isNew = false, children }: Shown) {
  const { t } = useTexts("proposals");
  const { tone, title, far } = howFar(act);
  const isThere = act.blockNumber !== undefined && (act.state === "acknowledged" || act.state === "final");
  return (
    <Notice tone={tone} title={t(title)} urgent={isNew}>
      {act.title !== undefined && <p className="strong">{act.title}</p>}
      <p data-testid="own-posting">{t(far)}</p>
      {isThere && (
        <p>
          <Link to={act.proposal}>{t("write.toProposal")}</Link>
        </p>
      )}
      {act.state === "proved" && (
        <>
          {failures.length > 0 && <p>{t("support.stuck")}</p>}
          <p>{t("write.stuckWhy")}</p>
          <Refusals failures={failures} />
          <div>
            <Button onPress={resend}>{t("support.sendAgain")}</Button>
          </div>
        </>
      )}
      {children}
    </Notice>
  );
}
