import type { Moment } from "../../record/momentShape.ts";
import type { SeriesEntry } from "../../record/proposal/proposalShape.ts";
import { DAY } from "./weeklyCut.ts";

const NOTICE = 14 * DAY;
/** How long a template that was taken over from can be posted under. */
const POSTED_UNDER_STILL = DAY;

/** A publication in a series. */
export type Publication = Extract<SeriesEntry, { readonly published: bigint }>;
type TakeOver = Exclude<SeriesEntry, Publication>;

const isPublication = (entry: SeriesEntry): entry is Publication => "published" in entry;

/** What a series says of one block (P20.3). */
export interface SeriesAtBlock {
  /** Templates that could be posted under in the block: in force, or taken over from less than a day before. */
  readonly postable: ReadonlySet<bigint>;
  /** Each template that was in force at some moment of the block: which of them when, no record says. */
  readonly inForce: ReadonlySet<bigint>;
  /** Publications by their templates' hashes, the first of each. */
  readonly publications: ReadonlyMap<bigint, Publication>;
  /** Places of entries that could not stand where they do. */
  readonly wrong: readonly number[];
}

/** Walks a series up to a block: its first template is in force until another takes over (docs/record.md, 9.3). */
export const seriesAt = (series: readonly SeriesEntry[], isTest: boolean, { block, time }: Moment): SeriesAtBlock => {
  const publications = new Map<bigint, Publication>();
  const wrong: number[] = [];
  const inBlock: bigint[] = [];
  const takenOver: bigint[] = [];
  let serial = 0;
  let current: bigint | undefined;
  let before: bigint | undefined;

  const isNext = ({ at, published, serial: named, inForceFrom }: Publication): boolean =>
    named === serial && !publications.has(published) && inForceFrom === at.time + (isTest ? 0 : NOTICE);

  const mayTakeOver = ({ at, tookOver, predecessor }: TakeOver): boolean => {
    const [next, last] = [publications.get(tookOver), publications.get(predecessor)];
    if (next === undefined || last === undefined || current !== predecessor) return false;
    return next.serial > last.serial && next.inForceFrom <= at.time;
  };

  const take = (entry: SeriesEntry): boolean => {
    if (!isPublication(entry)) {
      const may = mayTakeOver(entry);
      current = entry.tookOver;
      if (time < entry.at.time + POSTED_UNDER_STILL) takenOver.push(entry.predecessor);
      return may;
    }
    serial++;
    const may = isNext(entry);
    if (!publications.has(entry.published)) publications.set(entry.published, entry);
    current ??= entry.published;
    return may;
  };

  series.forEach((entry, place) => {
    const may = take(entry);
    if (!may || entry.at.block > block) wrong.push(place);
    if (entry.at.block < block) before = current;
    if (entry.at.block >= block && current !== undefined) inBlock.push(current);
  });
  const known = (hash: bigint | undefined): readonly bigint[] => (hash === undefined ? [] : [hash]);
  const postable = new Set([...takenOver, ...known(current)]);
  return { postable, inForce: new Set([...known(before), ...inBlock]), publications, wrong };
};
