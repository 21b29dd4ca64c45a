import type { ElectionRecord, RegistryRecord } from "../../sdk/verify/record.ts";
import { ballotFaults } from "./ballotFaults.ts";
import type { Fault, Notices } from "./fault.ts";
import { aroundProposals, inProposalRecords } from "./proposalFaults.ts";

/** A section of the catalogue: where faults are put in. */
export type Section = { readonly title: string; readonly faults: readonly Fault[] };

const EQUAL = "test/sdk/verify/chainChecks.test.ts: names the first field that differs, with both values";

/** What a record alone cannot show: `verify` holds, with exit code 2; a chain or an archive beside it tells. */
const unseen = (fault: string, alter: (record: RegistryRecord) => unknown): Fault => {
  return { fault, alter, noticedBy: "verify with a chain", by: EQUAL };
};

const until = (r: RegistryRecord, change: Partial<ElectionRecord>): unknown => {
  const nothing = { firstSum: null, seal: null, shares: [], result: null };
  return { ...r, ...nothing, ...change };
};

const ofRecords: readonly Fault[] = [
  ...ballotFaults.map(({ what, alter, failing }) => ({
    fault: what,
    alter,
    noticedBy: "verify" as const,
    by: failing[0] as string,
  })),
  unseen("an older version restored: the record ends before the result", (r) => ({ ...r, result: null })),
  unseen("an older version restored: the record ends before the sum, its last batch dropped", (r) =>
    until(r, { batches: r.batches.slice(0, -1), skipped: [] }),
  ),
  unseen("an unused share dropped", (r) => {
    const used = r.result?.seats ?? [];
    return { ...r, shares: r.shares.filter(({ seat }) => used.includes(seat)).toReversed() };
  }),
  unseen("another creator", (r) => ({ ...r, creator: r.board.trustees[0] })),
  unseen("a ballot that was skipped left out", (r) => ({ ...r, skipped: [] })),
  unseen("an event moved by a second, within its bounds", (r) => ({
    ...r,
    block: { ...r.block, time: r.block.time + 1 },
  })),
];

const of = (noticedBy: Notices, fault: string, by: string): Fault => ({ fault, noticedBy, by });
const ELECTIONS = "test/contracts/elections";
const REGISTRY = "test/contracts/registry";

