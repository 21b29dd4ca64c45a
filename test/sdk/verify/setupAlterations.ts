import { companionOf } from "../../../sdk/election/companionRolls.ts";
import {
  type Alteration,
  at,
  board,
  cancelled,
  census,
  constitution,
  enrolment,
  hexOf,
  O,
  present,
} from "./recordEdits.ts";

/** P1 to P4: what was fixed before the first ballot. */
export const setupAlterations: readonly Alteration[] = [
  {
    what: "a resident's sequence begins at 2",
    alter: (r) => enrolment(r, 1, { sequence: 2 }),
    failing: [
      "P1.4 each resident's vouchers follow one another",
      "P1.3 each resident proved to know its identity's secret",
      "P1.5 each checkpoint is its roll as the enrolments give it",
    ],
  },
  {
    what: "two residents share the approver's pseudonym",
    alter: (r) => enrolment(r, 1, { approverPseudonym: r.roll[0]?.enrolments[0]?.approverPseudonym }),
    failing: [
      "P1.4 both offices' pseudonyms of a resident stay paired",
      "P1.3 each resident proved to know its identity's secret",
    ],
  },
  {
    what: "a resident on rolls in the wrong order",
    alter: (r) => enrolment(r, 1, { rollIds: ["1", "1"] }),
    failing: [
      "P1.4 rolls are named in order, none by a removal",
      "P1.5 each checkpoint is its roll as the enrolments give it",
    ],
  },
  {
    what: "a resident in a companion group without its roll",
    alter: (r) => enrolment(r, 1, { rollIds: ["1", String(companionOf(2n))] }),
    failing: [
      "P1.9 companion groups take first identities alone, each beside its roll",
      "P1.5 each checkpoint is its roll as the enrolments give it",
    ],
  },
  {
    what: "one identity commitment enrolled twice",
    alter: (r) => enrolment(r, 1, { identityCommitment: r.roll[0]?.enrolments[0]?.identityCommitment }),
    failing: [
      "P1.4 no identity commitment is used twice",
      "P1.3 each resident proved to know its identity's secret",
      "P1.5 each checkpoint is its roll as the enrolments give it",
    ],
  },
  {
    what: "another proof of knowledge",
    alter: (r) => enrolment(r, 1, { proof: r.roll[0]?.enrolments[0]?.proof }),
    failing: ["P1.3 each resident proved to know its identity's secret"],
  },
  {
    what: "a resident left out",
    alter: (r) => ({ ...r, roll: at(r.roll, 0, (entry) => ({ ...entry, enrolments: entry.enrolments.slice(1) })) }),
    failing: ["P1.5 each checkpoint is its roll as the enrolments give it"],
  },
  {
    what: "a checkpoint before an earlier one",
    alter: (r) => ({
      ...r,
      roll: [
        ...r.roll,
        {
          enrolments: [],
          checkpoints: at(present(r.roll[0]).checkpoints, 0, (one) => ({ ...one, time: one.time - 1 })),
        },
      ],
    }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P1.5 checkpoints follow one another in time",
    ],
  },

  {
    what: "a single trustee",
    alter: (r) => board(r, ({ trustees }) => ({ trustees: trustees.slice(0, 1) })),
    failing: [
      "P2 number of trustees",
      "P2 shares needed to decrypt",
      "P2.1 every seat registered",
      "P2.2 every seat dealt",
      "P2.1 each trustee proved to hold its key",
      "P2.2 each trustee dealt what it had committed to",
      "P2.2 number of shares dealt",
      "P3.1 fields against the board",
      "P4.1 each consent was proved with the trustee's share of the key",
      "P9.2 each share was proved right for the sealed sum",
      "P10.1 the counts open the sealed sum",
    ],
  },
  {
    what: "one account on two seats",
    alter: (r) => board(r, ({ trustees }) => ({ trustees: at(trustees, 1, () => present(trustees[0])) })),
    failing: [
      "P2 trustees are different accounts",
      "P2.1 each trustee proved to hold its key",
      "P2.2 each trustee dealt what it had committed to",
    ],
  },
  {
    what: "a threshold of one",
    alter: (r) => board(r, () => ({ threshold: 1 })),
    failing: [
      "P2 shares needed to decrypt",
      "P2.2 each polynomial has as many coefficients as shares are needed",
      "P10.1 number of shares used",
    ],
  },
  {
    what: "a second round that ends before the first",
    alter: (r) => board(r, ({ registerBy }) => ({ dealBy: registerBy })),
    failing: ["P2 rounds end one after the other, before the term does"],
  },
  {
    what: "a registration missing",
    alter: (r) => board(r, ({ registrations }) => ({ registrations: registrations.slice(0, -1) })),
    failing: [
      "P2.1 every seat registered",
      "P2.2 each trustee dealt what it had committed to",
      "P2.2 each share was proved right",
    ],
  },
  {
    what: "a registration after the deadline",
    alter: (r) => board(r, ({ registrations }) => ({ registerBy: present(registrations[2]).at.time - 1 })),
    failing: ["P2.1 all registered in time"],
  },
  {
    what: "a dealing missing",
    alter: (r) => board(r, ({ dealings }) => ({ dealings: dealings.slice(0, -1) })),
    failing: [
      "P2.2 every seat dealt",
      "P2.2 number of shares dealt",
      "P4.1 each consent was proved with the trustee's share of the key",
      "P4.2 the election key is the board's",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P9.2 each share was proved right for the sealed sum",
    ],
  },
  {
    what: "a dealing after the deadline",
    alter: (r) => board(r, ({ dealings }) => ({ registerBy: 1, dealBy: present(dealings[2]).at.time - 1 })),
    failing: ["P2.1 all registered in time", "P2.2 all dealt in time"],
  },
  {
    what: "a dealing before the last registration",
    alter: (r) =>
      board(r, ({ dealings, registrations }) => ({
        dealings: at(dealings, 0, (one) => ({ ...one, at: present(registrations[0]).at })),
      })),
    failing: ["P2.2 nobody dealt before all had registered"],
  },
  {
    what: "another trustee's registration proof",
    alter: (r) =>
      board(r, ({ registrations }) => ({
        registrations: at(registrations, 1, (one) => ({ ...one, proof: present(registrations[0]).proof })),
      })),
    failing: ["P2.1 each trustee proved to hold its key"],
  },
  {
    what: "two trustees with one encryption key",
    alter: (r) =>
      board(r, ({ registrations }) => ({
        registrations: at(registrations, 1, (one) => ({
          ...one,
          encryptionKey: present(registrations[0]).encryptionKey,
        })),
      })),
    failing: [
      "P2.1 each trustee proved to hold its key",
      "P2.1 encryption keys are all different",
      "P2.2 each share was proved right",
    ],
  },
  {
    what: "a longer polynomial",
    alter: (r) =>
      board(r, ({ dealings }) => ({
        dealings: at(dealings, 1, (one) => ({ ...one, polynomial: [...one.polynomial, present(one.polynomial[0])] })),
      })),
    failing: [
      "P2.2 each polynomial has as many coefficients as shares are needed",
      "P2.2 each trustee dealt what it had committed to",
      "P2.2 each share was proved right",
      "P4.1 each consent was proved with the trustee's share of the key",
      "P9.2 each share was proved right for the sealed sum",
    ],
  },
  {
    what: "another commitment to a dealing",
    alter: (r) =>
      board(r, ({ registrations }) => ({
        registrations: at(registrations, 1, (one) => ({ ...one, commitment: present(registrations[0]).commitment })),
      })),
    failing: ["P2.2 each trustee dealt what it had committed to"],
  },
  {
    what: "a key share missing",
    alter: (r) =>
      board(r, ({ dealings }) => ({
        dealings: at(dealings, 2, (one) => ({ ...one, shares: one.shares.slice(0, -1) })),
      })),
    failing: ["P2.2 number of shares dealt"],
  },
  {
    what: "another key share's proof",
    alter: (r) =>
      board(r, ({ dealings }) => ({
        dealings: at(dealings, 2, (one) => ({
          ...one,
          shares: at(one.shares, 0, (share) => ({ ...share, proof: present(one.shares[1]).proof })),
        })),
      })),
    failing: ["P2.2 each share was proved right"],
  },
  {
    what: "constant terms that cancel one another",
    alter: (r) => board(r, cancelled),
    failing: [
      "P2.2 each trustee dealt what it had committed to",
      "P2.2 each share was proved right",
      "P2.3 the election key is not the identity",
      "P4.1 each consent was proved with the trustee's share of the key",
      "P4.2 the election key is the board's",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P9.2 each share was proved right for the sealed sum",
    ],
  },

  {
    what: "another text",
    alter: (r) => ({ ...r, content: r.content.replace(hexOf("projects"), hexOf("Projects")) }),
    failing: ["P3.1 the text shown is the one that was frozen"],
  },
  {
    what: "a text that is no content",
    alter: (r) => ({ ...r, content: "0x00" }),
    failing: ["P3.1 the text shown is the one that was frozen", "P3.1 options shown are the options counted"],
  },
  {
    what: "an option count that the text does not have",
    alter: (r) =>
      constitution(r, {
        rules: { ...r.constitution.rules, optionCount: 2, costs: [0, 0] },
        outcome: { ...r.constitution.outcome, costs: r.constitution.outcome.costs.slice(0, 2) },
      }),
    failing: [
      "P3.1 options shown are the options counted",
      "P3.2 hash of the constitution",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
      "P10.2 selected options (bits)",
    ],
  },
  {
    what: "no mark of a test, though its text says why it is one",
    alter: (r) => constitution(r, { isTest: false }),
    failing: [
      "P3.4 reasons for a test only where it is one",
      "P3.1 fields out of range",
      "P3.2 hash of the constitution",
    ],
  },
  {
    what: "a field out of range",
    alter: (r) => constitution(r, { minimumBallots: 0 }),
    failing: ["P3.1 fields out of range", "P3.2 hash of the constitution"],
  },
  {
    what: "a term that ends before the shares are due",
    alter: (r) => board(r, () => ({ termEndsAt: r.constitution.schedule.sharesDueAt })),
    failing: ["P3.1 fields against the board"],
  },
  {
    what: "creation before the board was ready",
    alter: (r) => ({ ...r, created: present(r.board.registrations[0]).at }),
    failing: ["P3.1 the board was ready when the election was created"],
  },
  {
    what: "creation at the opening time",
    alter: (r) => ({ ...r, created: { ...r.created, time: r.constitution.schedule.opensAt } }),
    failing: ["P3.1 the election was created in time before it could open", "P11 times follow the blocks"],
  },
  {
    what: "another constitution hash",
    alter: (r) => ({ ...r, constitutionHash: `0x${"1".repeat(64)}` }),
    failing: [
      "P3.2 hash of the constitution",
      "P4.1 each consent was proved with the trustee's share of the key",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    ],
  },

  {
    what: "another trustee's consent proof",
    alter: (r) => ({ ...r, consents: at(r.consents, 1, (one) => ({ ...one, proof: present(r.consents[0]).proof })) }),
    failing: ["P4.1 each consent was proved with the trustee's share of the key"],
  },
  {
    what: "one trustee's consent twice",
    alter: (r) => ({ ...r, consents: [...r.consents, present(r.consents[0])] }),
    failing: ["P4.1 one consent for each seat"],
  },
  {
    what: "a consent at the census time",
    alter: (r) => ({
      ...r,
      consents: at(r.consents, 0, (one) => ({
        ...one,
        at: { ...one.at, time: r.constitution.schedule.censusTime },
      })),
    }),
    failing: ["P4.1 each consent came after the census time"],
  },
  {
    what: "a consent after the opening",
    alter: (r) => ({
      ...r,
      consents: at(r.consents, 2, (one) => ({
        ...one,
        at: { ...present(r.opening).at, block: present(r.opening).at.block + 1 },
      })),
    }),
    failing: [
      "P4.1 each consent came while the election waited for its opening",
      "P4.2 consents before the opening",
      "P11 times follow the blocks",
    ],
  },
  {
    what: "an opening before its time",
    alter: (r) => ({
      ...r,
      opening: { ...present(r.opening), at: { ...present(r.opening).at, time: r.constitution.schedule.opensAt - 1 } },
    }),
    failing: ["P4.2 opened in time"],
  },
  {
    what: "an opening after the grace",
    alter: (r) => ({
      ...r,
      opening: {
        ...present(r.opening),
        at: { ...present(r.opening).at, time: r.constitution.schedule.opensAt + r.constitution.schedule.openGrace + 1 },
      },
    }),
    failing: ["P4.2 opened in time", "P7.1 each batch was cast while the box was open", "P11 times follow the blocks"],
  },
  {
    what: "too few consents",
    alter: (r) => ({ ...r, consents: r.consents.slice(0, 2) }),
    failing: ["P4.2 consents before the opening"],
  },
  {
    what: "a census time before the first checkpoint",
    alter: (r) => ({
      ...r,
      roll: r.roll.map((entry) => ({
        ...entry,
        checkpoints: entry.checkpoints.map((one) => ({ ...one, time: r.constitution.schedule.censusTime + 1 })),
      })),
    }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
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
    what: "another census root",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), censusRoot: "5" } }),
    failing: [
      "P4.2 root of the census",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    ],
  },
  {
    what: "another census depth",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), depth: 3 } }),
    failing: ["P4.2 depth of the census"],
  },
  {
    what: "more residents in the census",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), activeMembers: 4 } }),
    failing: ["P4.2 residents in the census"],
  },
  {
    what: "an empty census",
    alter: (r) => census(r, { root: "0" }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P4.2 the census is not empty",
      "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    ],
  },
  {
    what: "a census deeper than the circuit",
    alter: (r) => census(r, { depth: 21 }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P4.2 the census fits the circuit",
    ],
  },
  {
    what: "a census below the minimum",
    alter: (r) => census(r, { activeMembers: 2 }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P4.2 the census is large enough to hide in",
      "P7.3 no more voters than residents in the census",
    ],
  },
  {
    what: "a census whose counts would overflow",
    alter: (r) => census(r, { activeMembers: 2 ** 24 }),
    failing: [
      "P4.1 each consent was proved with the trustee's share of the key",
      "P1.5 each checkpoint is its roll as the enrolments give it",
      "P4.2 counts fit their messages",
      "P10.2 quorum reached",
      "P10.2 selected options (bits)",
      "P10.2 tied options (bits)",
    ],
  },
  {
    what: "another election key",
    alter: (r) => ({ ...r, opening: { ...present(r.opening), electionKey: O } }),
    failing: ["P4.2 the election key is the board's"],
  },
];
