import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { koreanTime } from "../../shared/time.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { DoDeed } from "./DoDeed.tsx";
import { callOf } from "./deeds.ts";
import { isHighQuota, useNewcomers } from "./newcomers.ts";
import type { ProposalNow } from "./queries.ts";
import "./texts.ts";

type Shown = {
  readonly read: ProposalNow;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** Whether every part of the text is there to read. */
  readonly isWhole: boolean;
  readonly support: () => void;
};

/** For who registered after a proposal's census: support by the group of newcomers, and how small it is (P21.6). */
export function NewcomersPanel({ read, now, isWhole, support }: Shown) {
  const { t, language } = useTexts("proposals");
  const { data, error, refetch } = useNewcomers(read, now);
  if (error) return <Fault error={error} again={() => void refetch()} />;
  if (data === undefined) return null;
  const { group, showable } = data;
  const values = { least: numberText(read.proposal.template.leastMembers, language) };
  return (
    <div className="stack" data-newcomers={group === undefined ? "none" : "shown"}>
      {group === undefined && <p>{t("newcomers.none", values)}</p>}
      {group !== undefined && (
        <Notice tone="warning" title={t("newcomers.title")}>
          <p>
            {t("newcomers.why", {
              members: numberText(group.activeMembers, language),
              time: koreanTime(group.cut, language),
            })}
          </p>
          {isHighQuota(read.proposal, group) && <p>{t("newcomers.highQuota")}</p>}
          {isWhole ? (
            <div>
              <Button onPress={support}>{t("newcomers.do")}</Button>
            </div>
          ) : (
            <p>{t("support.says.notWhole")}</p>
          )}
        </Notice>
      )}
      {showable !== undefined && (
        <>
          <p>{t("newcomers.showable", { time: koreanTime(showable, language) })}</p>
          <DoDeed
            kind="showNewcomers"
            provider={read.provider}
            call={() => callOf(read, { kind: "showNewcomers", cut: showable })}
          />
        </>
      )}
    </div>
  );
}