const ofChains: readonly Fault[] = [
  of(
    "contract",
    "a ballot cast twice, or an older version of a vote restored",
    `${ELECTIONS}/revoting.test.ts: needs the slot's own version: none that was used, none that is to come`,
  ),
  of(
    "contract",
    "a second vote under another spelling of one's nullifier",
    `${ELECTIONS}/aliases.test.ts: is a second vote in a box that does not check ranges, and refused in ours`,
  ),
  of(
    "contract",
    "a ballot made for another version, election or chain",
    `${ELECTIONS}/ballotBinding.test.ts: refuses a ballot for an election of the same constitution, on this chain or another`,
  ),
  of(
    "contract",
    "a false proof among good ones",
    `${ELECTIONS}/batches.test.ts: reverts as a whole for one proof that does not hold, wherever it stands`,
  ),
  of(
    "contract",
    "proofs of two ballots exchanged",
    `${ELECTIONS}/ballotProofs.test.ts: is refused when it belongs to the other ballot of a batch, though their sum would hold`,
  ),
  of(
    "contract",
    "a ballot whose first point shows the choice",
    `${ELECTIONS}/casting.test.ts: takes no ciphertext whose c1 is the identity, and any c2`,
  ),
  of(
    "contract",
    "more voters than residents",
    `${ELECTIONS}/casting.test.ts: takes as many new slots as the census has members, and changes of votes after that`,
  ),
  of(
    "contract",
    "a ballot after the box has closed, or before it opened",
    `${ELECTIONS}/phases.test.ts: ends with the second before closesAt + closeGrace, when the time of summing begins`,
  ),
  of(
    "contract",
    "batches of the tally left out, doubled or in another order",
    `${ELECTIONS}/summing.test.ts: refuses a chunk that is not its own: other order, other word, left out, twice, of the other end`,
  ),
  of(
    "contract",
    "the sum begun from a false start",
    `${ELECTIONS}/summing.test.ts: refuses a poisoned start, so that nobody can lead the sum astray`,
  ),
  of(
    "contract",
    "a share before the sum is sealed",
    `${ELECTIONS}/laterPhases.test.ts: begins with the seal: a true share of the whole sum is refused a call earlier`,
  ),
  of(
    "contract",
    "a share of one voter's ballot in the place of the sum",
    `${ELECTIONS}/shareProofs.test.ts: is refused when it was made of the other halves of the ciphertexts, of one base, or of one voter's ballot`,
  ),
  of(
    "contract",
    "another trustee's share",
    `${ELECTIONS}/shareProofs.test.ts: is refused from one who holds another share, for every seat`,
  ),
  of(
    "contract",
    "wrong counts",
    `${ELECTIONS}/result.test.ts: is refused with any other count of any option, up to the number of ballots`,
  ),
  of(
    "contract",
    "counts of two options exchanged",
    `${ELECTIONS}/result.test.ts: is refused with its counts exchanged`,
  ),
  of(
    "contract",
    "a result of fewer shares, or of the same one twice",
    `${ELECTIONS}/result.test.ts: stands on exactly k seats in increasing order`,
  ),
  of(
    "contract",
    "counting fewer ballots than may be counted in secret",
    `${ELECTIONS}/laterPhases.test.ts: never comes in an election with too few ballots`,
  ),
  of(
    "contract",
    "the roll altered after consent, by a reorganisation",
    `${ELECTIONS}/consent.test.ts: changes with the chain: after a reorganisation with another root the same consents do not hold`,
  ),
  of(
    "contract",
    "residents added after the census",
    `${ELECTIONS}/opening.test.ts: does not change when the roll does`,
  ),
  of(
    "contract",
    "a resident enrolled by one office alone",
    `${REGISTRY}/enrolment.test.ts: refuses a voucher that lacks either office's signature`,
  ),
  of(
    "contract",
    "an old voucher used to restore an earlier identity",
    `${REGISTRY}/enrolment.test.ts: refuses every sequence but the next, so that an old voucher restores nothing`,
  ),
  of(
    "contract",
    "one commitment for two residents",
    `${REGISTRY}/enrolment.test.ts: refuses a commitment that was ever used, by anybody, in the same batch or before`,
  ),
  of(
    "contract",
    "a published roll with more entries than it says, or fewer",
    `${REGISTRY}/challenges.test.ts: falls if it holds more entries than active members, or fewer`,
  ),
  of(
    "contract",
    "a trustee's key that cancels the others'",
    "test/contracts/trustees/registration.test.ts: for a rogue key that cancels the others, of which no logarithm is known",
  ),
  of(
    "contract",
    "a dealing that was not the one committed to",
    "test/contracts/trustees/dealing.test.ts: that is not the one committed to, also if it is another trustee's or in another order",
  ),
  of(
    "contract",
    "an invented board in a genuine election",
    "test/contracts/factory/genuineness.test.ts: not an invented board that says it is ready, with a key of its maker",
  ),
  of(
    "contract",
    "an invented roll in a genuine election",
    "test/contracts/factory/genuineness.test.ts: not an invented roll with a root of its maker",
  ),
  of(
    "contract",
    "another text than the one that was frozen",
    "test/contracts/factory/creation.test.ts: needs the content whose hash the constitution names",
  ),
  of(
    "verify with a chain",
    "an election of invented code that answers as a genuine one",
    "test/sdk/verify/codeChecks.test.ts: sees an election that the factory did not make",
  ),
  of(
    "verify with a chain",
    "a verifier that says yes to every proof, behind a genuine board",
    "test/sdk/verify/codeChecks.test.ts: sees a verifier that says yes behind a board of the compiled code",
  ),
  of(
    "verify with a chain",
    "a verifying key with two points exchanged",
    "test/sdk/verify/codeChecks.test.ts: sees a key of ballots of which two points are exchanged, and one of another word",
  ),
  of(
    "trustee",
    "a node that hides a ballot from a trustee",
    "test/scripts/trustee/trustee.test.ts: refuses a single node that hides a ballot",
  ),
  of(
    "trustee",
    "two nodes that show two boxes",
    "test/scripts/trustee/trustee.test.ts: refuses when two nodes disagree about chain, block or ballots, and names both",
  ),
  of(
    "trustee",
    "a second sum of one election, which would open single ballots",
    "test/scripts/trustee/trustee.test.ts: gives no share of a second sum, however the election's address is spelt, and the same one again",
  ),
  of(
    "verify with a chain",
    "a node that leaves out events without a word",
    "test/scripts/observer/nodeLimits.test.ts: accuses nobody, with exit code 2, where a node leaves out events, and says that it does",
  ),
  of(
    "monitor",
    "a ballot that vanishes in a reorganisation while the box is open",
    "test/scripts/observer/watch.test.ts: names a ballot that vanishes at one node, and says when it is back",
  ),
  of(
    "monitor",
    "two nodes show two boxes while the box is open",
    "test/scripts/observer/watch.test.ts: says once, as long as it lasts, that nodes differ in a final block: its hash, or a ballot that one hides",
  ),
  of(
    "nobody",
    "registrar and approver together enrol residents who do not exist",
    "numbers per roll are public and compared with the population; no check tells one of them from a resident",
  ),
  of(
    "nobody",
    "k trustees together decrypt single ballots",
    "no trace is left; the threshold is what stands against it",
  ),
  of(
    "nobody",
    "keys of an election made in a dishonest ceremony",
    "`hanpyo ceremony verify` checks the transcript; a record cannot show it",
  ),
];

