import { closesAtOf } from "../../sdk/proposals/closesAt.ts";
import { at, type Change, changes, newcomers, type ProposalAlteration } from "./proposalEdits.ts";

const DAY = 86_400;
const WEEK = 7 * DAY;
const PROVED = "P21.5 every support's and withdrawal's proof holds";
const VERSIONS = "P21.5 versions of each resident follow one another, none after the quota";
const SUPPORTERS = "P21.5 supporters are the residents with an odd number of changes";
const QUOTA = "P21.8 the quota was reached by the support that made it full, or not at all";
const SHOWN = "P21.6 newcomers' groups were shown when their cut was past";
const NAMED =
  "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census";

/** Whether a change's resident changed again. */
const isFollowed = (all: readonly Change[], place: number) =>
  all.slice(place + 1).some(({ nullifier }) => nullifier === all[place]?.nullifier);

/** Of supports, withdrawals, the quota and groups of newcomers (P21.5 to P21.8). */
export const supportAlterations: readonly ProposalAlteration[] = [
  { what: "the last change dropped", alter: changes((all) => all.slice(0, -1)), refusedBy: SUPPORTERS },
  {
    what: "a change dropped whose resident changed again",
    alter: changes((all) => {
      const place = all.findIndex((_, m) => isFollowed(all, m));
      return place < 0 ? undefined : all.filter((_, m) => m !== place);
    }),
    refusedBy: VERSIONS,
  },
  {
    what: "all supports dropped",
    alter: changes((_, { supporters }) => (supporters === 0 ? undefined : [])),
    refusedBy: SUPPORTERS,
  },
  {
    what: "the support that reached the quota dropped, and the count with it",
    alter: (r) => r.reached && { ...r, changes: r.changes.slice(0, -1), supporters: r.supporters - 1 },
    refusedBy: QUOTA,
  },
  {
    what: "withdrawn supports kept: all withdrawals dropped",
    alter: changes((all, r) => {
      const kept = all.filter(({ version }) => version % 2 === 0);
      // Whoever came back is counted once either way, and seen by the version.
      const cameBack = kept.some(({ version }) => version > 0);
      return kept.length === all.length || cameBack || r.reached !== null ? undefined : kept;
    }),
    refusedBy: SUPPORTERS,
  },
  {
    what: "withdrawn supports kept though their residents came back",
    alter: changes((all) => {
      const kept = all.filter(({ version }) => version % 2 === 0);
      return kept.some(({ version }) => version > 0) && kept.length < all.length ? kept : undefined;
    }),
    refusedBy: VERSIONS,
  },
  {
    what: "a withdrawal made a support of another version",
    alter: changes((all) => {
      const place = all.findIndex(({ version }) => version % 2 === 1);
      return place < 0 ? undefined : at(all, place, (one) => ({ ...one, version: 0 }));
    }),
    refusedBy: VERSIONS,
  },
  { what: "a support counted twice", alter: changes((all) => [all[0], ...all]), refusedBy: VERSIONS },
  {
    what: "a support counted twice under another nullifier",
    alter: changes((all, r) => {
      const again = { ...all[0], nullifier: String(BigInt(all[0].nullifier) + 1n) };
      return r.reached ? undefined : [all[0], again, ...all.slice(1)];
    }),
    refusedBy: PROVED,
  },
  {
    what: "a support of another proposal put in the place of the first",
    alter: changes((all, _, other) => {
      const [foreign] = other.changes;
      return foreign && [{ ...foreign, at: all[0].at, newcomersCut: 0 }, ...all.slice(1)];
    }),
    refusedBy: PROVED,
  },
  {
    what: "the proofs of two changes exchanged",
    alter: changes(
      ([first, second, ...rest]) =>
        second && [{ ...first, proof: second.proof }, { ...second, proof: first.proof }, ...rest],
    ),
    refusedBy: PROVED,
  },
  {
    what: "the nullifiers of two changes exchanged",
    alter: changes(
      ([first, second, ...rest]) =>
        second && [{ ...first, nullifier: second.nullifier }, { ...second, nullifier: first.nullifier }, ...rest],
    ),
    refusedBy: PROVED,
  },
  {
    what: "a change's proof of zeros",
    alter: changes((all) => at(all, 0, (one) => ({ ...one, proof: Array.from({ length: 8 }, () => "0") }))),
    refusedBy: PROVED,
  },
  {
    what: "a change whose proof has a word beyond the base field",
    alter: changes((all) => at(all, 0, (one) => ({ ...one, proof: at(one.proof, 7, () => String(2n ** 256n - 1n)) }))),
    refusedBy: PROVED,
  },
  {
    what: "a change behind the one that reached the quota",
    alter: (r) => {
      const last = r.changes.at(-1);
      return r.reached && last && { ...r, changes: [...r.changes, { ...last, version: last.version + 1 }] };
    },
    refusedBy: VERSIONS,
  },
  {
    what: "the first change is a withdrawal",
    alter: changes((all) => at(all, 0, (one) => ({ ...one, version: 1 }))),
    refusedBy: VERSIONS,
  },
  {
    what: "a change as supports closed",
    alter: changes((all, { posting: p, template: t }) =>
      at(all, all.length - 1, (one) => ({ ...one, at: { ...one.at, time: closesAtOf(t, p.at.time) } })),
    ),
    refusedBy: "P21.7 every change came while the proposal was open",
  },
  {
    what: "a change in a block before the posting's",
    alter: changes((all, { posting: p }) =>
      at(all, 0, (one) => ({ ...one, at: { ...one.at, block: p.at.block - 1 } })),
    ),
    refusedBy: "P21.7 every change came while the proposal was open",
  },
  {
    what: "a supporter more",
    alter: (r) => ({ ...r, supporters: r.supporters + 1 }),
    refusedBy: SUPPORTERS,
  },
  {
    what: "supporters that nobody gave",
    alter: (r) => (r.changes.length === 0 ? { ...r, supporters: r.template.quota } : undefined),
    refusedBy: SUPPORTERS,
  },
  {
    what: "a quota that is reached and not told",
    alter: (r) => r.reached && { ...r, reached: null },
    refusedBy: QUOTA,
  },
  {
    what: "a quota told that is not reached",
    alter: (r) => {
      const last = r.changes.at(-1);
      return r.reached === null && last ? { ...r, reached: last.at } : undefined;
    },
    refusedBy: QUOTA,
  },
  {
    what: "a quota told as of an earlier support",
    alter: (r) =>
      r.reached && r.changes[0]?.at.block !== r.reached.block ? { ...r, reached: r.changes[0]?.at } : undefined,
    refusedBy: QUOTA,
  },
  { what: "the group of newcomers left out", alter: newcomers(() => ({ newcomers: [] })), refusedBy: NAMED },
  {
    what: "a support by newcomers said to be by the census",
    alter: changes((all) => {
      const place = all.findIndex(({ newcomersCut }) => newcomersCut !== 0);
      return place < 0 ? undefined : at(all, place, (one) => ({ ...one, newcomersCut: 0 }));
    }),
    refusedBy: PROVED,
  },
  {
    what: "a support by the census said to be by newcomers",
    alter: newcomers(({ cut }, { changes: all }) => ({
      changes: at(all, 0, (one) => ({ ...one, newcomersCut: cut })),
    })),
    refusedBy: NAMED,
  },
  {
    what: "a group of newcomers older than the proposal's census",
    alter: newcomers((group, { changes: all, posting: p }) => ({
      newcomers: [{ ...group, cut: p.cut - WEEK }],
      changes: all.map((one) => (one.newcomersCut === 0 ? one : { ...one, newcomersCut: p.cut - WEEK })),
    })),
    refusedBy: NAMED,
  },
  {
    what: "a group of newcomers shown behind the supports by it",
    alter: newcomers((group, { block }) => ({
      newcomers: [{ ...group, at: { block: block.number + 1, time: block.time } }],
    })),
    refusedBy: NAMED,
  },
  {
    what: "a group of newcomers of a cut to come",
    alter: newcomers((group) => ({ newcomers: [{ ...group, cut: group.cut + 2 * WEEK }] })),
    refusedBy: SHOWN,
  },
  {
    what: "a group of newcomers of fewer members than the template asks for",
    alter: newcomers((group) => ({ newcomers: [{ ...group, activeMembers: 0 }] })),
    refusedBy: SHOWN,
  },
  {
    what: "two groups of newcomers of one cut",
    alter: newcomers((group) => ({ newcomers: [group, { ...group, root: "7" }] })),
    refusedBy: SHOWN,
  },
];
