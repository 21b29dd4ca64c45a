import type { ElectionRecord } from "../../sdk/verify/record.ts";

/** Fields of a record, as a pattern of paths (`[*]` is any place of an array), and the check that refuses them altered. */
export type LeafRule = {
  readonly fields: string;
  readonly refusedBy: string;
  /** Where the field is not a leaf that the check sees, as of a removal, which has no proof. */
  readonly unless?: (record: ElectionRecord, keys: readonly (string | number)[]) => boolean;
};

const PROVED = "P5.5 each ballot's proof holds: a resident of the census, once, within the rules";
const FOLLOWS = "P1.4 each resident's vouchers follow one another";
const IDENTITY = "P1.3 each resident proved to know its identity's secret";
const CHECKPOINT = "P1.5 each checkpoint is its roll as the enrolments give it";
const HASH = "P3.2 hash of the constitution";
const CONSENT = "P4.1 each consent was proved with the trustee's share of the key";
const KEY_SHARE = "P2.2 each share was proved right";
const SHARE = "P9.2 each share was proved right for the sealed sum";
const FILES = "P13.5 the snapshot's files are those of the census";

const isRemoval: LeafRule["unless"] = (record, keys) => {
  if (record.rollSource !== "registry") return false;
  return record.roll[Number(keys[1])]?.enrolments[Number(keys[3])]?.proof === null;
};
const isNoCensus: LeafRule["unless"] = (record, keys) =>
  record.rollSource !== "published" || Number(keys[2]) !== record.published.snapshots.length - 1;

