import { noticeOf, supersededFrom } from "./templateInForce.ts";

/** A publication in a series, or what took over in it, as events tell it (P20.3); times are Unix seconds. */
export type SeriesEvent = Publication | TakeOver;

type Publication = Placed & { readonly published: string; readonly serial: number; readonly inForceFrom: number };
type TakeOver = Placed & { readonly tookOver: string; readonly predecessor: string };
type Placed = { readonly at: { readonly block: number; readonly time: number } };

/** What a series came to by a posting. */
export type SeriesState = {
  readonly published: ReadonlyMap<string, Publication>;
  /**
   * Templates under which one could post in the posting's block: of one block's events nobody says here which came first,
   * and what was taken over from is good for a day more.
   */
  readonly inForce: readonly string[];
  /** Place of the first event that the contract cannot have given. */
  readonly wrong: number | undefined;
};

/**
 * Walks the events of a series up to a posting's block (P20.3): serials follow one another, no template is published
 * twice, a notice is as long as it must be, and whoever takes over was published, is later than the one in force, and has
 * its notice behind it.
 */
export function walkSeries(series: readonly SeriesEvent[], isTest: boolean, posted: SeriesEvent["at"]): SeriesState {
  const published = new Map<string, Publication>();
  const inForce: string[] = [];
  let current: string | undefined;
  let wrong: number | undefined;
  for (const [place, one] of series.entries()) {
    let fits = one.at.block <= posted.block;
    if ("published" in one) {
      fits &&= one.serial === published.size + 1 && !published.has(one.published);
      fits &&= one.inForceFrom === one.at.time + noticeOf(isTest);
      published.set(one.published, one);
      current ??= one.published;
    } else {
      const [next, before] = [published.get(one.tookOver), published.get(one.predecessor)];
      const isLater = next !== undefined && before !== undefined && next.serial > before.serial;
      fits &&= one.predecessor === current && isLater && next.inForceFrom <= one.at.time;
      if (posted.time < supersededFrom(one.at.time)) inForce.push(one.predecessor);
      current = one.tookOver;
    }
    if (!fits) wrong ??= place;
  }
  return { published, inForce: current === undefined ? [] : [...inForce, current], wrong };
}
