import { readFileSync, writeFileSync } from "node:fs";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { type PatchStep, patchBetween } from "../../scripts/conformance/jsonPatch.ts";
import type { Json } from "../../scripts/conformance/operation.ts";
import { ONLY_THE_CHAIN_TELLS } from "../../sdk/verify/onlyTheChainTells.ts";
import type { ElectionRecord, PublishedRecord, RegistryRecord } from "../../sdk/verify/record.ts";
import { publishedAlterations } from "../sdk/verify/publishedAlterations.ts";
import type { Alteration } from "../sdk/verify/recordEdits.ts";
import { type Leaf, leavesOf, withLeafChanged } from "../sdk/verify/recordLeaves.ts";
import { setupAlterations } from "../sdk/verify/setupAlterations.ts";
import { votingAlterations } from "../sdk/verify/votingAlterations.ts";
import { ballotFaults } from "./ballotFaults.ts";
import { ruleFor } from "./leafRules.ts";
import { RECORDS, recordPlans } from "./recordPlans.ts";

/** Where the cases stand, from the project's root. */
export const TAMPERED = "conformance/tampered/cases.json";

/** An altered record: which one, what was done to it, and which check must refuse it. */
export type TamperedCase = {
  readonly record: string;
  readonly what: string;
  readonly refusedBy: string;
  readonly patch: readonly PatchStep[];
};

/** Records of which every field is altered; of others every third of those that differ from election to election. */
const WHOLE = ["changed-vote", "published-roll"];
const OWN =
  /^(constitution|opening|seal|result|firstSum|content)|^batches\[\d+\]\.(chain|ballots\[\d+\]\.(nullifier|version|digest))/;

/** Alterations that fit the record of other tests: of these records they break something else, or nothing. */
const UNFIT = [
  "a census below the minimum",
  "more voters than the census has",
  "fewer ballots than may be counted",
  "a ballot left out",
  "a box that was opened though its quorum was missed",
  "a census that is final only later",
];

/** What only the chain tells of a published roll's snapshots, beside the list that a report shows. */
const OF_PUBLISHED = [
  /^published\.registry$/,
  /^published\.snapshots\[[01]\]\.(root|contentRoot|activeMembers|fallen\.(withdrawnBy|fault))$/,
];

export function recordNamed<T extends ElectionRecord = ElectionRecord>(name: string): T {
  return JSON.parse(readFileSync(`${projectRoot}${RECORDS}/${name}.json`, "utf8")) as T;
}

function isToldByTheChainAlone({ path }: Leaf, { shares, board }: ElectionRecord): boolean {
  // Where more shares are in than are needed, others open the sum as well.
  if (/^result\.seats/.test(path) && shares.length > board.threshold) return true;
  return [...ONLY_THE_CHAIN_TELLS, ...OF_PUBLISHED].some((pattern) => pattern.test(path));
}

/** All cases, always the same for the same records. */
export function tamperedCases(): readonly TamperedCase[] {
  const known = new Set<string>();
  const named = (record: string, from: readonly Alteration[]) =>
    altered(record, recordNamed<RegistryRecord>(record), from, known);
  const decided = recordPlans.filter(
    ({ stage, published, ballots }) => stage === "decided" && !published && ballots.length > 2,
  );
  return [
    ...named("changed-vote", [...setupAlterations, ...votingAlterations]),
    ...altered("published-roll", recordNamed<PublishedRecord>("published-roll"), publishedAlterations, known),
    ...decided.flatMap(({ name }) => named(name, ballotFaults)),
    ...recordPlans.flatMap(({ name }, m) => ofLeaves(name, recordNamed(name), m)),
  ].filter(isNew());
}

/** Two cases of one record that make the same of it are one. */
function isNew(): (one: TamperedCase) => boolean {
  const seen = new Set<string>();
  return ({ record, patch }) => {
    const text = `${record} ${JSON.stringify(patch)}`;
    const first = !seen.has(text);
    seen.add(text);
    return first;
  };
}

/** What changes nothing of this record is left out. Of the checks that fail the case names the first that none names yet. */
function altered<T extends ElectionRecord>(
  record: string,
  good: T,
  alterations: readonly Alteration<T>[],
  named: Set<string>,
): readonly TamperedCase[] {
  const fit = alterations.filter(({ what }) => !UNFIT.includes(what));
  return fit.flatMap(({ what, alter, failing }) => {
    const patch = patchBetween(good as unknown as Json, plain(alter(good)));
    const refusedBy = failing.find((name) => !named.has(name)) ?? (failing[0] as string);
    named.add(refusedBy);
    return patch.length === 0 ? [] : [{ record, what, refusedBy, patch }];
  });
}

/** As a file would hold it. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** @param from Which of three fields is the first to be altered where not all are. */
function ofLeaves(name: string, record: ElectionRecord, from: number): readonly TamperedCase[] {
  return leavesOf(record)
    .filter((leaf) => !isToldByTheChainAlone(leaf, record) && (WHOLE.includes(name) || OWN.test(leaf.path)))
    .filter((_, m) => WHOLE.includes(name) || (m + from) % 3 === 0)
    .map((leaf) => {
      const rule = ruleFor(record, leaf.path, leaf.keys);
      if (rule === undefined) throw new Error(`No rule says which check sees ${leaf.path} of ${name}`);
      const patch = patchBetween(plain(record), plain(withLeafChanged(record, leaf)));
      return { record: name, what: `${leaf.path} altered`, refusedBy: rule.refusedBy, patch };
    });
}

/** The text of the committed file: one case in a line. */
export function tamperedText(): string {
  const lines = tamperedCases().map((one) => JSON.stringify(one));
  const comment = "Generated by test/conformance/tamperedCases.ts; do not edit.";
  return `{"format": "hanpyo-tampered-1", "comment": "${comment}", "cases": [\n${lines.join(",\n")}\n]}\n`;
}

if (import.meta.main) writeFileSync(projectRoot + TAMPERED, tamperedText());
