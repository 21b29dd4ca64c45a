import type { Alteration, Draft } from "./alterations.ts";

const DAY = 86_400;
const WEEK = 7 * DAY;

const flip = (hash: string): string => `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`;
const up = (digits: string): string => `${BigInt(digits) + 1n}`;

const SERIES = "P20.3 the template's series has no gap";
const POST_PROOF = "P21.3 the posting's proof holds for this template, text, census and slot";
const ID = "P21.4 the id follows from template, text, census and poster";
const SHOWN = "P21.6 newcomers' groups were shown when their cut was past";
const NAMES_SHOWN =
  "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census";
const PROOFS = "P21.5 every support's and withdrawal's proof holds";
const VERSIONS = "P21.5 versions of each resident follow one another, none after the quota";
const OPEN = "P21.7 every change came while the proposal was open";
const SUPPORTERS = "P21.5 supporters are the residents with an odd number of changes";
const QUOTA = "P21.8 the quota was reached by the support that made it full, or not at all";
const READABLE = "P24.2 the text is one that can be read";
const DIGEST = "P24.1 the text is of the digest that was posted";
const NOTICES = "P26 every notice is one that its sender could give then";
const TIMES = "P21.15 times follow the blocks, and each list is in the chain's order";
const WITHIN = "P21.15 nothing is later than the record's own block, or before the posting";

/** Another template takes over from the posting's, so many seconds before the posting. */
export const takenOver = (r: Draft, secondsBefore: number): void => {
  const { time } = r.posting.at;
  const published = `0x${"03".repeat(32)}`;
  const since = time - 20 * DAY;
  r.series.splice(2, 0, {
    at: { block: 25, time: since },
    ...{ published, serial: 3, inForceFrom: since + 14 * DAY },
  });
  const at = { block: 40, time: time - secondsBefore };
  r.series.push({ at, tookOver: published, predecessor: r.series[1].published });
};

/** A second leaf is hidden alone together with the first, for so many seconds. */
export const hiddenBeside = (r: Draft, seconds: number): void => {
  const [first] = r.noticesGiven;
  const leaf = r.noticesGiven[4].leaf;
  r.noticesGiven.splice(2, 0, { ...first, leaf, until: first.from + seconds });
};

const BEFORE: readonly Alteration[] = [
  ["P20 template", "a quota beyond its type", (r) => Object.assign(r.template, { quota: 2 ** 32 })],
  ["P20 template", "an example beyond its type", (r) => Object.assign(r.template.ballot, { exampleBallot: [256] })],
  ["P20 template", "a span beyond its type", (r) => Object.assign(r.template.timing, { sealDelay: 2 ** 32 })],
  [SERIES, "a serial is left out", (r) => r.series[1].serial++],
  [SERIES, "less notice", (r) => r.series[0].inForceFrom--],
  [SERIES, "the first publication is left out", (r) => r.series.shift()],
  [
    SERIES,
    "a predecessor that is not in force",
    (r) => Object.assign(r.series[2], { predecessor: r.series[2].tookOver }),
  ],
  [
    SERIES,
    "taking over before notice is over",
    (r) => Object.assign(r.series[2].at, { time: r.series[1].inForceFrom - 1 }),
  ],
  [SERIES, "one template is published twice", (r) => Object.assign(r.series[1], { published: r.series[0].published })],
  [SERIES, "an entry behind the posting", (r) => Object.assign(r.series[2].at, { block: 1001 })],
  ["P20.3 the template was in force at the posting", "nothing took over", (r) => r.series.pop()],
  ["P20.3 the template was in force at the posting", "another took over a day before", (r) => takenOver(r, DAY)],
  [
    "P20.3 the template's notice was over at the posting",
    "it ran",
    (r) => Object.assign(r.series[1], { inForceFrom: 2 ** 40 }),
  ],
  [
    "P20.3 the census has the members that the template asks for",
    "99 members",
    (r) => Object.assign(r.posting, { activeMembers: 99 }),
  ],
];

const POSTING: readonly Alteration[] = [
  [
    "P21.2 the posting's census is one that was in use",
    "of next week",
    (r) => Object.assign(r.posting, { cut: r.posting.cut + WEEK }),
  ],
  [
    "P21.2 the posting's census is one that was in use",
    "of last week",
    (r) => Object.assign(r.posting, { cut: r.posting.cut - WEEK }),
  ],
  ["P21.3 the posting's period was that of its time", "the next one", (r) => r.posting.period++],
  [
    "P21.3 the posting's slot is one that a resident has",
    "a third of two",
    (r) => Object.assign(r.posting, { slot: 2 }),
  ],
  [POST_PROOF, "another slot", (r) => Object.assign(r.posting, { slot: 0 })],
  [POST_PROOF, "another template", (r) => r.template.quota++],
  [POST_PROOF, "another root", (r) => Object.assign(r.posting, { censusRoot: up(r.posting.censusRoot) })],
  [POST_PROOF, "a proof of nothing", (r) => Object.assign(r.posting, { proof: Array(8).fill("0") })],
  [ID, "another id", (r) => Object.assign(r, { id: up(r.id) })],
  [ID, "another text", (r) => Object.assign(r.posting, { digest: flip(r.posting.digest) })],
  [ID, "another chain", (r) => Object.assign(r, { chainId: "1" })],
  [ID, "another contract", (r) => Object.assign(r, { proposals: r.notices })],
];