const ofRelayers: readonly Fault[] = [
  of(
    "voter",
    "a relayer drops a ballot that it acknowledged",
    "test/scripts/relayer/evidence.test.ts: is broken once the deadline has passed, and stays so when the ballot comes late",
  ),
  of(
    "voter",
    "a relayer's word that is not its own, or for another ballot",
    "test/sdk/relaying/ladder.test.ts: believes no acknowledgement that another account signed, or for another ballot",
  ),
  of(
    "page",
    "a relayer that says nothing",
    "test/sdk/relaying/ladder.test.ts: tries a relayer again, then takes the next",
  ),
  of(
    "page",
    "a reorganisation drops a ballot after the relayer is gone",
    "test/sdk/relaying/ladder.test.ts: follows a ballot until it is final, and submits it again after the loss of the relayer and a reorganisation",
  ),
  of(
    "contract",
    "a relayer alters a ballot",
    `${ELECTIONS}/ballotBinding.test.ts: refuses a proof that was made for another version`,
  ),
  of(
    "relayer",
    "a node shows a ballot as final that it is not",
    "test/services/relayer/settling.test.ts: does not take one node's word for what is final: the other's block counts, which is the lower",
  ),
  of(
    "relayer",
    "a reorganisation drops what was sent",
    "test/services/relayer/sending.test.ts: sends again what a reorganisation of 31 blocks dropped",
  ),
  of(
    "voter",
    "a device encrypts another choice than was made",
    "test/sdk/election/opening.test.ts: catches a device that encrypts another choice and opens what the voter chose",
  ),
  of(
    "nobody",
    "a device does so and is never challenged",
    "each challenge catches it as often as it lies; who never challenges learns nothing (P14)",
  ),
  of(
    "nobody",
    "a voter is coerced or paid, and votes so",
    "a later vote replaces the earlier one, if the coercer is gone by then",
  ),
];

