import { useTexts } from "../../shared/language.ts";
import { Refusals } from "../../shared/relaying/Refusals.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Steps } from "../../shared/ui/Steps.tsx";
import type { Acting, Doing } from "./actOutcome.ts";
import { OwnSupport } from "./OwnSupport.tsx";
import "./texts.ts";

const STEPS = ["fetching", "proving", "sending"] as const;

type What = {
  readonly acting: Acting;
  readonly again: (doing: Doing) => () => void;
  readonly resend: () => void;
  /** Whether the proposal takes supports and withdrawals. */
  readonly isOpen: boolean;
};

/** How far a support or a withdrawal of this tab is, or what came of it and what can be done then. */
export function SupportOutcome({ acting, again, resend, isOpen }: What) {
  const { t } = useTexts("proposals");
  switch (acting.at) {
    case "fetching":
    case "proving":
    case "sending":
      return <UnderWay acting={acting} />;
    case "sent":
      return <OwnSupport act={acting.act} withdraw={again("withdrawal")} isOpen={isOpen} isNew />;
    case "stuck":
      return (
        <Notice tone="warning" title={t("support.stuck")} urgent>
          <p>{t("support.stuckWhy")}</p>
          <Refusals failures={acting.failures} />
          <div>
            <Button onPress={resend}>{t("support.sendAgain")}</Button>
          </div>
        </Notice>
      );
    case "already":
      return (
        <Notice tone="info" title={t(`support.already.${acting.doing}`)} urgent>
          <p>{t("support.alreadyWhy")}</p>
          {acting.doing === "support" && (
            <div>
              <Button look="second" onPress={again("withdrawal")}>
                {t("support.withdraw")}
              </Button>
            </div>
          )}
        </Notice>
      );
    case "failed":
      return (
        <div className="stack">
          <p className="strong">{t(acting.wasSending ? "support.maybeSent" : "support.nothingSent")}</p>
          <Fault error={acting.error} again={again(acting.doing)} />
        </div>
      );
    case "latched":
    case "closed":
      return (
        <Notice tone="warning" title={t(`support.ended.${acting.at}.${acting.doing}`)} urgent>
          <p>{t(`support.endedWhy.${acting.at}.${acting.doing}`)}</p>
        </Notice>
      );
    default:
      return (
        <Notice tone="warning" title={t(`support.ended.${acting.at}`)} urgent>
          <p>{t(`support.endedWhy.${acting.at}`)}</p>
        </Notice>
      );
  }
}

function UnderWay({ acting }: { readonly acting: Extract<Acting, { at: (typeof STEPS)[number] }> }) {
  const { t } = useTexts("proposals");
  return (
    <div className="stack">
      <Steps at={STEPS.indexOf(acting.at)} names={STEPS.map((name) => t(`support.step.${name}`))} />
      <p className="hidden-visually" role="status">
        {t(`support.step.${acting.at}`)}
      </p>
      <p className="small quiet">{t("support.stay")}</p>
    </div>
  );
}
