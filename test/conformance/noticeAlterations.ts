import { closesAtOf } from "../../sdk/proposals/closesAt.ts";
import { notice, type ProposalAlteration } from "./proposalEdits.ts";

const DAY = 86_400;
const NOTICE = "P26 every notice is one that its sender could give then";
const STRANGER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const HASH = `0x${"3c".repeat(32)}`;

/** Of notices (P26). */
export const noticeAlterations: readonly ProposalAlteration[] = [
  { what: "a measure by a stranger", alter: notice("hidden", (one) => [{ ...one, by: STRANGER }]), refusedBy: NOTICE },
  {
    what: "a leaf hidden alone for more than 72 hours",
    alter: notice("hidden", (one) => [{ ...one, until: one.from + 3 * DAY + 1 }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden from a time of its own",
    alter: notice("hidden", (one) => [{ ...one, from: one.from + 60 }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden for nothing",
    alter: notice("hidden", (one) => [{ ...one, until: one.from }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden for a reason that there is not",
    alter: notice("hidden", (one) => [{ ...one, reason: 5 }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden without a word",
    alter: notice("hidden", (one) => [{ ...one, words: "" }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden in the last days before supports close",
    alter: notice("hidden", (one, { posting: p, template: t }) => {
      const from = closesAtOf(t, p.at.time) - 7 * DAY;
      return [{ ...one, at: { ...one.at, time: from }, from, until: from + 1 }];
    }),
    refusedBy: NOTICE,
  },
  { what: "a name twice", alter: notice("named", (one) => [one, one]), refusedBy: NOTICE },
  {
    what: "a name for a reason that there is not",
    alter: notice("named", (one) => [{ ...one, reason: 5 }]),
    refusedBy: NOTICE,
  },
  { what: "the first name left out", alter: notice("named", () => []), refusedBy: NOTICE },
  { what: "a joint measure left out", alter: notice("joint", () => []), refusedBy: NOTICE },
  {
    what: "a joint measure that binds at once",
    alter: notice("joint", (one) => [{ ...one, bindsFrom: one.at.time }]),
    refusedBy: NOTICE,
  },
  { what: "a joint measure twice", alter: notice("joint", (one) => [one, one]), refusedBy: NOTICE },
  {
    what: "a joint measure of a block to come",
    alter: notice("joint", (one) => [{ ...one, at: { ...one.at, block: one.at.block + 1 } }]),
    refusedBy: NOTICE,
  },
  {
    what: "a joint measure without the reviewer",
    alter: (r) =>
      r.noticesGiven.some(({ kind }) => kind === "joint")
        ? {
            ...r,
            noticesGiven: r.noticesGiven.map((one) =>
              one.kind === "named" && one.by === r.template.reviewer ? { ...one, by: r.template.council } : one,
            ),
          }
        : undefined,
    refusedBy: NOTICE,
  },
  { what: "a withdrawal of a name left out", alter: notice("withdrawn", () => []), refusedBy: NOTICE },
  {
    what: "a name withdrawn that another gave",
    alter: notice("withdrawn", (one, { template: t }) => [{ ...one, by: t.council }]),
    refusedBy: NOTICE,
  },
  {
    what: "a name withdrawn once the measure stands",
    alter: notice("joint", (one, { template: t }) => [
      one,
      { kind: "withdrawn", at: one.at, leaf: one.leaf, by: t.reviewer },
    ]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf restored at once",
    alter: notice("restored", (one) => [{ ...one, restoredFrom: one.at.time }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf restored by whoever did not name it",
    alter: notice("restored", (one, { template: t }) => [{ ...one, by: t.council }]),
    refusedBy: NOTICE,
  },
  { what: "a leaf restored twice", alter: notice("restored", (one) => [one, one]), refusedBy: NOTICE },
  {
    what: "a leaf restored without a measure",
    alter: notice("restored", (one) => [{ ...one, leaf: HASH }]),
    refusedBy: NOTICE,
  },
  {
    what: "a leaf hidden once more after it was restored",
    alter: notice("restored", (one) => {
      const { at: when, leaf, by, words } = one;
      return [one, { kind: "hidden", at: when, leaf, by, from: when.time, until: when.time + 1, reason: 0, words }];
    }),
    refusedBy: NOTICE,
  },
  {
    what: "a stage by the organizer",
    alter: notice("stage", (one, { template: t }) => [{ ...one, by: t.organizer }]),
    refusedBy: NOTICE,
  },
  { what: "a stage that there is not", alter: notice("stage", (one) => [{ ...one, stage: 6 }]), refusedBy: NOTICE },
  { what: "a stage without a word", alter: notice("stage", (one) => [{ ...one, words: "" }]), refusedBy: NOTICE },
  {
    what: "a milestone by the council",
    alter: notice("milestone", (one, { template: t }) => [{ ...one, by: t.council }]),
    refusedBy: NOTICE,
  },
  {
    what: "a milestone of a progress that there is not",
    alter: notice("milestone", (one) => [{ ...one, progress: 5 }]),
    refusedBy: NOTICE,
  },
  {
    what: "a milestone that is done without evidence",
    alter: notice("milestone", (one) => [{ ...one, progress: 2, evidence: `0x${"00".repeat(32)}` }]),
    refusedBy: NOTICE,
  },
];
