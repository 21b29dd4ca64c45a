import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { cellAlterations } from "./cellAlterations.ts";
import type { Fault, Notices } from "./fault.ts";
import { noticeAlterations } from "./noticeAlterations.ts";
import { originAlterations } from "./originAlterations.ts";
import { postingAlterations } from "./postingAlterations.ts";
import type { ProposalAlteration } from "./proposalEdits.ts";
import { electionOfProposal, proposalRecordNamed } from "./proposalTampered.ts";
import { proposalTextAlterations } from "./proposalTextAlterations.ts";
import { supportAlterations } from "./supportAlterations.ts";

/** Faults of proposals: put into their records, and into chains, relayers and mirrors. */

type CellOrigin = Extract<ElectionRecord["proposal"], { readonly rounds: string }>;
const A_CELL = "the election that a budget cell came to";

/** The first of these records that an alteration fits is the one it is put into. */
const RECORDS = ["reached", "not-enough", "notices", "joint-measure", "counting", "converted", "posted", "project"];
/** What a broken form, or a text that nobody can read, is refused by: no fault that would pass unseen elsewhere. */
const OF_FORM = ["P21.15 format", "P24.2 the text is one that can be read"];

const EQUAL = "test/sdk/verify/proposalRecord.test.ts: is compared with the chain field by field, at its own block";

function altered({ alter }: ProposalAlteration, name: string): unknown {
  return alter(proposalRecordNamed(name), proposalRecordNamed(name === "converted" ? "reached" : "converted"));
}

function ofRecord(one: ProposalAlteration): readonly Fault[] {
  const record = RECORDS.find((name) => (altered(one, name) ?? null) !== null);
  if (record === undefined) throw new Error(`No record of a proposal has what "${one.what}" alters`);
  const made = () => altered(one, record);
  return [{ fault: one.what, noticedBy: "verify", by: one.refusedBy, made }];
}

/** What a proposal's record alone cannot show. */
function unseen(fault: string, name: string, alter: (record: ProposalRecord) => unknown): Fault {
  return { fault, noticedBy: "verify with a chain", by: EQUAL, made: () => alter(proposalRecordNamed(name)) };
}

const ON_CHAIN =
  "test/end-to-end/budgetRound.test.ts: is verified against its chain, by this software and by the second verifier";

/** What the record of the election that a cell came to cannot show alone. */
function unseenOfCell(fault: string, alter: (of: CellOrigin) => object): Fault {
  const made = () => {
    const record = electionOfProposal("cell-election");
    return { ...record, proposal: { ...record.proposal, ...alter(record.proposal as CellOrigin) } };
  };
  return { fault: `${A_CELL}: ${fault}`, noticedBy: "verify with a chain", by: ON_CHAIN, made };
}

const withoutLast = (r: ProposalRecord): unknown => {
  return { ...r, changes: r.changes.slice(0, -1), supporters: r.supporters - 1, reached: null };
};

/** Without whoever withdrew in the end. */
const withoutUndecided = (r: ProposalRecord): unknown => {
  const gone = new Set(r.changes.filter(({ version }) => version % 2 === 1).map(({ nullifier }) => nullifier));
  return { ...r, changes: r.changes.filter(({ nullifier }) => !gone.has(nullifier)) };
};

const withoutKind = (kind: string) => (r: ProposalRecord) => ({
  ...r,
  noticesGiven: r.noticesGiven.filter((one) => one.kind !== kind),
});

