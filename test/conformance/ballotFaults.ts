import type { RegistryRecord } from "../../sdk/verify/record.ts";
import { type Alteration, at, board, FAR, present } from "../sdk/verify/recordEdits.ts";

/**
 * Faults that were injected into other systems' ballot boxes, as edits of a record: on any record with two batches or
 * more, and a result. The first check named must refuse it; others may.
 */

const CHAIN = "P7.5 the tally chain holds the subtotal of every batch";
const PROVED = "P5.5 each ballot's proof holds: a resident of the census, once, within the rules";
const FOLLOWS = "P7.2 each ballot follows the last one of its slot";
const SUM = "P8.2 the sealed sum is the sum of all ballots that count";
const SHARE = "P9.2 each share was proved right for the sealed sum";
const IDENTITY = "P1.3 each resident proved to know its identity's secret";
const OPENS = "P10.1 the counts open the sealed sum";

type Ballot = RegistryRecord["batches"][number]["ballots"][number];

const ballots = (r: RegistryRecord): Ballot[] => r.batches.flatMap((batch) => batch.ballots);

/** The record with ballot a replaced by what `change` makes of it and b, both counted over all batches. */
function withBallot(r: RegistryRecord, a: number, change: (own: Ballot) => Ballot): RegistryRecord {
  let count = 0;
  const batches = r.batches.map((batch) => ({
    ...batch,
    ballots: batch.ballots.map((own) => (count++ === a ? change(own) : own)),
  }));
  return { ...r, batches };
}

const swapped = (r: RegistryRecord, field: keyof Ballot): RegistryRecord => {
  const [first, second] = ballots(r) as [Ballot, Ballot];
  const one = withBallot(r, 0, (own) => ({ ...own, [field]: second[field] }));
  return withBallot(one, 1, (own) => ({ ...own, [field]: first[field] }));
};