const change = (r: Draft, place: number): Draft => r.changes[place];

const SUPPORT: readonly Alteration[] = [
  [SHOWN, "a cut that is no Thursday", (r) => r.newcomers[0].cut++],
  [SHOWN, "a cut to come", (r) => Object.assign(r.newcomers[0], { cut: r.newcomers[0].cut + WEEK })],
  [SHOWN, "too few members", (r) => Object.assign(r.newcomers[0], { activeMembers: 99 })],
  [SHOWN, "two roots of one cut", (r) => r.newcomers.push({ ...r.newcomers[0], root: "1" })],
  [SHOWN, "two numbers of members of one cut", (r) => r.newcomers.push({ ...r.newcomers[0], activeMembers: 121 })],
  [NAMES_SHOWN, "a group that was never shown", (r) => r.newcomers.pop()],
  [NAMES_SHOWN, "a group that was shown later", (r) => r.newcomers[0].at.block++],
  [
    NAMES_SHOWN,
    "a group from before the census",
    (r) => {
      r.newcomers[0].cut = r.posting.cut - WEEK;
      change(r, 3).newcomersCut = r.posting.cut - WEEK;
    },
  ],
  [PROOFS, "a support by the census alone", (r) => Object.assign(change(r, 3), { newcomersCut: 0 })],
  [PROOFS, "another root of a group", (r) => Object.assign(r.newcomers[0], { root: "1" })],
  [PROOFS, "another resident", (r) => Object.assign(change(r, 0), { nullifier: "5" })],
  [
    PROOFS,
    "two proofs exchanged",
    (r) => ([change(r, 0).proof, change(r, 1).proof] = [change(r, 1).proof, change(r, 0).proof]),
  ],
  [VERSIONS, "a withdrawal is left out", (r) => r.changes.splice(2, 1)],
  [VERSIONS, "a support twice", (r) => r.changes.splice(1, 0, change(r, 0))],
  [VERSIONS, "a change behind the quota", (r) => r.changes.push({ ...change(r, 0), version: 1, at: change(r, 4).at })],
  [OPEN, "a change after the close", (r) => Object.assign(r.template, { window: 100 })],
  [OPEN, "a change before the posting", (r) => Object.assign(change(r, 0).at, { block: 999 })],
  [SUPPORTERS, "one supporter more", (r) => r.supporters++],
  [SUPPORTERS, "the last support is left out", (r) => r.changes.pop()],
  [QUOTA, "reached, and not told", (r) => Object.assign(r, { reached: null })],
  [QUOTA, "told at another time", (r) => Object.assign(r, { reached: change(r, 3).at })],
  [QUOTA, "not reached, and told", (r) => r.changes.pop()],
];

const leaf = (r: Draft, place: number): Draft => r.text.leaves[place];

const TEXT: readonly Alteration[] = [
  [READABLE, "two leaves", (r) => r.text.leaves.splice(2)],
  [READABLE, "65 leaves", (r) => r.text.leaves.push(...Array(61).fill(leaf(r, 2)))],
  [READABLE, "a salt in capitals", (r) => Object.assign(leaf(r, 1), { salt: `0x${"AA".repeat(32)}` })],
  [READABLE, "a salt twice", (r) => Object.assign(leaf(r, 1), { salt: leaf(r, 0).salt })],
  [READABLE, "an empty leaf", (r) => Object.assign(leaf(r, 3), { text: "" })],
  [READABLE, "two lines of a title", (r) => Object.assign(leaf(r, 1), { text: "a\nb" })],
  [READABLE, "a title of 257 bytes", (r) => Object.assign(leaf(r, 1), { text: `a${"가".repeat(85)}b` })],
  [READABLE, "a text of 24,577 bytes", (r) => Object.assign(leaf(r, 3), { text: "a".repeat(24_577) })],
  [READABLE, "letters that are not composed", (r) => Object.assign(leaf(r, 3), { text: "\u1112\u1161\u11ab" })],
  [READABLE, "a text that turns around", (r) => Object.assign(leaf(r, 3), { text: "a\u202eb" })],
  [READABLE, "half a character", (r) => Object.assign(leaf(r, 3), { text: "\ud83d" })],
  [READABLE, "a header with a blank", (r) => Object.assign(leaf(r, 0), { text: ` ${leaf(r, 0).text}` })],
  [
    READABLE,
    "a header of no kind",
    (r) => Object.assign(leaf(r, 0), { text: leaf(r, 0).text.replace("ordinance", "law") }),
  ],
  [
    READABLE,
    "a header with a field more",
    (r) => Object.assign(leaf(r, 0), { text: leaf(r, 0).text.replace("}", ',"z":1}') }),
  ],
  [READABLE, "a hash that is none", (r) => Object.assign(leaf(r, 2), { hash: "0x00" })],
  [DIGEST, "another title", (r) => Object.assign(leaf(r, 1), { text: "다른 조례" })],
  [DIGEST, "another salt", (r) => Object.assign(leaf(r, 3), { salt: flip(leaf(r, 3).salt) })],
  [DIGEST, "another hidden leaf", (r) => Object.assign(leaf(r, 2), { hash: flip(leaf(r, 2).hash) })],
  [DIGEST, "a leaf more", (r) => r.text.leaves.push(leaf(r, 2))],
  [DIGEST, "two leaves exchanged", (r) => ([r.text.leaves[2], r.text.leaves[3]] = [leaf(r, 3), leaf(r, 2)])],
];

