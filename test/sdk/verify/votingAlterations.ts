import { type Alteration, at, ballot, census, constitution, FAR, identityWords, O, present } from "./recordEdits.ts";

/** P5 to P11: ballots, sum, shares, result, and the form of the record. */
export const votingAlterations: readonly Alteration[] = [
  {
    what: "a ballot with a ciphertext less",
    alter: (r) => ballot(r, 1, 0, (one) => ({ ...one, next: one.next.slice(4) })),
    failing: [
      "P7.1 each ballot has the ciphertexts of its size",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P7.5 the tally chain holds the subtotal of every batch",
      "P8.2 the sealed sum is the sum of all ballots that count",
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 the counts open the sealed sum",
    ],
  },
  {
    what: "a ballot whose ciphertexts are the identity",
    alter: (r) => ballot(r, 1, 0, (one) => ({ ...one, next: identityWords(r.constitution.ballotSize) })),
    failing: [
      "P7.1 no ballot shows its choices (c1.x is never 0)",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P7.5 the tally chain holds the subtotal of every batch",
      "P8.2 the sealed sum is the sum of all ballots that count",
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 the counts open the sealed sum",
    ],
  },
  {
    what: "a version without successor",
    alter: (r) => ballot(r, 1, 0, (one) => ({ ...one, version: String(2 ** 32 - 1) })),
    failing: [
      "P7.1 each version has a successor",
      "P7.2 each ballot follows the last one of its slot",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P7.5 the tally chain holds the subtotal of every batch",
    ],
  },
  {
    what: "a version skipped",
    alter: (r) => ballot(r, 2, 0, (one) => ({ ...one, version: "2" })),
    failing: [
      "P7.2 each ballot follows the last one of its slot",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P7.5 the tally chain holds the subtotal of every batch",
    ],
  },
  {
    what: "a changed vote where that is forbidden",
    alter: (r) => constitution(r, { revoting: false }),
    failing: ["P3.2 hash of the constitution", "P7.2 votes changed only where that is allowed"],
  },
  {
    what: "more voters than the census has",
    alter: (r) => census(r, { activeMembers: 2 }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P4.2 the census is large enough to hide in",
      "P7.3 no more voters than residents in the census",
    ],
  },
  {
    what: "another ballot's proof",
    alter: (r) => ballot(r, 1, 0, (one) => ({ ...one, proof: present(r.batches[0]?.ballots[0]).proof })),
    failing: ["P5.5 each ballot's proof holds: a resident of the census, once, within the rules"],
  },
  {
    what: "ballots without an opening",
    alter: (r) => ({ ...r, opening: null }),
    failing: [
      "P7.3 no more voters than residents in the census",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P7.1 ballots only in an election that was opened",
      "P8.1 summed only in an election that was opened",
    ],
  },
  {
    what: "a batch cast at the closing of the box",
    alter: (r) => ({
      ...r,
      batches: at(r.batches, 2, (one) => ({
        ...one,
        at: { ...one.at, time: r.constitution.schedule.closesAt + r.constitution.schedule.closeGrace },
      })),
    }),
    failing: ["P7.1 each batch was cast while the box was open"],
  },
  {
    what: "a batch cast before the opening",
    alter: (r) => ({ ...r, batches: at(r.batches, 0, (one) => ({ ...one, at: r.created })) }),
    failing: ["P7.1 each batch was cast while the box was open"],
  },
  {
    what: "a ballot that was skipped when the box had closed",
    alter: (r) => ({ ...r, skipped: [{ at: present(r.firstSum), nullifier: "1", version: "0" }] }),
    failing: ["P7.2 ballots were skipped only while the box was open"],
  },
  {
    what: "a batch without ballots",
    alter: (r) => ({ ...r, batches: [...r.batches, { ...present(r.batches[2]), ballots: [] }] }),
    failing: ["P7.3 no batch is empty", "P7.5 the tally chain holds the subtotal of every batch"],
  },
  {
    what: "another tally chain",
    alter: (r) => ({ ...r, batches: at(r.batches, 2, (one) => ({ ...one, chain: present(r.batches[1]).chain })) }),
    failing: ["P7.5 the tally chain holds the subtotal of every batch"],
  },
  {
    what: "a ballot left out",
    alter: (r) => ({ ...r, batches: at(r.batches, 0, (one) => ({ ...one, ballots: one.ballots.slice(1) })) }),
    failing: [
      "P7.5 the tally chain holds the subtotal of every batch",
      "P8.2 number of voters",
      "P8.2 the sealed sum is the sum of all ballots that count",
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 the counts open the sealed sum",
    ],
  },

  {
    what: "a sum before the box had closed",
    alter: (r) => ({ ...r, firstSum: { ...present(r.firstSum), time: r.constitution.schedule.closesAt } }),
    failing: ["P8.1 summed after the box had closed"],
  },
  {
    what: "a seal before the delay",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), at: present(r.firstSum) } }),
    failing: ["P8.2 sealed after the delay"],
  },
  {
    what: "more voters in the seal",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), ballots: 4 } }),
    failing: ["P8.2 number of voters"],
  },
  {
    what: "another sealed sum",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), sumHash: `0x${"2".repeat(64)}` } }),
    failing: ["P8.2 the sealed sum is the sum of all ballots that count"],
  },
  {
    what: "fewer ballots than may be counted",
    alter: (r) => constitution(r, { minimumBallots: 4 }),
    failing: [
      "P3.2 hash of the constitution",
      "P4.2 enough residents for the ballots that are needed",
      "P8.3 enough ballots to count in secret",
    ],
  },
  {
    what: "a box that was opened though its quorum was missed",
    alter: (r) => constitution(r, { outcome: { ...r.constitution.outcome, closedBelowQuorum: true, electors: 100 } }),
    failing: [
      "P3.1 fields out of range",
      "P3.2 hash of the constitution",
      "P8.4 summed only with the turnout that opens the box",
      "P10.2 quorum reached",
      "P10.2 selected options (bits)",
      "P10.2 tied options (bits)",
    ],
  },

  {
    what: "shares without a seal",
    alter: (r) => ({ ...r, seal: null }),
    failing: ["P9 something to decrypt", "P9 no share before the seal", "P10.1 counted after the seal"],
  },
  {
    what: "a share before the seal",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, at: present(r.opening).at })) }),
    failing: ["P9 no share before the seal"],
  },
  {
    what: "a share that is the identity",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, share: one.share.map(() => O) })) }),
    failing: [
      "P9.2 each share is made of points of the prime subgroup",
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 the counts open the sealed sum",
    ],
  },
  {
    what: "another trustee's share",
    alter: (r) => ({ ...r, shares: at(r.shares, 0, (one) => ({ ...one, seat: 2 })) }),
    failing: [
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 each share used was posted before",
      "P10.1 the counts open the sealed sum",
    ],
  },
  {
    what: "one trustee's share twice",
    alter: (r) => ({ ...r, shares: [...r.shares, present(r.shares[0])] }),
    failing: ["P9.3 one share for each seat"],
  },

  {
    what: "a result before the seal",
    alter: (r) => ({ ...r, result: { ...present(r.result), at: present(r.opening).at } }),
    failing: ["P10.1 counted after the seal", "P10.1 each share used was posted before"],
  },
  {
    what: "a result of one share",
    alter: (r) => ({ ...r, result: { ...present(r.result), seats: [1] } }),
    failing: ["P10.1 number of shares used", "P10.1 the counts open the sealed sum"],
  },
  {
    what: "a result of one share twice",
    alter: (r) => ({ ...r, result: { ...present(r.result), seats: [1, 1] } }),
    failing: ["P10.1 shares of different seats, in order", "P10.1 the counts open the sealed sum"],
  },
  {
    what: "a result of a share that nobody posted",
    alter: (r) => ({ ...r, result: { ...present(r.result), seats: [1, 2] } }),
    failing: ["P10.1 each share used was posted before", "P10.1 the counts open the sealed sum"],
  },
  {
    what: "a count too many",
    alter: (r) => ({ ...r, result: { ...present(r.result), counts: [...present(r.result).counts, "0"] } }),
    failing: ["P10.1 one count for each option of the ballot"],
  },
  {
    what: "a count that two options share, carried over by 2^24",
    alter: (r) => ({
      ...r,
      result: {
        ...present(r.result),
        counts: present(r.result).counts.map((count, m) =>
          m === 0 ? String(Number(count) + 2 ** 24) : m === 1 ? String(Number(count) - 1) : count,
        ),
      },
    }),
    failing: ["P10.1 each count is possible", "P10.2 tied options (bits)"],
  },
  {
    what: "another count",
    alter: (r) => ({
      ...r,
      result: {
        ...present(r.result),
        counts: present(r.result).counts.map((count, m) => (m === 2 ? String(Number(count) ^ 1) : count)),
      },
    }),
    failing: ["P10.1 the counts open the sealed sum"],
  },
  {
    what: "the quorum missed",
    alter: (r) => ({
      ...r,
      result: { ...present(r.result), outcome: { ...present(r.result).outcome, quorumReached: false } },
    }),
    failing: ["P10.2 quorum reached"],
  },
  {
    what: "a project list accepted as if it were a referendum",
    alter: (r) => ({
      ...r,
      result: { ...present(r.result), outcome: { ...present(r.result).outcome, verdict: "Accepted" } },
    }),
    failing: ["P10.2 verdict"],
  },
  {
    what: "another option selected",
    alter: (r) => ({
      ...r,
      result: {
        ...present(r.result),
        outcome: { ...present(r.result).outcome, selected: present(r.result).outcome.selected ^ 1 },
      },
    }),
    failing: ["P10.2 selected options (bits)"],
  },
  {
    what: "a tie that there was not",
    alter: (r) => ({
      ...r,
      result: {
        ...present(r.result),
        outcome: { ...present(r.result).outcome, tied: present(r.result).outcome.tied ^ 1 },
      },
    }),
    failing: ["P10.2 tied options (bits)"],
  },

  {
    what: "an event at another time than its block's",
    alter: (r) => ({ ...r, seal: { ...present(r.seal), at: { ...present(r.seal).at, time: r.block.time } } }),
    failing: ["P11 times follow the blocks"],
  },
  {
    what: "an event after the record's block",
    alter: (r) => ({ ...r, result: { ...present(r.result), at: { block: FAR, time: r.block.time } } }),
    failing: ["P11 nothing is later than the record's own block"],
  },
  {
    what: "a number that is not canonical",
    alter: (r) => ({ ...r, chainId: `0${r.chainId}` }),
    failing: ["P11 format"],
  },
];
