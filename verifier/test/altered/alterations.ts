import type { CheckName } from "../../src/report/checkNames.ts";

/** A record as JSON: tests change it at will. */
// biome-ignore lint/suspicious/noExplicitAny: altered records have fields of any shape
export type Draft = any;

/** A change of a sound record, and the check that must refuse it. */
export type Alteration = readonly [check: CheckName, says: string, change: (record: Draft) => void];

const up = (digits: string): string => `${BigInt(digits) + 1n}`;
const flip = (hash: string): string => `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`;

const swap = (list: Draft[], a: number, b: number): void => {
  [list[a], list[b]] = [list[b], list[a]];
};

const enrolment = (record: Draft, place = 0): Draft => record.roll[0].enrolments[place];
const ballot = (record: Draft, batch = 0, place = 0): Draft => record.batches[batch].ballots[place];

/** Alterations of the roll and the ceremony. */
const BEFORE: readonly Alteration[] = [
  ["P1.4 each resident's vouchers follow one another", "a sequence skips one", (r) => enrolment(r).sequence++],
  [
    "P1.4 both offices' pseudonyms of a resident stay paired",
    "two residents have one pseudonym",
    (r) => {
      enrolment(r, 1).approverPseudonym = enrolment(r).approverPseudonym;
    },
  ],
  [
    "P1.4 rolls are named in order, none by a removal",
    "an enrolment names no roll",
    (r) => {
      enrolment(r).rollIds = [];
    },
  ],
  [
    "P1.9 companion groups take first identities alone, each beside its roll",
    "a companion group without its roll",
    (r) => {
      enrolment(r).rollIds = [`${(1n << 255n) + 7n}`];
    },
  ],
  [
    "P1.4 no identity commitment is used twice",
    "one commitment for two residents",
    (r) => {
      enrolment(r, 1).identityCommitment = enrolment(r).identityCommitment;
    },
  ],
  [
    "P1.3 each resident proved to know its identity's secret",
    "an enrolment without a proof",
    (r) => {
      enrolment(r).proof = null;
    },
  ],
  [
    "P1.3 each resident proved to know its identity's secret",
    "two proofs swapped",
    (r) => {
      const [a, b] = [enrolment(r), enrolment(r, 1)];
      [a.proof, b.proof] = [b.proof, a.proof];
    },
  ],
  [
    "P1.5 each checkpoint is its roll as the enrolments give it",
    "enrolments in another order",
    (r) => {
      swap(r.roll[0].enrolments, 0, 1);
    },
  ],
  [
    "P1.5 each checkpoint is its roll as the enrolments give it",
    "a checkpoint is left out",
    (r) => {
      r.roll[0].checkpoints = [];
    },
  ],
  [
    "P2 number of trustees",
    "no trustees",
    (r) => {
      r.board.trustees = [];
    },
  ],
  [
    "P2 trustees are different accounts",
    "one trustee in two seats",
    (r) => {
      r.board.trustees[1] = r.board.trustees[0];
    },
  ],
  [
    "P2 shares needed to decrypt",
    "one share decrypts",
    (r) => {
      r.board.threshold = 1;
    },
  ],
  [
    "P2 rounds end one after the other, before the term does",
    "the rounds end together",
    (r) => {
      r.board.dealBy = r.board.registerBy;
    },
  ],
  ["P2.1 every seat registered", "a registration is missing", (r) => r.board.registrations.pop()],
  [
    "P2.1 all registered in time",
    "a registration too late",
    (r) => {
      r.board.registerBy = r.board.registrations[0].at.time - 1;
    },
  ],
  ["P2.2 every seat dealt", "dealings in another order", (r) => swap(r.board.dealings, 0, 1)],
  [
    "P2.2 all dealt in time",
    "a dealing too late",
    (r) => {
      r.board.dealBy = r.board.dealings[0].at.time - 1;
    },
  ],
  [
    "P2.2 nobody dealt before all had registered",
    "a dealing before a registration",
    (r) => {
      r.board.dealings[0].at.block = r.board.registrations[0].at.block;
    },
  ],
  [
    "P2.1 each trustee proved to hold its key",
    "a response is another",
    (r) => {
      r.board.registrations[0].proof.response = up(r.board.registrations[0].proof.response);
    },
  ],
  [
    "P2.1 each trustee proved to hold its key",
    "a trustee is another account",
    (r) => {
      r.board.trustees[0] = r.creator;
    },
  ],
  [
    "P2.1 encryption keys are all different",
    "two seats with one key",
    (r) => {
      r.board.registrations[1].encryptionKey = r.board.registrations[0].encryptionKey;
    },
  ],
  [
    "P2.2 each polynomial has as many coefficients as shares are needed",
    "a coefficient is missing",
    (r) => {
      r.board.dealings[0].polynomial.pop();
    },
  ],
  [
    "P2.2 each trustee dealt what it had committed to",
    "a commitment is another",
    (r) => {
      r.board.registrations[0].commitment = flip(r.board.registrations[0].commitment);
    },
  ],
  ["P2.2 number of shares dealt", "a share is missing", (r) => r.board.dealings[0].shares.pop()],
  [
    "P2.2 each share was proved right",
    "a ciphertext is another",
    (r) => {
      r.board.dealings[0].shares[1].ciphertext = up(r.board.dealings[0].shares[1].ciphertext);
    },
  ],
  ["P2.2 each share was proved right", "shares of two seats swapped", (r) => swap(r.board.dealings[0].shares, 0, 1)],
];

