/** Where the records of proposals stand, from the project's root. */
export const PROPOSAL_RECORDS = "conformance/records/proposals";

/** The record of a proposal that every verifier must accept: what it is, and what it has. */
export type ProposalPlan = {
  /** Of the file. */
  readonly name: string;
  readonly says: string;
  /** Whether its quota was reached. */
  readonly isReached: boolean;
  readonly changes: number;
  readonly supporters: number;
  readonly notices: number;
  /** Groups of newcomers that were shown. */
  readonly newcomers: number;
  /** Publications of its series and what took over. */
  readonly series: number;
  /** Leaves of its text, and how many of them are hidden; none where it has no text. */
  readonly leaves: readonly [count: number, hidden: number] | undefined;
};

type Given = Pick<ProposalPlan, "name" | "says"> & Partial<ProposalPlan>;

function plan(given: Given): ProposalPlan {
  const nothing = { changes: 0, supporters: 0, notices: 0, newcomers: 0, leaves: undefined };
  return { isReached: false, ...nothing, series: 1, ...given };
}

/** All records of proposals. */
export const proposalPlans: readonly ProposalPlan[] = [
  plan({
    name: "posted",
    says: "a policy that nobody supported yet, without its text",
  }),
  plan({
    name: "not-enough",
    says: "a policy whose supports closed without its quota: two supported, one of them took it back",
    ...{ changes: 3, supporters: 1, leaves: [4, 0] },
  }),
  plan({
    name: "reached",
    says: "a policy that reached its quota: by the census and by a group of newcomers, with a withdrawal and a support given again",
    ...{ isReached: true, changes: 5, supporters: 3, newcomers: 1, leaves: [4, 0] },
  }),
  plan({
    name: "converted",
    says: "an ordinance that reached its quota, was accepted and came to a vote",
    ...{ isReached: true, changes: 3, supporters: 3, leaves: [4, 0] },
  }),
  plan({
    name: "joint-measure",
    says: "an ordinance that came to a vote without a paragraph that a joint measure hides, which the record has by its hash",
    ...{ isReached: true, changes: 3, supporters: 3, notices: 4, leaves: [4, 1] },
  }),
  plan({
    name: "notices",
    says: "a policy under the second template of its series: hidden alone, named, withdrawn, hidden jointly, restored, with stages and milestones; one leaf is hidden",
    ...{ changes: 1, supporters: 1, notices: 14, series: 3, leaves: [4, 1] },
  }),
  plan({
    name: "counting",
    says: "a policy that is no test: two weeks of notice, a census of 101 residents",
    ...{ isReached: true, changes: 5, supporters: 3, leaves: [4, 0] },
  }),
  plan({
    name: "project",
    says: "a project of a budget cell, with its cost: supported, taken back, supported again",
    ...{ changes: 4, supporters: 2, leaves: [4, 0] },
  }),
  plan({
    name: "project-alone",
    says: "a project that nobody supported, whose title nobody can read, without its text",
  }),
];

/** Records of the elections that proposals and cells came to, which stand beside them. */
export const convertedPlans: readonly Pick<ProposalPlan, "name" | "says">[] = [
  { name: "converted-election", says: "the election that `converted` came to, not open yet, as `hanpyo-record-3`" },
  {
    name: "joint-measure-election",
    says: "the election that `joint-measure` came to, not open yet: its content has a paragraph by its hash alone",
  },
  {
    name: "cell-election",
    says: "the election that the cell of `project` came to, decided: two projects of three are funded, one of another cost than it was posted with",
  },
  {
    name: "approval-cell-election",
    says: "the election of another cell, not open yet: an approval, one of its projects has a title that nobody can read",
  },
];
