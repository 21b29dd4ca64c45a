import type { SeriesEntry } from "../../record/proposal/proposalShape.ts";
import { DAY } from "../../rules/proposal/weeklyCut.ts";
import type { ProposalCase } from "./proposalCase.ts";

const NOTICE = 14 * DAY;

type Publication = Extract<SeriesEntry, { readonly published: bigint }>;
type TakeOver = Exclude<SeriesEntry, Publication>;

const isPublication = (entry: SeriesEntry): entry is Publication => "published" in entry;

/** A series as its entries come: what was published, and what is in force (P20.3). */
const openSeries = (isTest: boolean) => {
  const published = new Map<bigint, Publication>();
  let publications = 0;
  let current: bigint | undefined;

  const mayBePublished = ({ at, published: hash, serial, inForceFrom }: Publication): boolean =>
    serial === publications + 1 && !published.has(hash) && inForceFrom === at.time + (isTest ? 0 : NOTICE);

  const mayTakeOver = ({ at, tookOver, predecessor }: TakeOver): boolean => {
    const [next, before] = [published.get(tookOver), published.get(predecessor)];
    if (next === undefined || before === undefined || current !== predecessor) return false;
    return next.serial > before.serial && next.inForceFrom <= at.time;
  };

  return {
    /** Whether an entry may stand behind those before it; it is taken in either case. */
    take: (entry: SeriesEntry): boolean => {
      if (!isPublication(entry)) {
        const may = mayTakeOver(entry);
        current = entry.tookOver;
        return may;
      }
      const may = mayBePublished(entry);
      publications++;
      if (!published.has(entry.published)) published.set(entry.published, entry);
      current ??= entry.published;
      return may;
    },
    inForce: (): bigint | undefined => current,
    publicationOf: (hash: bigint): Publication | undefined => published.get(hash),
  };
};

/** P20: the template, and its series up to the posting. */
export const checkSeries = ({ record, templateHash, ledger }: ProposalCase): void => {
  const { series, template, posting } = record;
  const { block, time } = posting.at;
  ledger.present((check) => check === "P20.3 the template's series has no gap");
  if (templateHash === undefined) {
    ledger.check("P20 template", false, () => "a number of it is beyond its type, so it has no hash");
  }

  const book = openSeries(template.isTest);
  let beforeBlock: bigint | undefined;
  const inBlock: (bigint | undefined)[] = [];
  series.forEach((entry, i) => {
    const right = book.take(entry);
    const known = entry.at.block <= block;
    ledger.check("P20.3 the template's series has no gap", right && known, () => `entry ${i} does not follow`);
    if (entry.at.block < block) beforeBlock = book.inForce();
    if (entry.at.block === block) inBlock.push(book.inForce());
  });

  const wasInForce = templateHash !== undefined && [beforeBlock, ...inBlock].includes(templateHash);
  ledger.check("P20.3 the template was in force at the posting", wasInForce, () => "another one was");
  const own = templateHash === undefined ? undefined : book.publicationOf(templateHash);
  ledger.check(
    "P20.3 the template's notice was over at the posting",
    own !== undefined && own.inForceFrom <= time,
    () => (own ? `it is in force from ${own.inForceFrom}` : "it was not published"),
  );
  ledger.check(
    "P20.3 the census has the members that the template asks for",
    posting.activeMembers >= template.leastMembers,
    () => `${posting.activeMembers} of ${template.leastMembers}`,
  );
};