/** Alterations of what is frozen, consents and opening. */
const OPENING: readonly Alteration[] = [
  [
    "P3.1 the text shown is the one that was frozen",
    "the text has another letter",
    (r) => {
      r.content = r.content.replace("61", "62");
    },
  ],
  [
    "P3.1 options shown are the options counted",
    "the content is none",
    (r) => {
      r.content = "0x7b7d";
    },
  ],
  [
    "P3.4 reasons for a test only where it is one",
    "the mark is taken away",
    (r) => {
      r.constitution.isTest = false;
    },
  ],
  [
    "P3.1 fields out of range",
    "a masked election",
    (r) => {
      r.constitution.masked = true;
    },
  ],
  [
    "P3.1 fields out of range",
    "a ballot size without a circuit",
    (r) => {
      r.constitution.ballotSize = 6;
    },
  ],
  [
    "P3.1 fields against the board",
    "one trustee voids the election",
    (r) => {
      r.constitution.consentsRequired = 4;
    },
  ],
  [
    "P3.1 the board was ready when the election was created",
    "created too early",
    (r) => {
      r.created.block = 1;
    },
  ],
  [
    "P3.1 the election was created in time before it could open",
    "created too late",
    (r) => {
      r.created.time = r.constitution.schedule.opensAt;
    },
  ],
  ["P3.2 hash of the constitution", "another budget", (r) => r.constitution.outcome.budget++],
  [
    "P3.2 hash of the constitution",
    "another hash",
    (r) => {
      r.constitutionHash = flip(r.constitutionHash);
    },
  ],
  [
    "P4.1 each consent was proved with the trustee's share of the key",
    "consents of two seats swapped",
    (r) => {
      const [a, b] = r.consents;
      [a.proof, b.proof] = [b.proof, a.proof];
    },
  ],
  [
    "P4.1 each consent was proved with the trustee's share of the key",
    "consents for another chain",
    (r) => {
      r.chainId = "1";
    },
  ],
  [
    "P4.1 one consent for each seat",
    "a seat consents twice",
    (r) => {
      r.consents[1] = { ...r.consents[0] };
    },
  ],
  [
    "P4.1 each consent came after the census time",
    "a consent before the census",
    (r) => {
      r.consents[0].at.time = r.constitution.schedule.censusTime;
    },
  ],
  [
    "P4.1 each consent came while the election waited for its opening",
    "a consent after the opening",
    (r) => {
      r.consents[0].at.block = r.opening.at.block + 1;
    },
  ],
  [
    "P4.2 opened in time",
    "opened too early",
    (r) => {
      r.opening.at.time = r.constitution.schedule.opensAt - 1;
    },
  ],
  ["P4.2 consents before the opening", "a consent is missing", (r) => r.consents.pop()],
  [
    "P4.2 a roll at the census time",
    "there is no roll",
    (r) => {
      r.roll = [];
    },
  ],
  [
    "P4.2 root of the census",
    "another root",
    (r) => {
      r.opening.censusRoot = up(r.opening.censusRoot);
    },
  ],
  ["P4.2 depth of the census", "another depth", (r) => r.opening.depth++],
  ["P4.2 residents in the census", "another number of residents", (r) => r.opening.activeMembers++],
  [
    "P4.2 the census is large enough to hide in",
    "a floor above the census",
    (r) => {
      r.constitution.minimumCensus = 4;
    },
  ],
  [
    "P4.2 enough residents for the ballots that are needed",
    "more ballots needed than residents",
    (r) => {
      r.constitution.minimumBallots = 4;
    },
  ],
  [
    "P4.2 the election key is the board's",
    "another election key",
    (r) => {
      r.opening.electionKey = r.board.registrations[0].encryptionKey;
    },
  ],
];

