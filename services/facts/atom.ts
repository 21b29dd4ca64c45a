import { generateAtomFeed } from "feedsmith";
import { isIn } from "./districts.ts";
import type { District, Facts } from "./facts.ts";
import { happenings } from "./happenings.ts";
import { toldId } from "./toldId.ts";
import { FEED_TITLES, type ToldLanguage } from "./toldLanguage.ts";

const MOST_ENTRIES = 100;

/** Where a feed belongs: to a chain, and a page if there is one. */
export type ToldPlace = { readonly chainId: bigint; readonly page: string | undefined };

/** What happened, for a district or all of them, as Atom (RFC 4287; P29.9). */
export function atomFeed(facts: Facts, place: ToldPlace, language: ToldLanguage, district?: District): string {
  const { chainId, page } = place;
  const told = happenings(facts)
    .filter(({ subject }) => isIn(subject.district, district))
    .slice(0, MOST_ENTRIES);
  const where = district === undefined ? [] : [district.rolls.toLowerCase(), district.rollId];
  const newest = told[0]?.at ?? 0;
  return generateAtomFeed(
    {
      id: toldId(chainId, "feed", language, ...where),
      title: { value: FEED_TITLES[language], xml: { lang: language } },
      updated: dateOf(newest),
      authors: [{ name: "Hanpyo" }],
      ...(page === undefined ? {} : { links: [{ href: page, rel: "alternate" }] }),
      entries: told.map(({ subject, what, at, title, text }) => ({
        id: toldId(chainId, subject.key, what, language),
        title: { value: title[language] },
        updated: dateOf(at),
        published: dateOf(at),
        content: { value: text[language], type: "text" },
        ...(page === undefined
          ? {}
          : { links: [{ href: `${page}${subject.path}`, rel: "alternate", type: "text/html" }] }),
      })),
    },
    { strict: true },
  );
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1000);
}