export const inProposalRecords: readonly Fault[] = [
  ...[...supportAlterations, ...postingAlterations, ...proposalTextAlterations, ...noticeAlterations]
    .filter(({ refusedBy }) => !OF_FORM.includes(refusedBy))
    .flatMap(ofRecord),
  ...originAlterations.map(({ what, alter, refusedBy }) => ({
    fault: `the election that it came to: ${what}`,
    noticedBy: "verify" as const,
    by: refusedBy,
    made: () => alter(electionOfProposal("converted-election")),
  })),
  ...cellAlterations.map(({ what, alter, refusedBy }) => ({
    fault: `${A_CELL}: ${what}`,
    noticedBy: "verify" as const,
    by: refusedBy,
    made: () => alter(electionOfProposal("cell-election")),
  })),
  unseenOfCell("another contract of rounds", ({ proposals }) => ({ rounds: proposals })),
  unseenOfCell("a support more of each project", ({ projects }) => ({
    projects: projects.map((one) => ({ ...one, supports: one.supports + 1 })),
  })),
  unseenOfCell("all projects posted a day earlier", ({ projects }) => ({
    projects: projects.map((one) => ({ ...one, postedAt: one.postedAt - 86_400 })),
  })),
  unseen("the last support dropped, the count and the quota with it", "reached", withoutLast),
  unseen("a withdrawn support kept, and counted", "not-enough", (r) => ({
    ...r,
    changes: r.changes.filter(({ version }) => version % 2 === 0),
    supporters: r.supporters + 1,
  })),
  unseen("a resident's support and withdrawal both left out", "not-enough", withoutUndecided),
  unseen("a leaf hidden alone left out", "joint-measure", withoutKind("hidden")),
  unseen("all notices left out", "notices", (r) => ({ ...r, noticesGiven: [] })),
  unseen("a leaf's restoring left out", "notices", withoutKind("restored")),
  unseen("a stage left out", "notices", withoutKind("stage")),
  unseen("other words of a notice", "notices", (r) => ({
    ...r,
    noticesGiven: r.noticesGiven.map((one) => ("words" in one ? { ...one, words: "다른 까닭" } : one)),
  })),
  unseen("another contract of notices", "notices", (r) => ({ ...r, notices: r.proposals })),
  unseen("a census of more residents", "reached", (r) => ({
    ...r,
    posting: { ...r.posting, activeMembers: r.posting.activeMembers + 1 },
  })),
  {
    fault: "a paragraph hidden in the record's text that no notice hides",
    noticedBy: "nobody",
    by: "the text is of its digest with any leaf hidden, and no chain has it; a mirror shows what no notice hides (P24.8)",
  },
];

const of = (noticedBy: Notices, fault: string, by: string): Fault => ({ fault, noticedBy, by });
const CONTRACTS = "test/contracts/proposals";
const HISTORY = "test/sdk/chain/proposalHistory.test.ts";
const LADDER = "test/sdk/relaying/actLadder.test.ts";
const MIRROR = "test/services/mirror/mirror.test.ts";

