import type { ReactNode } from "react";
import { useTexts } from "../../shared/language.ts";
import "./texts.ts";

/** One limit of a ballot: what is used of it, and how its values are written. */
export type Limit = {
  readonly name: string;
  readonly used: number;
  readonly most: number;
  readonly number: (value: number) => string;
};

type Shown = {
  /** The limit that matters most; nothing where the rules have none. */
  readonly limit: Limit | undefined;
  readonly chosen: number;
  readonly children: ReactNode;
};

/** What is left, and the way on: in sight wherever somebody is in the list. */
export function BallotBar({ limit, chosen, children }: Shown) {
  const { t } = useTexts("vote");
  const isOver = limit !== undefined && limit.used > limit.most;
  // No line ends between an amount and its unit.
  const amount = (value: number) => limit?.number(value).replaceAll(" ", "\u00a0") ?? "";
  return (
    <div className={isOver ? "ballot-bar ballot-bar-over no-print" : "ballot-bar no-print"} data-testid="ballot-bar">
      <div className="ballot-bar-left">
        <p aria-live="polite">
          {limit === undefined ? (
            <span key="chosen">{t("bar.chosen", { count: chosen })}</span>
          ) : (
            <span key={isOver ? "over" : "left"}>
              {isOver
                ? t("bar.over", { over: amount(limit.used - limit.most) })
                : t("bar.left", {
                    name: limit.name,
                    left: amount(limit.most - limit.used),
                    most: amount(limit.most),
                  })}
            </span>
          )}
        </p>
        {limit !== undefined && (
          <progress aria-label={limit.name} value={Math.min(limit.used, limit.most)} max={limit.most} />
        )}
      </div>
      <div className="ballot-bar-way">{children}</div>
    </div>
  );
}