/** Alterations of the box. */
const BALLOTS: readonly Alteration[] = [
  [
    "P7.1 each ballot has the ciphertexts of its size",
    "a ciphertext is missing",
    (r) => {
      ballot(r).next = ballot(r).next.slice(0, 4);
    },
  ],
  [
    "P7.1 no ballot shows its choices (c1.x is never 0)",
    "a ciphertext under the scalar 0",
    (r) => {
      ballot(r).next[0] = "0";
    },
  ],
  [
    "P7.2 each ballot follows the last one of its slot",
    "a version skips one",
    (r) => {
      ballot(r).version = "1";
    },
  ],
  [
    "P7.2 each ballot follows the last one of its slot",
    "a ballot stands twice",
    (r) => {
      r.batches[0].ballots.push(ballot(r));
    },
  ],
  ["P7.2 each ballot follows the last one of its slot", "the older ballot comes last", (r) => r.batches.reverse()],
  [
    "P7.2 votes changed only where that is allowed",
    "changes are not allowed",
    (r) => {
      r.constitution.revoting = false;
    },
  ],
  [
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    "proofs swapped",
    (r) => {
      const [a, b] = r.batches[0].ballots;
      [a.proof, b.proof] = [b.proof, a.proof];
    },
  ],
  [
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    "another nullifier",
    (r) => {
      ballot(r).nullifier = up(ballot(r).nullifier);
    },
  ],
  [
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    "another digest",
    (r) => {
      ballot(r).digest = up(ballot(r).digest);
    },
  ],
  [
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    "a coordinate plus q",
    (r) => {
      const q = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
      ballot(r).proof[0] = `${BigInt(ballot(r).proof[0]) + q}`;
    },
  ],
  [
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    "another's ciphertext",
    (r) => {
      ballot(r).next = ballot(r, 0, 1).next;
    },
  ],
  [
    "P7.1 ballots only in an election that was opened",
    "there was no opening",
    (r) => {
      r.opening = null;
    },
  ],
  [
    "P7.1 each batch was cast while the box was open",
    "a batch after closing",
    (r) => {
      const { closesAt, closeGrace } = r.constitution.schedule;
      r.batches[2].at.time = closesAt + closeGrace;
    },
  ],
  [
    "P7.3 no batch is empty",
    "a batch without ballots",
    (r) => {
      r.batches[1].ballots = [];
    },
  ],
  [
    "P7.3 no more voters than residents in the census",
    "fewer residents than voters",
    (r) => {
      r.opening.activeMembers = 2;
    },
  ],
  ["P7.5 the tally chain holds the subtotal of every batch", "a ballot is dropped", (r) => r.batches[0].ballots.pop()],
  [
    "P7.5 the tally chain holds the subtotal of every batch",
    "a chain is another",
    (r) => {
      r.batches[1].chain = `0x00${r.batches[1].chain.slice(4)}`;
    },
  ],
  [
    "P7.2 ballots were skipped only while the box was open",
    "skipped before the opening",
    (r) => {
      r.skipped.push({ at: r.created, nullifier: "1", version: "0" });
    },
  ],
];

