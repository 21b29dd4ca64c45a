import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import { at, changes, type ProposalAlteration, posting, template, text } from "./proposalEdits.ts";

const DAY = 86_400;
const WEEK = 7 * DAY;
const FORMAT = "P21.15 format";
const IN_FORCE = "P20.3 the template was in force at the posting";
const SERIES = "P20.3 the template's series has no gap";
const POSTED = "P21.3 the posting's proof holds for this template, text, census and slot";
const ID = "P21.4 the id follows from template, text, census and poster";
const COST = "P21.3 a project has a cost that its cell takes, and any other proposal none";
const TIMES = "P21.15 times follow the blocks, and each list is in the chain's order";
const BOUNDS = "P21.15 nothing is later than the record's own block, or before the posting";
const STRANGER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const HASH = `0x${"3c".repeat(32)}`;

const isProject = ({ template: { kind } }: ProposalRecord): boolean => kind === "BudgetCell";

const project = (change: Parameters<typeof posting>[0]) => (r: ProposalRecord) =>
  isProject(r) ? posting(change)(r) : undefined;

/** Of the template, its series, the posting, the order of events and the form (P20 to P21.4, P21.15). */
export const postingAlterations: readonly ProposalAlteration[] = [
  {
    what: "a lower quota",
    alter: (r) => (r.template.quota === 0 ? undefined : template(({ quota }) => ({ quota: quota - 1 }))(r)),
    refusedBy: IN_FORCE,
  },
  { what: "a longer window", alter: template(({ window }) => ({ window: window + DAY })), refusedBy: IN_FORCE },
  { what: "another organizer", alter: template(() => ({ organizer: STRANGER })), refusedBy: IN_FORCE },
  { what: "another reviewer", alter: template(() => ({ reviewer: STRANGER })), refusedBy: IN_FORCE },
  {
    what: "another roll",
    alter: template(({ rollId }) => ({ rollId: String(BigInt(rollId) + 1n) })),
    refusedBy: IN_FORCE,
  },
  { what: "rolls of another contract", alter: template(() => ({ rolls: STRANGER })), refusedBy: IN_FORCE },
  {
    what: "a test that is none, or none that is one",
    alter: template(({ isTest }) => ({ isTest: !isTest })),
    refusedBy: IN_FORCE,
  },
  {
    what: "another question",
    alter: template(({ ballot }) => ({ ballot: { ...ballot, question: `${ballot.question}00` } })),
    refusedBy: IN_FORCE,
  },
  {
    what: "another board",
    alter: template(({ ballot }) => ({ ballot: { ...ballot, board: STRANGER } })),
    refusedBy: IN_FORCE,
  },
  {
    what: "a blackout more",
    alter: template(({ timing }) => ({
      timing: { ...timing, blackouts: [...timing.blackouts, { from: 4_000_000_000, until: 4_000_086_400 }] },
    })),
    refusedBy: IN_FORCE,
  },
  {
    what: "the template of another series",
    alter: (r, other) => (other.template.series === r.template.series ? undefined : { ...r, template: other.template }),
    refusedBy: IN_FORCE,
  },
  {
    what: "a number of the template beyond its type",
    alter: template(() => ({ quota: 2 ** 32 })),
    refusedBy: IN_FORCE,
  },
  { what: "a template that was never published", alter: (r) => ({ ...r, series: [] }), refusedBy: IN_FORCE },
  {
    what: "what took over left out",
    alter: (r) => {
      const kept = r.series.filter((one) => "published" in one);
      return kept.length === r.series.length ? undefined : { ...r, series: kept };
    },
    refusedBy: IN_FORCE,
  },
  {
    what: "the first publication of the series left out",
    alter: (r) => (r.series.length > 1 ? { ...r, series: r.series.slice(1) } : undefined),
    refusedBy: SERIES,
  },
  {
    what: "a publication told twice",
    alter: (r) => ({ ...r, series: [...r.series.slice(0, 1), { ...r.series[0], serial: 2 }, ...r.series.slice(1)] }),
    refusedBy: SERIES,
  },
  {
    what: "a template that took over before the posting, whose notice was not over",
    alter: (r) => {
      const [first] = r.series;
      if (first === undefined || !("published" in first) || r.series.length > 1) return undefined;
      const { at: when, published } = first;
      const later = {
        at: when,
        published: HASH,
        serial: 2,
        inForceFrom: when.time + (r.template.isTest ? 0 : 14 * DAY),
      };
      return {
        ...r,
        series: [first, later, { at: { ...when, time: when.time - 1 }, tookOver: HASH, predecessor: published }],
      };
    },
    refusedBy: SERIES,
  },
  {
    what: "a template that took over before the posting",
    alter: (r) => {
      const [first] = r.series;
      if (first === undefined || !("published" in first) || r.series.length > 1) return undefined;
      const { at: when, published } = first;
      const later = {
        at: when,
        published: HASH,
        serial: 2,
        inForceFrom: when.time + (r.template.isTest ? 0 : 14 * DAY),
      };
      return {
        ...r,
        series: [
          first,
          later,
          { at: { ...when, time: r.posting.at.time - DAY }, tookOver: HASH, predecessor: published },
        ],
      };
    },
    refusedBy: IN_FORCE,
  },
  {
    what: "a publication behind the posting",
    alter: (r) => {
      const when = { block: r.posting.at.block + 1, time: r.posting.at.time };
      const later = { at: when, published: HASH, serial: r.series.length + 1, inForceFrom: when.time };
      return { ...r, series: [...r.series, later] };
    },
    refusedBy: SERIES,
  },
  {
    what: "a notice that was too short",
    alter: (r) => ({
      ...r,
      series: at(r.series, 0, (one) => ({ ...one, inForceFrom: (one as { inForceFrom: number }).inForceFrom - 1 })),
    }),
    refusedBy: SERIES,
  },
  {
    what: "a notice that was not over at the posting",
    alter: (r) =>
      r.template.isTest
        ? undefined
        : {
            ...r,
            series: at(r.series, 0, (one) => ({
              ...one,
              at: { block: r.posting.at.block, time: r.posting.at.time },
              inForceFrom: r.posting.at.time + 14 * DAY,
            })),
          },
    refusedBy: "P20.3 the template's notice was over at the posting",
  },
  {
    what: "a census of an earlier week",
    alter: posting(({ cut }) => ({ cut: cut - 2 * WEEK })),
    refusedBy: "P21.2 the posting's census is one that was in use",
  },
  {
    what: "a census of the week to come",
    alter: posting(({ cut }) => ({ cut: cut + WEEK })),
    refusedBy: "P21.2 the posting's census is one that was in use",
  },
  {
    what: "a census of fewer residents than the template asks for",
    alter: posting((_, { template: t }) => ({ activeMembers: t.leastMembers - 1 })),
    refusedBy: "P20.3 the census has the members that the template asks for",
  },
  {
    what: "a posting of an earlier period",
    alter: posting(({ period }) => ({ period: period - 2 })),
    refusedBy: "P21.3 the posting's period was that of its time",
  },
  {
    what: "a slot that no resident has",
    alter: posting((_, { template: t }) => ({ slot: t.postsPerPeriod })),
    refusedBy: "P21.3 the posting's slot is one that a resident has",
  },
  { what: "another slot", alter: posting(({ slot }) => ({ slot: slot === 0 ? 1 : 0 })), refusedBy: POSTED },
  {
    what: "another poster",
    alter: posting(({ nullifier }) => ({ nullifier: String(BigInt(nullifier) + 1n) })),
    refusedBy: POSTED,
  },
  { what: "an invented census", alter: posting(() => ({ censusRoot: "4242" })), refusedBy: POSTED },
  {
    what: "the digest of another text",
    alter: (r, other) => ({ ...r, posting: { ...r.posting, digest: other.posting.digest } }),
    refusedBy: POSTED,
  },
  {
    what: "the proof of another posting",
    alter: (r, other) => ({ ...r, posting: { ...r.posting, proof: other.posting.proof } }),
    refusedBy: POSTED,
  },
  { what: "the posting of another proposal", alter: (r, other) => ({ ...r, posting: other.posting }), refusedBy: ID },
  {
    what: "a cost of what is no project",
    alter: (r) => (isProject(r) ? undefined : posting(() => ({ cost: 1 }))(r)),
    refusedBy: COST,
  },
  {
    what: "a project of less than its cell takes",
    alter: project((_, { template: t }) => ({ cost: t.cell.leastCost - 1 })),
    refusedBy: COST,
  },
  {
    what: "a project of more than there is",
    alter: project((_, { template: t }) => ({ cost: t.ballot.outcome.budget + 1 })),
    refusedBy: COST,
  },
  { what: "a project without its cost", alter: project(() => ({ cost: undefined })), refusedBy: COST },
  {
    what: "a project put at another cost",
    alter: project(({ cost = 0 }) => ({ cost: cost - 1 })),
    refusedBy: POSTED,
  },
  {
    what: "a project posted when its cell had closed",
    alter: project(({ at: when }, { template: t }) => ({ at: { ...when, time: t.cell.supportsClose } })),
    refusedBy: "P21.3 the project was posted before its cell closed",
  },
  {
    what: "a cell's times put off",
    alter: (r) =>
      isProject(r)
        ? template(({ cell }) => ({ cell: { ...cell, supportsClose: cell.supportsClose + DAY } }))(r)
        : undefined,
    refusedBy: IN_FORCE,
  },
  { what: "a cost of nothing", alter: project(() => ({ cost: 0 })), refusedBy: FORMAT },
  { what: "the id of another proposal", alter: (r, other) => ({ ...r, id: other.id }), refusedBy: ID },
  { what: "the contract of other proposals", alter: (r) => ({ ...r, proposals: STRANGER }), refusedBy: ID },
  { what: "another chain", alter: (r) => ({ ...r, chainId: "1" }), refusedBy: ID },
  {
    what: "changes in the other order",
    alter: changes((all) => (all[0].at.block === all.at(-1)?.at.block ? undefined : all.toReversed())),
    refusedBy: TIMES,
  },
  {
    what: "notices in the other order",
    alter: (r) => (r.noticesGiven.length > 1 ? { ...r, noticesGiven: r.noticesGiven.toReversed() } : undefined),
    refusedBy: TIMES,
  },
  {
    what: "a posting later than what followed",
    alter: (r) => ({ ...r, posting: { ...r.posting, at: { ...r.posting.at, time: r.block.time + 1 } } }),
    refusedBy: TIMES,
  },
  {
    what: "two times of one block",
    alter: (r) => ({ ...r, block: { ...r.block, number: r.posting.at.block, time: r.posting.at.time + 1 } }),
    refusedBy: TIMES,
  },
  {
    what: "a record older than the posting",
    alter: (r) => ({ ...r, block: { ...r.block, number: r.posting.at.block - 1 } }),
    refusedBy: BOUNDS,
  },
  {
    what: "a notice in a block before the posting's",
    alter: (r) =>
      r.noticesGiven.length === 0
        ? undefined
        : {
            ...r,
            noticesGiven: at(r.noticesGiven, 0, (one) => ({
              ...one,
              at: { ...one.at, block: r.posting.at.block - 1 },
            })),
          },
    refusedBy: BOUNDS,
  },
  {
    what: "a format of another number",
    alter: (r) => ({ ...r, format: r.format.replace("1", "2") }),
    refusedBy: FORMAT,
  },
  { what: "a field more", alter: (r) => ({ ...r, more: 1 }), refusedBy: FORMAT },
  { what: "a field of the template more", alter: template(() => ({ more: 1 })), refusedBy: FORMAT },
  { what: "a field less", alter: ({ notices: _, ...rest }) => rest, refusedBy: FORMAT },
  { what: "no text, and no word of it", alter: ({ text: _, ...rest }) => rest, refusedBy: FORMAT },
  {
    what: "an address in small letters",
    alter: (r) => ({ ...r, proposals: r.proposals.toLowerCase() }),
    refusedBy: FORMAT,
  },
  {
    what: "a hash in capitals",
    alter: posting(({ digest }) => ({ digest: `0x${digest.slice(2).toUpperCase()}` })),
    refusedBy: FORMAT,
  },
  { what: "an id with a leading zero", alter: (r) => ({ ...r, id: `0${r.id}` }), refusedBy: FORMAT },
  { what: "an id as a number", alter: (r) => ({ ...r, id: 1 }), refusedBy: FORMAT },
  {
    what: "a nullifier at r",
    alter: posting(() => ({
      nullifier: "21888242871839275222246405745257275088548364400416034343698204186575808495617",
    })),
    refusedBy: FORMAT,
  },
  { what: "a proof of seven words", alter: posting(({ proof }) => ({ proof: proof.slice(1) })), refusedBy: FORMAT },
  {
    what: "a version that there is not",
    alter: changes((all) => at(all, 0, (one) => ({ ...one, version: 14 }))),
    refusedBy: FORMAT,
  },
  {
    what: "a negative version",
    alter: changes((all) => at(all, 0, (one) => ({ ...one, version: -1 }))),
    refusedBy: FORMAT,
  },
  { what: "half a second", alter: posting(({ cut }) => ({ cut: cut + 0.5 })), refusedBy: FORMAT },
  {
    what: "a kind of notice that there is not",
    alter: (r) => ({ ...r, noticesGiven: [{ kind: "deleted", at: r.posting.at, leaf: HASH }] }),
    refusedBy: FORMAT,
  },
  {
    what: "a leaf that is shown and hidden",
    alter: text((leaves) => at(leaves, 2, (leaf) => ({ ...leaf, hash: HASH }))),
    refusedBy: FORMAT,
  },
];
