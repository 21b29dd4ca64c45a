import { decodeBytes32String } from "ethers";
import type { Template } from "../../../../../sdk/proposals/template.ts";
import type { Cells } from "./grouping.ts";

const KOREA = 9 * 3_600;

/** The year in Korea in which a round's supports close: what a round is called by. */
export function yearOf({ cell }: Pick<Template, "cell">): number {
  return new Date((cell.supportsClose + KOREA) * 1000).getUTCFullYear();
}

/**
 * What a cell is called: by its roll, which is its district's; where several cells of a round share one roll, by the name
 * of its series too. What it is about, the chain does not have.
 * @param district Title of the roll in the page's configuration; undefined where that has none.
 */
export function cellName(
  { template }: { readonly template: Pick<Template, "rollId" | "series"> },
  round: Cells<{ readonly template: Pick<Template, "rollId"> }>,
  district: string | undefined,
): string {
  const name = district ?? `#${template.rollId}`;
  const isShared = round.filter((other) => other.template.rollId === template.rollId).length > 1;
  return isShared ? `${name} · ${seriesName(template.series)}` : name;
}

/** A series' name as its organizer wrote it; its first digits where it is no text. */
function seriesName(series: string): string {
  try {
    const text = decodeBytes32String(series);
    if (/^[\x20-\x7e]+$/.test(text)) return text;
  } catch {
    // Anybody's bytes.
  }
  return series.slice(0, 10);
}
