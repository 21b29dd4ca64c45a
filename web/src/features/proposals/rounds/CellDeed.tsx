import { lazy, Suspense } from "react";
import { useTexts } from "../../../shared/language.ts";
import { koreanTime } from "../../../shared/time.ts";
import { cellAction } from "./places.ts";
import type { RoundsNow } from "./queries.ts";
import type { ShownCell } from "./reading.ts";
import "./texts.ts";

// Of cells alone whose list is done.
const DoDeed = lazy(async () => ({ default: (await import("../DoDeed.tsx")).DoDeed }));

/** What anybody may do with a cell once its list is done: open the ballot, and take over how the vote ended. */
export function CellDeed({ cell, read }: { readonly cell: ShownCell; readonly read: RoundsNow }) {
  const { t, language } = useTexts("rounds");
  const action = cellAction(cell);
  if (action === undefined) return null;
  const { key, at, deed } = action;
  return (
    <div className="stack stack-tight" data-cell-action={key}>
      <p>{t(`says.${key}`, { time: at === undefined ? "" : koreanTime(at, language) })}</p>
      {deed !== undefined && (
        <Suspense fallback={null}>
          <DoDeed
            kind={deed}
            provider={read.provider}
            call={async () => (await import("./deeds.ts")).cellCall(read, cell, deed)}
          />
        </Suspense>
      )}
    </div>
  );
}
