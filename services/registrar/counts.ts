import type { OfficeCounts } from "../../sdk/enrolling/officeAnswers.ts";
import { now, type OfficeWorks } from "./works.ts";

/** Seconds for which counts are given again: whoever asks all day must neither slow the office nor see each change. */
const KEPT_FOR = 3_600;

type Counting = Pick<OfficeWorks, "memory" | "role" | "registry" | "roll" | "clock">;

/** How many may vote by the office's own book, per district: numbers, and nothing of any person (P12.12). */
export function countsOf(works: Counting): OfficeCounts {
  const { memory, role, registry, roll } = works;
  const at = now(works);
  const kept = memory.counts;
  if (kept !== undefined && kept.at <= at && at < kept.at + KEPT_FOR) return kept;
  const rows = roll.database
    .prepare(
      "SELECT district, COUNT(*) AS eligible FROM people WHERE state = 'eligible' GROUP BY district ORDER BY district",
    )
    .all();
  const districts = rows.map(({ district, eligible }) => ({ district: String(district), eligible: Number(eligible) }));
  const counts = { role, chainId: String(registry.chainId), registry: registry.registry, at, districts };
  memory.counts = counts;
  return counts;
}
