/** What the page's server said of an election before any script had come. Nobody may act on it unproven. */
export type Shell = { readonly election: string; readonly title: string };

/** Of the document as it was sent; nothing where it names no election. */
export function shownBefore(page: Pick<Document, "querySelector"> = document): Shell | undefined {
  const content = (selector: string) => page.querySelector(selector)?.getAttribute("content") ?? undefined;
  const [election, title] = [content('meta[name="hanpyo-election"]'), content('meta[property="og:title"]')];
  return election === undefined || title === undefined ? undefined : { election, title };
}