export const aroundProposals: readonly Fault[] = [
  of(
    "contract",
    "a support counted twice: copied, replayed after its withdrawal, under another version",
    `${CONTRACTS}/supporting.test.ts: is not counted twice: not copied, not replayed after the withdrawal, not under another version`,
  ),
  of(
    "contract",
    "a support of another proposal, census, chain or resident",
    `${CONTRACTS}/supporting.test.ts: of another proposal, root, chain, contract or resident is no proof of this one`,
  ),
  of(
    "contract",
    "a support taken back by the nullifier of another proposal's",
    `${CONTRACTS}/supporting.test.ts: is not taken back from a proposal that nobody supports, with the nullifier of a support of another`,
  ),
  of(
    "contract",
    "a support withdrawn once the quota is reached",
    `${CONTRACTS}/supporting.test.ts: latches in the transaction that reaches the quota: what follows is skipped, for ever`,
  ),
  of(
    "contract",
    "a support after the window",
    `${CONTRACTS}/supporting.test.ts: is taken until the window closes, to the second`,
  ),
  of(
    "contract",
    "a false proof among good ones",
    `${CONTRACTS}/supporting.test.ts: is spoiled by nobody: a version that moved costs one, a proof that does not hold the whole batch`,
  ),
  of(
    "contract",
    "a second support of whoever was re-issued an identity",
    `${CONTRACTS}/newcomers.test.ts: of a published roll, which nothing dates against it, do not support: a re-issued resident would do so twice`,
  ),
  of(
    "contract",
    "supports over an older group of newcomers, or one of no weekly cut",
    `${CONTRACTS}/newcomers.test.ts: of a cut before the proposal's census, or of no weekly cut, are none`,
  ),
  of(
    "contract",
    "a posting put under other promises, or under another text",
    `${CONTRACTS}/posting.test.ts: takes a proof for this template, text, period, slot, census, chain and contract alone`,
  ),
  of(
    "contract",
    "more postings than a resident has",
    `${CONTRACTS}/posting.test.ts: takes as many posts of a resident as the limit says, each once, whatever they propose`,
  ),
  of(
    "contract",
    "supports of one text brought to the same text posted again",
    `${CONTRACTS}/posting.test.ts: gives another id under another census or to another poster, so that supports of one never count for another`,
  ),
  of(
    "contract",
    "new proposals stopped by a template under which nobody can post",
    `${CONTRACTS}/templates.test.ts: that nobody can post under take over from none, so new proposals cannot be stopped`,
  ),
  of(
    "contract",
    "an older template brought back, or one whose notice is not over",
    `${CONTRACTS}/templates.test.ts: take over from one another after their notice, by anybody, never backwards`,
  ),
  of(
    "contract",
    "a template whose votes could never be counted",
    `${CONTRACTS}/ballotTerms.test.ts: hides no trap: whatever would make its votes void, never come or be refused is refused at once`,
  ),
  of(
    "contract",
    "another text, or another template, brought to the vote",
    `${CONTRACTS}/converting.test.ts: comes to no vote before its quota, under another template, or with another text`,
  ),
  of(
    "contract",
    "a paragraph left out of a vote without a measure, or shown in spite of one",
    `${CONTRACTS}/converting.test.ts: is voted on without what a joint measure hides, and with all else, whoever converts`,
  ),
  of(
    "contract",
    "a project brought to the list that an assessor turned down, or at another cost",
    `${CONTRACTS}/rounds.test.ts: is assessed by the organizer, a second time by the reviewer, in their times; silence keeps nothing out`,
  ),
  of(
    "contract",
    "a worse project kept on a list, or one put on it twice",
    `${CONTRACTS}/rounds.test.ts: lists the best, whoever inserts in whichever order, each once and with its title`,
  ),
  of(
    "contract",
    "a project listed, or a cell opened, under another title",
    `${CONTRACTS}/rounds.test.ts: lists nothing whose title nobody opens, or opens another one`,
  ),
  of(
    "contract",
    "a project left out of a ballot, or its order changed",
    `${CONTRACTS}/rounds.test.ts: is opened with the titles that were inserted, all of them, in the list's order`,
  ),
  of(
    "contract",
    "a notice by a stranger",
    `${CONTRACTS}/parties.test.ts: are nobody else, and of an unknown proposal nobody at all`,
  ),
  of(
    "contract",
    "a joint measure by organizer and council alone",
    `${CONTRACTS}/Notices.test.ts: is nobody's alone: not by naming twice, nor by organizer and council without the reviewer`,
  ),
  of(
    "contract",
    "a milestone that is done, without evidence",
    `${CONTRACTS}/Notices.test.ts: tell stages and milestones in the order of the chain, done ones with evidence`,
  ),
  of(
    "verify with a chain",
    "a node leaves out the posting, a support, the quota or a measure, or invents one",
    `${HISTORY}: are refused from a node that leaves out a posting, a support, the latch or a notice, or shows false ones`,
  ),
  of(
    "verify with a chain",
    "a node shows events of other contracts or proposals",
    `${HISTORY}: take nothing of other contracts' or other proposals' events that a node gives unasked`,
  ),
  of(
    "relayer",
    "an act over another census, or of another proposal or contract",
    "test/services/relayer/actIntake.test.ts: refuses proofs over another root, of another proposal, contract or chain, and of a later census",
  ),
  of(
    "relayer",
    "a contract of proposals of a stranger",
    "test/services/relayer/actIntake.test.ts: serves with a manifest the contract whose code it names, over its rolls, and no stranger's",
  ),
  of(
    "voter",
    "a relayer drops a support that it promised, or brings it late",
    `${LADDER}: judges a promise: pending, kept, broken for want of the act, and broken for a late one`,
  ),
  of(
    "voter",
    "a promise signed by another account, or for another act",
    `${LADDER}: takes no promise that another account signed, or that is of another act`,
  ),
  of(
    "page",
    "a mirror gives another text, or keeps one back",
    `${MIRROR}: gets from other mirrors what it lacks, is found out where it lies, and takes what residents kept`,
  ),
  of(
    "page",
    "a text offered that was not posted, or under another digest",
    `${MIRROR}: refuses what was not posted, is of another digest, breaks the rules of texts, or is no request`,
  ),
  of(
    "page",
    "what was taken down shown again by posting the same text once more",
    `${MIRROR}: hides it too where the same text is posted once more, and by no notice of strangers`,
  ),
  of(
    "page",
    "a notice, or a posting, that one node alone shows",
    `${MIRROR}: believes no notice and no posting that one of two nodes shows alone`,
  ),
  of(
    "nobody",
    "residents whom both offices of the roll invent",
    "their supports hold; the census's number is public beside the certified figure, and so is every enrolment (P1)",
  ),
];
