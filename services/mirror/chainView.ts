import { isHidden, type LeafNotice } from "../../sdk/proposals/leafNotice.ts";
import { leafNotices, type ProposalNotice } from "../../sdk/proposals/notice.ts";
import { isOwnTemplate } from "../../sdk/trust/ownTemplate.ts";
import type { Served } from "./served.ts";

/** What a mirror keeps of the chain's log; ids are decimal digits. */
export type LogEvent = { readonly block: number } & (
  | { readonly kind: "template"; readonly templateHash: string; readonly organizer: string; readonly rolls: string }
  | { readonly kind: "posting"; readonly id: string; readonly templateHash: string; readonly digest: string }
  | { readonly kind: "notice"; readonly id: string; readonly notice: ProposalNotice }
);

/** What events come to: which proposals are served, and what is hidden of their texts. */
export type ChainView = {
  /** The digest of every proposal that is served, by its id. */
  readonly digests: ReadonlyMap<string, string>;
  /** Ids of the proposals of a digest. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Measures against leaves, by the proposal's id. */
  readonly measures: ReadonlyMap<string, ReadonlyMap<string, LeafNotice>>;
};

/** What events in the chain's order come to. */
export function viewOf(events: readonly LogEvent[], { organizer, rolls }: Served): ChainView {
  const isServed = (event: Extract<LogEvent, { readonly kind: "template" }>) =>
    isOwnTemplate({ organizer, rolls: rolls ?? [event.rolls] }, event);
  const templates = new Set(
    events.flatMap((event) => (event.kind === "template" && isServed(event) ? [event.templateHash] : [])),
  );
  const digests = new Map<string, string>();
  const notices = new Map<string, ProposalNotice[]>();
  for (const event of events) {
    if (event.kind === "posting" && templates.has(event.templateHash)) digests.set(event.id, event.digest);
    if (event.kind !== "notice" || !digests.has(event.id)) continue;
    const own = notices.get(event.id);
    if (own === undefined) notices.set(event.id, [event.notice]);
    else own.push(event.notice);
  }
  const ids = Map.groupBy(digests.keys(), (id) => digests.get(id) as string);
  const measures = new Map([...notices].map(([id, own]) => [id, leafNotices(own)]));
  return { digests, ids, measures };
}

/**
 * Hashes of the leaves of a text that nobody is shown at a time, Unix seconds: of all proposals that are served with it,
 * as whoever posts a text once more must not show what was hidden of it.
 */
export function hiddenAt({ ids, measures }: ChainView, digest: string, time: number): ReadonlySet<string> {
  const standing = (ids.get(digest) ?? []).flatMap((id) => [...(measures.get(id) ?? [])]);
  return new Set(standing.flatMap(([leaf, notice]) => (isHidden(notice, time) ? [leaf] : [])));
}