/** One rule for every field that something in the record is bound to; the first that fits a path is the one. */
export const leafRules: readonly LeafRule[] = [
  { fields: "format", refusedBy: "P11 format" },
  { fields: "rollSource", refusedBy: "P11 format" },
  { fields: "chainId", refusedBy: "P2.1 each trustee proved to hold its key" },
  { fields: "election", refusedBy: CONSENT, unless: ({ consents }) => consents.length === 0 },
  { fields: "constitutionHash", refusedBy: HASH },
  { fields: "constitution.contentHash", refusedBy: "P3.1 the text shown is the one that was frozen" },
  { fields: "constitution.board", refusedBy: "P2.1 each trustee proved to hold its key" },
  { fields: "constitution.masked", refusedBy: "P3.1 fields out of range" },
  { fields: "constitution.ballotSize", refusedBy: "P11 format" },
  { fields: "constitution.rules.optionCount", refusedBy: "P3.1 options shown are the options counted" },
  { fields: "constitution.**", refusedBy: HASH },
  { fields: "content", refusedBy: "P3.1 the text shown is the one that was frozen" },
  { fields: "roll[*].enrolments[*].registrarPseudonym", refusedBy: IDENTITY, unless: isRemoval },
  { fields: "roll[*].enrolments[*].registrarPseudonym", refusedBy: FOLLOWS },
  { fields: "roll[*].enrolments[*].approverPseudonym", refusedBy: IDENTITY, unless: isRemoval },
  {
    fields: "roll[*].enrolments[*].approverPseudonym",
    refusedBy: "P1.4 both offices' pseudonyms of a resident stay paired",
  },
  { fields: "roll[*].enrolments[*].sequence", refusedBy: FOLLOWS },
  { fields: "roll[*].enrolments[*].identityCommitment", refusedBy: CHECKPOINT, unless: isRemoval },
  { fields: "roll[*].enrolments[*].identityCommitment", refusedBy: IDENTITY },
  { fields: "roll[*].enrolments[*].rollIds[*]", refusedBy: CHECKPOINT },
  { fields: "roll[*].enrolments[*].proof", refusedBy: "P11 format" },
  { fields: "roll[*].enrolments[*].proof[*]", refusedBy: IDENTITY },
  { fields: "roll[*].checkpoints[*].{rollId,depth,activeMembers,root}", refusedBy: CHECKPOINT },
  {
    fields: "published.challengePeriod",
    refusedBy: "P13.4 each snapshot is final one challenge period after its publication",
  },
  { fields: "published.snapshots[*].sequence", refusedBy: "P13.2 each snapshot has the next sequence" },
  {
    fields: "published.snapshots[*].depth",
    refusedBy: "P13.1 each snapshot has at least two residents, and the depth that follows",
  },
  {
    fields: "published.snapshots[*].finalAt",
    refusedBy: "P13.4 each snapshot is final one challenge period after its publication",
  },
  { fields: "published.snapshots[*].{root,contentRoot,activeMembers}", refusedBy: FILES, unless: isNoCensus },
  { fields: "published.snapshots[*].fallen", refusedBy: "P11 format" },
  { fields: "board.trustees[*]", refusedBy: "P2.1 each trustee proved to hold its key" },
  { fields: "board.threshold", refusedBy: "P2.2 each polynomial has as many coefficients as shares are needed" },
  { fields: "board.registrations[*].seat", refusedBy: "P2.1 every seat registered" },
  { fields: "board.registrations[*].{encryptionKey,proof}.*", refusedBy: "P2.1 each trustee proved to hold its key" },
  { fields: "board.registrations[*].commitment", refusedBy: "P2.2 each trustee dealt what it had committed to" },
  { fields: "board.dealings[*].seat", refusedBy: "P2.2 every seat dealt" },
  { fields: "board.dealings[*].polynomial[*].*", refusedBy: "P2.2 each trustee dealt what it had committed to" },
  { fields: "board.dealings[*].shares[*].**", refusedBy: KEY_SHARE },
  { fields: "consents[*].{seat,proof.challenge,proof.response}", refusedBy: CONSENT },
  { fields: "opening", refusedBy: "P11 format" },
  { fields: "opening.censusRoot", refusedBy: "P4.2 root of the census" },
  { fields: "opening.activeMembers", refusedBy: "P4.2 residents in the census" },
  { fields: "opening.depth", refusedBy: "P4.2 depth of the census" },
  { fields: "opening.electionKey.*", refusedBy: "P4.2 the election key is the board's" },
  { fields: "batches[*].ballots[*].version", refusedBy: "P7.2 each ballot follows the last one of its slot" },
  { fields: "batches[*].ballots[*].**", refusedBy: PROVED },
  { fields: "batches[*].chain", refusedBy: "P7.5 the tally chain holds the subtotal of every batch" },
  { fields: "firstSum", refusedBy: "P11 format" },
  { fields: "seal", refusedBy: "P11 format" },
  { fields: "seal.sumHash", refusedBy: "P8.2 the sealed sum is the sum of all ballots that count" },
  { fields: "seal.ballots", refusedBy: "P8.2 number of voters" },
  { fields: "shares[*].seat", refusedBy: SHARE },
  { fields: "shares[*].share[*].*", refusedBy: "P9.2 each share is made of points of the prime subgroup" },
  { fields: "shares[*].proof.*", refusedBy: SHARE },
  { fields: "result", refusedBy: "P11 format" },
  { fields: "result.{counts,seats}[*]", refusedBy: "P10.1 the counts open the sealed sum" },
  { fields: "result.outcome.quorumReached", refusedBy: "P10.2 quorum reached" },
  { fields: "result.outcome.verdict", refusedBy: "P10.2 verdict" },
  { fields: "result.outcome.selected", refusedBy: "P10.2 selected options (bits)" },
  { fields: "result.outcome.tied", refusedBy: "P10.2 tied options (bits)" },
];

/** The rule for a leaf, by its path as `leavesOf` writes it. */
export function ruleFor(
  record: ElectionRecord,
  path: string,
  keys: readonly (string | number)[],
): LeafRule | undefined {
  return leafRules.find(({ fields, unless }) => patternOf(fields).test(path) && !unless?.(record, keys));
}

const patterns = new Map<string, RegExp>();

/** `*` is one name, `**` all that follows, `[*]` any place, `{a,b}` either. */
function patternOf(fields: string): RegExp {
  const known = patterns.get(fields);
  if (known !== undefined) return known;
  const text = fields
    .replaceAll("**", "\u0001")
    .replaceAll("[*]", "\u0002")
    .replaceAll("*", "\u0003")
    .replaceAll(".", "\\.")
    .replaceAll("{", "(?:")
    .replaceAll("}", ")")
    .replaceAll(",", "|")
    .replaceAll("\u0001", ".+")
    .replaceAll("\u0002", "\\[\\d+\\]")
    .replaceAll("\u0003", "[^.[\\]]+");
  const made = new RegExp(`^${text}$`);
  patterns.set(fields, made);
  return made;
}
