import { useId } from "react";
import { useTexts } from "../../shared/language.ts";
import type { Limit } from "./BallotBar.tsx";
import "./texts.ts";

/** How much of a limit a ballot uses, as a bar and in words. */
export function UsageBar({ name, used, most, number }: Limit) {
  const { t } = useTexts("vote");
  const id = useId();
  const over = used > most;
  return (
    <div className={over ? "usage usage-over" : "usage"}>
      <p className="row row-apart">
        <span id={id} className="strong">
          {name}
        </span>
        <span aria-live="polite">
          {over
            ? t("usage.over", { over: number(used - most), used: number(used), most: number(most) })
            : t("usage.left", { left: number(most - used), used: number(used), most: number(most) })}
        </span>
      </p>
      <progress aria-labelledby={id} value={Math.min(used, most)} max={most} />
    </div>
  );
}