/** Alterations of what was made of the box. */
const COUNTING: readonly Alteration[] = [
  [
    "P8.1 summed after the box had closed",
    "summed too early",
    (r) => {
      r.firstSum = { ...r.batches[2].at };
    },
  ],
  [
    "P8.3 enough ballots to count in secret",
    "fewer ballots than needed",
    (r) => {
      r.constitution.minimumBallots = 4;
    },
  ],
  [
    "P8.4 summed only with the turnout that opens the box",
    "a box that stays closed",
    (r) => {
      const { outcome } = r.constitution;
      outcome.closedBelowQuorum = true;
      outcome.electors = 1000;
    },
  ],
  [
    "P8.2 sealed after the delay",
    "sealed too early",
    (r) => {
      r.seal.at.time = r.firstSum.time;
    },
  ],
  ["P8.2 number of voters", "another number of voters", (r) => r.seal.ballots++],
  [
    "P8.2 the sealed sum is the sum of all ballots that count",
    "another sum",
    (r) => {
      r.seal.sumHash = flip(r.seal.sumHash);
    },
  ],
  [
    "P9 something to decrypt",
    "nothing was sealed",
    (r) => {
      r.seal = null;
    },
  ],
  [
    "P9 no share before the seal",
    "a share before the seal",
    (r) => {
      r.shares[0].at.block = r.seal.at.block - 1;
    },
  ],
  [
    "P9.2 each share is made of points of the prime subgroup",
    "a point of small order",
    (r) => {
      r.shares[0].share[0] = {
        x: "0",
        y: `${21888242871839275222246405745257275088548364400416034343698204186575808495616n}`,
      };
    },
  ],
  [
    "P9.2 each share was proved right for the sealed sum",
    "shares of two seats swapped",
    (r) => {
      const [a, b] = r.shares;
      [a.share, b.share] = [b.share, a.share];
    },
  ],
  ["P9.3 one share for each seat", "a seat shares twice", (r) => r.shares.push(r.shares[0])],
  [
    "P10.1 counted after the seal",
    "counted before the seal",
    (r) => {
      r.result.at.block = r.seal.at.block - 1;
    },
  ],
  ["P10.1 number of shares used", "one share too few", (r) => r.result.seats.pop()],
  ["P10.1 shares of different seats, in order", "seats out of order", (r) => r.result.seats.reverse()],
  [
    "P10.1 each share used was posted before",
    "a share that nobody posted",
    (r) => {
      r.result.seats = [1, 2];
    },
  ],
  ["P10.1 one count for each option of the ballot", "a count is missing", (r) => r.result.counts.pop()],
  [
    "P10.1 each count is possible",
    "more votes than voters",
    (r) => {
      r.result.counts[0] = "4";
    },
  ],
  [
    "P10.1 the counts open the sealed sum",
    "another count",
    (r) => {
      r.result.counts[0] = up(r.result.counts[0]);
    },
  ],
  [
    "P10.2 quorum reached",
    "the quorum was missed",
    (r) => {
      r.result.outcome.quorumReached = false;
    },
  ],
  [
    "P10.2 verdict",
    "a verdict of no referendum",
    (r) => {
      r.result.outcome.verdict = "Accepted";
    },
  ],
  [
    "P10.2 selected options (bits)",
    "another selection",
    (r) => {
      r.result.outcome.selected = 2;
    },
  ],
  [
    "P10.2 tied options (bits)",
    "no tie",
    (r) => {
      r.result.outcome.tied = 0;
    },
  ],
  [
    "P11 times follow the blocks",
    "a time goes back",
    (r) => {
      r.shares[1].at.time = r.shares[0].at.time - 1;
    },
  ],
  ["P11 nothing is later than the record's own block", "an earlier block", (r) => r.block.number--],
];

/** All alterations of `changed-vote.json`. */
export const ALTERATIONS: readonly Alteration[] = [...BEFORE, ...OPENING, ...BALLOTS, ...COUNTING];