const notice = (r: Draft, place: number): Draft => r.noticesGiven[place];

const NOTICE: readonly Alteration[] = [
  [NOTICES, "of a stranger", (r) => Object.assign(notice(r, 0), { by: r.notices })],
  [
    NOTICES,
    "of the council, where there is none",
    (r) => Object.assign(r.template, { council: `0x${"0".repeat(40)}` }),
  ],
  [NOTICES, "without words", (r) => Object.assign(notice(r, 0), { words: "" })],
  [NOTICES, "a reason that is none", (r) => Object.assign(notice(r, 0), { reason: 5 })],
  [NOTICES, "hidden from another time", (r) => notice(r, 0).from++],
  [
    NOTICES,
    "hidden again from now, though it is hidden",
    (r) => Object.assign(notice(r, 1), { from: notice(r, 1).at.time }),
  ],
  [NOTICES, "hidden for no time", (r) => Object.assign(notice(r, 1), { until: notice(r, 1).from })],
  [
    NOTICES,
    "hidden for more than 72 hours",
    (r) => Object.assign(notice(r, 1), { until: notice(r, 1).from + 2 * DAY + 1 }),
  ],
  [NOTICES, "two leaves hidden in more than 72 hours", (r) => hiddenBeside(r, 3 * DAY + 1)],
  [NOTICES, "hidden in the last 7 days", (r) => Object.assign(r.template, { window: 18 * DAY })],
  [NOTICES, "named twice by one", (r) => r.noticesGiven.splice(6, 0, notice(r, 5))],
  [NOTICES, "a joint measure without its names", (r) => r.noticesGiven.splice(6, 1)],
  [NOTICES, "two names without their measure", (r) => r.noticesGiven.splice(7, 1)],
  [NOTICES, "a measure in another block", (r) => Object.assign(notice(r, 7).at, { block: 1053 })],
  [NOTICES, "a measure that binds at once", (r) => notice(r, 7).bindsFrom--],
  [NOTICES, "a name taken back that was not given", (r) => Object.assign(notice(r, 3), { by: notice(r, 0).by })],
  [NOTICES, "restored by one who did not name it", (r) => Object.assign(notice(r, 8), { by: notice(r, 2).by })],
  [NOTICES, "restored at once", (r) => notice(r, 8).restoredFrom--],
  [NOTICES, "restored twice", (r) => r.noticesGiven.splice(9, 0, notice(r, 8))],
  [
    NOTICES,
    "hidden after it was restored",
    (r) =>
      r.noticesGiven.splice(9, 0, {
        ...notice(r, 0),
        at: notice(r, 8).at,
        from: notice(r, 8).at.time,
        until: notice(r, 8).at.time + 1,
      }),
  ],
  [NOTICES, "named after the measure", (r) => r.noticesGiven.splice(8, 0, { ...notice(r, 2), at: notice(r, 7).at })],
  [NOTICES, "a stage that the organizer notes", (r) => Object.assign(notice(r, 9), { by: notice(r, 10).by })],
  [NOTICES, "a stage that is none", (r) => Object.assign(notice(r, 9), { stage: 6 })],
  [NOTICES, "a milestone that the council notes", (r) => Object.assign(notice(r, 10), { by: notice(r, 9).by })],
  [NOTICES, "done without evidence", (r) => Object.assign(notice(r, 10), { evidence: `0x${"00".repeat(32)}` })],
  [NOTICES, "progress that is none", (r) => Object.assign(notice(r, 10), { progress: 5 })],
];

const ORDER: readonly Alteration[] = [
  [TIMES, "a list goes back", (r) => r.changes.reverse()],
  [TIMES, "notices go back", (r) => r.noticesGiven.reverse()],
  [TIMES, "a block of two times", (r) => change(r, 0).at.time++],
  [TIMES, "a later block of an earlier time", (r) => Object.assign(r.block, { time: r.posting.at.time - 1 })],
  [WITHIN, "a change later than the record", (r) => Object.assign(r.block, { number: 1040 })],
  [WITHIN, "a notice before the posting", (r) => Object.assign(notice(r, 0).at, { block: 999 })],
  [WITHIN, "a change before the posting", (r) => Object.assign(change(r, 0).at, { block: 999 })],
];

/** Alterations of a proposal's record, each with the check that must refuse it. */
export const PROPOSAL_ALTERATIONS: readonly Alteration[] = [
  ...BEFORE,
  ...POSTING,
  ...SUPPORT,
  ...TEXT,
  ...NOTICE,
  ...ORDER,
];
