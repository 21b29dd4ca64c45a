import type { PublishedRecord } from "../../../sdk/verify/record.ts";
import { type Alteration, at, present } from "./recordEdits.ts";

type Snapshot = PublishedRecord["published"]["snapshots"][number];

/** Of the three snapshots the first was voided, the second withdrawn, and the third is the census. */
const [VOIDED, WITHDRAWN, CENSUS] = [0, 1, 2];
const CONSENTS = "P4.1 each consent was proved with the trustee's share of the key";
const FILES = "P13.5 the snapshot's files are those of the census";

function snapshot(record: PublishedRecord, index: number, change: (one: Snapshot) => Partial<Snapshot>) {
  const snapshots = at(record.published.snapshots, index, (one) => ({ ...one, ...change(one) }));
  return { ...record, published: { ...record.published, snapshots } };
}

/** P13: what became of the snapshots of a published roll. */
export const publishedAlterations: readonly Alteration<PublishedRecord>[] = [
  {
    what: "a sequence skipped",
    alter: (r) => snapshot(r, VOIDED, () => ({ sequence: "2" })),
    failing: ["P13.2 each snapshot has the next sequence"],
  },
  {
    what: "a snapshot of one resident",
    alter: (r) => snapshot(r, VOIDED, () => ({ activeMembers: 1, depth: 0 })),
    failing: ["P13.1 each snapshot has at least two residents, and the depth that follows"],
  },
  {
    what: "a depth that does not follow",
    alter: (r) => snapshot(r, VOIDED, () => ({ depth: 3 })),
    failing: ["P13.1 each snapshot has at least two residents, and the depth that follows"],
  },
  {
    what: "no challenge period",
    alter: (r) => ({
      ...r,
      published: {
        ...r.published,
        challengePeriod: 0,
        snapshots: r.published.snapshots.map((one) => ({ ...one, finalAt: one.at.time })),
      },
    }),
    failing: [
      CONSENTS,
      "P13.3 the challenge period is long enough",
      "P13.3 snapshots fell only in their challenge period",
    ],
  },
  {
    what: "a snapshot final too soon",
    alter: (r) => snapshot(r, CENSUS, ({ finalAt }) => ({ finalAt: finalAt - 1 })),
    failing: [CONSENTS, "P13.4 each snapshot is final one challenge period after its publication"],
  },
  {
    what: "a snapshot withdrawn when it was final",
    alter: (r) =>
      snapshot(r, WITHDRAWN, ({ fallen, finalAt }) => ({
        fallen: { ...present(fallen), at: { ...present(fallen).at, time: finalAt } },
      })),
    failing: ["P13.3 snapshots fell only in their challenge period", "P11 times follow the blocks"],
  },
  {
    what: "a snapshot that fell before it was published",
    alter: (r) =>
      snapshot(r, VOIDED, ({ fallen }) => ({
        fallen: { ...present(fallen), at: present(r.board.registrations[0]).at },
      })),
    failing: ["P13.3 snapshots fell only in their challenge period"],
  },
  {
    what: "two snapshots pending at a time",
    alter: (r) => snapshot(r, WITHDRAWN, () => ({ fallen: null })),
    failing: ["P13.2 one snapshot was pending at a time"],
  },
  {
    what: "a census that was withdrawn",
    alter: (r) => snapshot(r, CENSUS, ({ at }) => ({ fallen: { at, withdrawnBy: r.creator } })),
    failing: [
      CONSENTS,
      FILES,
      "P4.2 a roll at the census time",
      "P4.2 root of the census",
      "P4.2 depth of the census",
      "P4.2 residents in the census",
      "P4.2 the census is not empty",
      "P4.2 the census is large enough to hide in",
      "P4.2 enough residents for the ballots that are needed",
    ],
  },
  {
    what: "a census that is final only later",
    alter: (r) => ({
      ...r,
      published: {
        ...r.published,
        challengePeriod: r.published.challengePeriod + 1,
        snapshots: r.published.snapshots.map((one) => ({ ...one, finalAt: one.finalAt + 1 })),
      },
    }),
    failing: [
      CONSENTS,
      FILES,
      "P4.2 a roll at the census time",
      "P4.2 root of the census",
      "P4.2 depth of the census",
      "P4.2 residents in the census",
      "P4.2 the census is not empty",
      "P4.2 the census is large enough to hide in",
      "P4.2 enough residents for the ballots that are needed",
    ],
  },
  {
    what: "another root than the files'",
    alter: (r) => snapshot(r, CENSUS, () => ({ root: "5" })),
    failing: [CONSENTS, FILES, "P4.2 root of the census"],
  },
  {
    what: "another content root than the files'",
    alter: (r) => snapshot(r, CENSUS, () => ({ contentRoot: `0x${"1".repeat(64)}` })),
    failing: [FILES],
  },
  {
    what: "more residents than the files hold",
    alter: (r) => snapshot(r, CENSUS, () => ({ activeMembers: 4 })),
    failing: [CONSENTS, FILES, "P4.2 residents in the census"],
  },
];