export const ballotFaults: readonly Alteration[] = [
  {
    what: "the last batch dropped",
    alter: (r) => ({ ...r, batches: r.batches.slice(0, -1) }),
    failing: [SUM],
  },
  {
    what: "the first batch dropped",
    alter: (r) => ({ ...r, batches: r.batches.slice(1) }),
    failing: [CHAIN],
  },
  {
    what: "all batches dropped",
    alter: (r) => ({ ...r, batches: [] }),
    failing: ["P8.2 number of voters"],
  },
  {
    what: "the last ballot of the first batch dropped",
    alter: (r) => ({ ...r, batches: at(r.batches, 0, (one) => ({ ...one, ballots: one.ballots.slice(0, -1) })) }),
    failing: [CHAIN],
  },
  {
    what: "two batches in the other order, each with its own moment and chain",
    alter: (r) => ({ ...r, batches: [present(r.batches[1]), present(r.batches[0]), ...r.batches.slice(2)] }),
    failing: [CHAIN],
  },
  {
    what: "the ballots of two batches exchanged, moments and chains left",
    alter: (r) => {
      const [first, second] = [present(r.batches[0]), present(r.batches[1])];
      const [a, b] = [
        { ...first, ballots: second.ballots },
        { ...second, ballots: first.ballots },
      ];
      return { ...r, batches: [a, b, ...r.batches.slice(2)] };
    },
    failing: [CHAIN],
  },
  {
    what: "two batches made one",
    alter: (r) => {
      const [first, second] = [present(r.batches[0]), present(r.batches[1])];
      return { ...r, batches: [{ ...second, ballots: [...first.ballots, ...second.ballots] }, ...r.batches.slice(2)] };
    },
    failing: [CHAIN],
  },
  {
    what: "a ballot twice in its batch",
    alter: (r) => ({
      ...r,
      batches: at(r.batches, 0, (one) => ({ ...one, ballots: [present(one.ballots[0]), ...one.ballots] })),
    }),
    failing: [FOLLOWS],
  },
  {
    what: "a batch twice",
    alter: (r) => ({ ...r, batches: [...r.batches, present(r.batches[0])] }),
    failing: [FOLLOWS],
  },
  {
    what: "a ballot repeated as a change of itself",
    alter: (r) => {
      const again = { ...present(ballots(r)[0]), version: "1" };
      return { ...r, batches: at(r.batches, 0, (one) => ({ ...one, ballots: [...one.ballots, again] })) };
    },
    failing: [PROVED],
  },
  {
    what: "another voter's ciphertexts",
    alter: (r) => withBallot(r, 1, (own) => ({ ...own, next: present(ballots(r)[0]).next })),
    failing: [PROVED],
  },
  {
    what: "another voter's ciphertexts with their digest and proof: a ballot copied under one's own nullifier",
    alter: (r) => withBallot(r, 1, (own) => ({ ...present(ballots(r)[0]), nullifier: own.nullifier })),
    failing: [PROVED],
  },
  {
    what: "another voter's ciphertext in the first place alone",
    alter: (r) =>
      withBallot(r, 1, (own) => ({ ...own, next: [...present(ballots(r)[0]).next.slice(0, 4), ...own.next.slice(4)] })),
    failing: [PROVED],
  },
  {
    what: "two ciphertexts of one ballot exchanged",
    alter: (r) =>
      withBallot(r, 0, (own) => ({
        ...own,
        next: [...own.next.slice(4, 8), ...own.next.slice(0, 4), ...own.next.slice(8)],
      })),
    failing: [PROVED],
  },
  ...(["nullifier", "next", "digest", "proof"] as const).map((field) => ({
    what: `${field} of two ballots exchanged`,
    alter: (r: RegistryRecord) => swapped(r, field),
    failing: [PROVED],
  })),
  {
    what: "a nullifier that nobody has",
    alter: (r) => withBallot(r, 0, (own) => ({ ...own, nullifier: "1" })),
    failing: [PROVED],
  },
  {
    what: "a ballot in two batches: the first one once more, after all",
    alter: (r) => {
      const batch = present(r.batches.at(-1));
      return { ...r, batches: [...r.batches, { ...batch, ballots: [present(ballots(r)[0])] }] };
    },
    failing: [FOLLOWS],
  },
  {
    what: "the election's chain ended one batch earlier",
    alter: (r) => ({
      ...r,
      batches: at(r.batches, r.batches.length - 1, (one) => ({ ...one, chain: present(r.batches[0]).chain })),
    }),
    failing: [CHAIN],
  },
  {
    what: "a chain whose last bytes are not zeros",
    alter: (r) => ({ ...r, batches: at(r.batches, 0, (one) => ({ ...one, chain: `${one.chain.slice(0, -1)}1` })) }),
    failing: [CHAIN],
  },
  {
    what: "the sum of one batch sealed in the place of all",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), sumHash: present(r.batches[0]).chain } }),
    failing: [SUM],
  },
  {
    what: "one voter less in the seal",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), ballots: present(r.seal).ballots - 1 } }),
    failing: ["P8.2 number of voters"],
  },
  {
    what: "the seal left out",
    alter: (r) => ({ ...r, seal: null }),
    failing: ["P10.1 counted after the seal"],
  },
  {
    what: "the first sum left out",
    alter: (r) => ({ ...r, firstSum: null }),
    failing: ["P8.2 sealed after the delay"],
  },
  {
    what: "two trustees' shares exchanged",
    alter: (r) => {
      const [a, b] = [present(r.shares[0]), present(r.shares[1])];
      return {
        ...r,
        shares: [
          { ...a, share: b.share, proof: b.proof },
          { ...b, share: a.share, proof: a.proof },
          ...r.shares.slice(2),
        ],
      };
    },
    failing: [SHARE],
  },
  {
    what: "the points of one share in another order",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, share: one.share.toReversed() })) }),
    failing: [SHARE],
  },
  {
    what: "a share of one point less",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, share: one.share.slice(1) })) }),
    failing: [SHARE],
  },
  {
    what: "a share before the sum was sealed",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, at: present(r.firstSum) })) }),
    failing: ["P9 no share before the seal"],
  },
  {
    what: "a used share left out",
    alter: (r) => ({ ...r, shares: r.shares.filter(({ seat }) => seat !== present(r.result).seats[0]) }),
    failing: ["P10.1 each share used was posted before"],
  },
  {
    what: "the result's seats in another order",
    alter: (r) => ({ ...r, result: { ...present(r.result), seats: present(r.result).seats.toReversed() } }),
    failing: ["P10.1 shares of different seats, in order"],
  },
  {
    what: "one vote more for the first option",
    alter: (r) => ({
      ...r,
      result: {
        ...present(r.result),
        counts: present(r.result).counts.map((one, m) => String(Number(one) + Number(m === 0))),
      },
    }),
    failing: [OPENS],
  },
  {
    what: "all counts zero",
    alter: (r) => ({ ...r, result: { ...present(r.result), counts: present(r.result).counts.map(() => "0") } }),
    failing: [OPENS],
  },
  {
    what: "the counts of one option less",
    alter: (r) => ({ ...r, result: { ...present(r.result), counts: present(r.result).counts.slice(1) } }),
    failing: ["P10.1 one count for each option of the ballot"],
  },
  {
    what: "every option selected and tied",
    alter: (r) => ({
      ...r,
      result: { ...present(r.result), outcome: { ...present(r.result).outcome, selected: 2 ** 31, tied: 2 ** 31 } },
    }),
    failing: ["P10.2 selected options (bits)"],
  },
  {
    what: "a batch one block before the opening",
    alter: (r) => ({
      ...r,
      batches: at(r.batches, 0, (one) => ({ ...one, at: { ...one.at, block: present(r.opening).at.block - 1 } })),
    }),
    failing: ["P7.1 each batch was cast while the box was open"],
  },
  {
    what: "a batch after the one behind it",
    alter: (r) => ({ ...r, batches: at(r.batches, 0, (one) => ({ ...one, at: { ...one.at, block: FAR } })) }),
    failing: ["P7.1 each batch was cast while the box was open"],
  },
  {
    what: "the census without its last member",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), activeMembers: present(r.opening).activeMembers - 1 } }),
    failing: ["P4.2 residents in the census"],
  },
  {
    what: "two residents' commitments exchanged",
    alter: (r) => {
      const change = present(r.roll[0]);
      const [a, b] = [present(change.enrolments[0]), present(change.enrolments[1])];
      const enrolments = [
        { ...a, identityCommitment: b.identityCommitment },
        { ...b, identityCommitment: a.identityCommitment },
        ...change.enrolments.slice(2),
      ];
      return { ...r, roll: at(r.roll, 0, (one) => ({ ...one, enrolments })) };
    },
    failing: [IDENTITY],
  },
  {
    what: "an invented resident at the end of a transaction",
    alter: (r) => {
      const one = present(r.roll[0]?.enrolments[0]);
      const invented = {
        ...one,
        registrarPseudonym: `0x${"11".repeat(32)}`,
        approverPseudonym: `0x${"22".repeat(32)}`,
        identityCommitment: "7",
      };
      return { ...r, roll: at(r.roll, 0, (change) => ({ ...change, enrolments: [...change.enrolments, invented] })) };
    },
    failing: [IDENTITY],
  },
  {
    what: "a transaction of the roll left out",
    alter: (r) => ({ ...r, roll: r.roll.slice(1) }),
    failing: ["P1.5 each checkpoint is its roll as the enrolments give it"],
  },
  {
    what: "residents of a transaction in another order",
    alter: (r) => ({ ...r, roll: at(r.roll, 0, (one) => ({ ...one, enrolments: one.enrolments.toReversed() })) }),
    failing: ["P1.5 each checkpoint is its roll as the enrolments give it"],
  },
  {
    what: "a checkpoint left out",
    alter: (r) => ({ ...r, roll: at(r.roll, 0, (one) => ({ ...one, checkpoints: one.checkpoints.slice(1) })) }),
    failing: ["P1.5 each checkpoint is its roll as the enrolments give it"],
  },
  {
    what: "an invented board: another account in the first seat",
    alter: (r) => board(r, ({ trustees }) => ({ trustees: at(trustees, 0, () => r.creator) })),
    failing: ["P2.1 each trustee proved to hold its key"],
  },
  {
    what: "two seats of the board exchanged",
    alter: (r) =>
      board(r, ({ trustees }) => ({ trustees: [...trustees.slice(0, 2).toReversed(), ...trustees.slice(2)] })),
    failing: ["P2.1 each trustee proved to hold its key"],
  },
  {
    what: "one dealer's polynomial in another's place",
    alter: (r) =>
      board(r, ({ dealings }) => ({
        dealings: at(dealings, 0, (one) => ({ ...one, polynomial: present(dealings[1]).polynomial })),
      })),
    failing: ["P2.2 each trustee dealt what it had committed to"],
  },
  {
    what: "two key shares of a dealing exchanged",
    alter: (r) =>
      board(r, ({ dealings }) => ({
        dealings: at(dealings, 0, (one) => ({
          ...one,
          shares: [...one.shares.slice(0, 2).toReversed(), ...one.shares.slice(2)],
        })),
      })),
    failing: ["P2.2 each share was proved right"],
  },
  {
    what: "two trustees' consents exchanged",
    alter: (r) => {
      const [a, b] = [present(r.consents[0]), present(r.consents[1])];
      return { ...r, consents: [{ ...a, proof: b.proof }, { ...b, proof: a.proof }, ...r.consents.slice(2)] };
    },
    failing: ["P4.1 each consent was proved with the trustee's share of the key"],
  },
  {
    what: "all consents left out",
    alter: (r) => ({ ...r, consents: [] }),
    failing: ["P4.2 consents before the opening"],
  },
  {
    what: "the options of the text exchanged",
    alter: (r) => {
      const text = Buffer.from(r.content.slice(2), "hex").toString("utf8");
      const content = JSON.parse(text) as { options: unknown[] };
      const changed = JSON.stringify({ ...content, options: content.options.toReversed() });
      return { ...r, content: `0x${Buffer.from(changed).toString("hex")}` };
    },
    failing: ["P3.1 the text shown is the one that was frozen"],
  },
  {
    what: "a text with an option more",
    alter: (r) => {
      const text = Buffer.from(r.content.slice(2), "hex")
        .toString("utf8")
        .replace('"options":[', '"options":[{"title":{"ko":"x"}},');
      return { ...r, content: `0x${Buffer.from(text).toString("hex")}` };
    },
    failing: ["P3.1 options shown are the options counted"],
  },
  {
    what: "a transaction of the roll dated before the first",
    alter: (r) => {
      const early = present(r.roll[0]?.checkpoints[0]).time - 1;
      const redated = at(r.roll, 1, (one) => ({
        ...one,
        checkpoints: one.checkpoints.map((checkpoint) => ({ ...checkpoint, time: early })),
      }));
      return { ...r, roll: redated };
    },
    failing: ["P1.5 checkpoints follow one another in time"],
  },
  {
    what: "more voters than the census that was opened with",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), activeMembers: 1 } }),
    failing: ["P7.3 no more voters than residents in the census"],
  },
  {
    what: "the opening left out",
    alter: (r) => ({ ...r, opening: null }),
    failing: ["P8.1 summed only in an election that was opened"],
  },
  {
    what: "more ballots needed than there are",
    alter: (r) => ({ ...r, constitution: { ...r.constitution, minimumBallots: 5 } }),
    failing: ["P8.3 enough ballots to count in secret"],
  },
  {
    what: "a larger roll needed than there is",
    alter: (r) => ({ ...r, constitution: { ...r.constitution, minimumCensus: 100 } }),
    failing: ["P4.2 the census is large enough to hide in"],
  },
  {
    what: "more ballots needed than there are residents",
    alter: (r) => ({ ...r, constitution: { ...r.constitution, minimumBallots: 100 } }),
    failing: ["P4.2 enough residents for the ballots that are needed"],
  },
  {
    what: "a box that had to stay closed",
    alter: (r) => {
      const quorum = { numerator: 1, denominator: 1, moreThan: false };
      const outcome = { ...r.constitution.outcome, quorum, closedBelowQuorum: true, electors: 1_000 };
      return { ...r, constitution: { ...r.constitution, outcome } };
    },
    failing: ["P8.4 summed only with the turnout that opens the box"],
  },
  {
    what: "opening and first sum left out",
    alter: (r) => ({ ...r, opening: null, firstSum: null }),
    failing: ["P7.1 ballots only in an election that was opened"],
  },
];