const ofMirrors: readonly Fault[] = [
  of(
    "page",
    "a shard, the crown or the index of a roll altered",
    "test/web/proving/rollFiles.test.ts: are refused when a shard, the crown or the index was altered, and no index is kept",
  ),
  of(
    "page",
    "a roll's files that agree with each other but not with the chain",
    "test/web/proving/rollFiles.test.ts: are refused when they agree with each other but not with the chain's root",
  ),
  of(
    "verify",
    "an entry of a published roll whose proof is another's",
    "test/web/snapshotBelow.test.ts: are found out with an altered file, a missing one, and an entry whose proof is another's",
  ),
  of(
    "verify",
    "an archived record edited",
    "test/scripts/observer/archive.test.ts: finds every edit by one of what only a chain tells, and of the file's bytes",
  ),
  of(
    "verify",
    "an archive signed by another",
    "test/scripts/observer/archive.test.ts: is none where another signed it, where it was edited, or where the reader believes another account",
  ),
  of(
    "page",
    "a trust file of an invented town, or an older one",
    "test/web/trust.test.ts: takes no older file, and no other manifest of its serial, than this browser has seen",
  ),
  of(
    "page",
    "an election with the organizer's own keys in every seat",
    "test/web/trust.test.ts: loads no booth where genuine code holds the organizer's own keys in every seat of the board",
  ),
  of(
    "monitor",
    "a file of the page is exchanged while the vote is open",
    "test/scripts/observer/watch.test.ts: names a file that is another than in the first look, and none that stays",
  ),
  of(
    "nobody",
    "the page is another for one visitor alone, by whoever serves it",
    "a monitor is shown the same files as ever; a voter's challenge on another device catches a false ballot (P14)",
  ),
  of(
    "nobody",
    "a published roll's file is kept back in its challenge period",
    "the contract cannot see it; whoever cannot copy the file objects before the census (P13.7)",
  ),
];

export const sections: readonly Section[] = [
  { title: "In a record", faults: ofRecords },
  { title: "On a chain, and in what nodes show of it", faults: ofChains },
  { title: "At a relayer, and on a voter's device", faults: ofRelayers },
  { title: "In copies: rolls, archives, trust files, the page", faults: ofMirrors },
  { title: "In a proposal's record", faults: inProposalRecords },
  { title: "Of proposals on a chain, at relayers and mirrors", faults: aroundProposals },
];

/** docs/verification.md as it must be. */
export function cataloguePage(): string {
  const all = sections.flatMap(({ faults }) => faults);
  const unnoticed = all.filter(({ noticedBy }) => noticedBy === "nobody").length;
  const said = ({ by, alter, made, noticedBy }: Fault) => {
    if (noticedBy === "nobody") return by;
    const isTest = by.startsWith("test/");
    const [file, ...sentence] = by.split(": ");
    const shown = isTest ? `\`${file}\`: ${sentence.join(": ")}` : `\`${by}\``;
    return (alter ?? made) !== undefined && isTest ? `alone nothing (exit code 2); ${shown}` : shown;
  };
  const table = ({ title, faults }: Section) => [
    `## ${title}`,
    "",
    "| fault | noticed by | how |",
    "|---|---|---|",
    ...faults.map(
      (one) => `| ${one.fault} | ${one.noticedBy === "nobody" ? "**nobody**" : one.noticedBy} | ${said(one)} |`,
    ),
    "",
  ];
  return [
    "# What notices a fault",
    "",
    "Generated by test/conformance/faultCatalogue.test.ts; do not edit. Each fault is put into a record, a chain, a relayer or",
    "a copy by the test that the row names; those of records are put in by the catalogue's own test, and the row names the",
    "check of [record.md](record.md) that fails. *verify* needs the record alone; *verify with a chain* the chain or an",
    `archive beside it. Of ${all.length} faults ${all.length - unnoticed} are noticed; of the ${unnoticed} others it is said what stands against them.`,
    "",
    ...sections.flatMap(table),
  ].join("\n");
}
