import type { Context, Hono } from "hono";
import { atomFeed } from "./atom.ts";
import { icsCalendar } from "./calendar.ts";
import { districtsOf } from "./districts.ts";
import type { District, ElectionFacts, Facts } from "./facts.ts";
import { resultTable } from "./resultTable.ts";
import { TOLD_LANGUAGES } from "./toldLanguage.ts";
import type { Works } from "./works.ts";

/** How facts are found for a request; each throws where there are none. */
export type Finding = {
  readonly known: () => Facts;
  readonly electionOf: (context: Context) => ElectionFacts;
  readonly oneOf: <T>(kind: string, facts: ReadonlyMap<string, T>, name: string) => T;
};

const ATOM = "application/atom+xml; charset=utf-8";
const ICS = "text/calendar; charset=utf-8";
const CSV = "text/csv; charset=utf-8";

/** Feeds, calendars and tables: files that programs of others read (P29.9, P29.10). */
export function addToldFiles(app: Hono, works: Works, { known, electionOf, oneOf }: Finding): void {
  const file = (context: Context, type: string, text: string): Response => {
    // The browser shows no page of them that could run something.
    context.header("X-Content-Type-Options", "nosniff");
    return context.body(text, 200, { "Content-Type": type });
  };
  const place = () => ({ chainId: works.chain.chainId, page: works.page });
  const district = (context: Context): District => {
    const { rolls, rollId } = context.req.param() as { rolls: string; rollId: string };
    return oneOf("roll", districtsOf(known()), `${rolls}/${rollId}`);
  };
  for (const language of TOLD_LANGUAGES) {
    const feed = (context: Context, of?: District) => file(context, ATOM, atomFeed(known(), place(), language, of));
    const dates = (context: Context, of?: District) => file(context, ICS, icsCalendar(known(), place(), language, of));
    app.get(`/v1/feeds/${language}.atom`, (context) => feed(context));
    app.get(`/v1/calendars/${language}.ics`, (context) => dates(context));
    app.get(`/v1/rolls/:rolls/:rollId/feeds/${language}.atom`, (context) => feed(context, district(context)));
    app.get(`/v1/rolls/:rolls/:rollId/calendars/${language}.ics`, (context) => dates(context, district(context)));
  }
  app.get("/v1/results.csv", (context) => file(context, CSV, resultTable(known().elections.values())));
  app.get("/v1/elections/:address/result.csv", (context) => file(context, CSV, resultTable([electionOf(context)])));
}

/** The paths of all of them, for files. */
export function toldPaths(facts: Facts): readonly string[] {
  const places = ["", ...[...districtsOf(facts).keys()].map((roll) => `/rolls/${roll}`)];
  return [
    ...[...facts.elections.keys()].map((address) => `/v1/elections/${address}/result.csv`),
    "/v1/results.csv",
    ...places.flatMap((at) =>
      TOLD_LANGUAGES.flatMap((language) => [`/v1${at}/feeds/${language}.atom`, `/v1${at}/calendars/${language}.ics`]),
    ),
  ];
}
