import { getAddress } from "ethers";
import { z } from "zod";
import { HanpyoError, told } from "../errors.ts";

/**
 * What a trustee's software was told to go on without: two independent nodes; a finalized block, in whose place a
 * number was given, or the latest block taken; the journal of a key file of the first format; a trust file (P15).
 */
export const JOURNAL_FLAGS = ["one-node", "named-block", "latest-block", "journal-lost", "no-trust"] as const;
export type JournalFlag = (typeof JOURNAL_FLAGS)[number];

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** What an election froze of its roll (P4.2). */
const censusSchema = z.strictObject({
  root: z.string().regex(/^(0|[1-9][0-9]{0,77})$/),
  depth: count,
  activeMembers: count,
});

/** One thing that a trustee did for an election, with all that it bound itself to (P9.1). */
export const journalEntrySchema = z.strictObject({
  act: z.enum(["consent", "share"]),
  /** With its checksum, so that it has one spelling. */
  election: z.string().refine((text) => isChecksummed(text), "an address with its checksum"),
  /** Unknown in entries of journals of the first format. */
  constitutionHash: hash.optional(),
  /** The block that a consent names, or as of which the ballots of a share were read. */
  block: z.strictObject({ number: count, hash: hash.optional() }).optional(),
  /** The roll's checkpoint, where it was known. */
  census: censusSchema.optional(),
  /** Of the sum that a share opens. */
  sumHash: hash.optional(),
  ballots: count.optional(),
  flags: z.array(z.enum(JOURNAL_FLAGS)).readonly(),
});

export const journalSchema = z.array(journalEntrySchema).readonly();

export type JournalEntry = Readonly<z.infer<typeof journalEntrySchema>>;
export type Census = Readonly<z.infer<typeof censusSchema>>;

/** A trustee's journal, wherever it is kept. */
export type TrusteeJournal = {
  read(): Promise<readonly JournalEntry[]>;
  /** Must be durable when it returns. */
  write(entry: JournalEntry): Promise<void>;
};

export class ShareAlreadyGivenError extends HanpyoError {
  constructor(election: string, earlier: string, now: string) {
    super(
      "SHARE_ALREADY_GIVEN",
      told`A share of sum ${{ earlier }} was given for election ${{ election }}; now ${{ now }} is asked for`,
      "Never give a second one: somebody shows you a false chain",
    );
  }
}

export class JournalConflictError extends HanpyoError {
  constructor(election: string, sums: readonly string[]) {
    super(
      "JOURNAL_CONFLICT",
      told`The copies of this journal name ${{ count: sums.length }} sums of election ${{ election }}: ${{ sums: sums.join(", ") }}`,
      "This key gives no share of that election any more; tell the other trustees, for two sums may have been opened",
    );
  }
}

export class OtherConstitutionError extends HanpyoError {
  constructor(election: string, what: string, earlier: string, now: string) {
    super(
      "OTHER_CONSTITUTION",
      told`Election ${{ election }} had the ${{ what }} ${{ earlier }} when it was agreed to; now it is shown with ${{ now }}`,
      "Do not give a share: somebody shows you a false chain; tell the other trustees",
    );
  }
}

/**
 * The entries of two copies, those of `first` in front. An entry that binds to the same is kept once; two that bind to
 * different sums are both kept, so that the conflict is never forgotten.
 */
export function mergeJournals(first: readonly JournalEntry[], second: readonly JournalEntry[]): JournalEntry[] {
  const merged = [...first];
  for (const entry of second) {
    if (!merged.some((known) => bindsToTheSame(known, entry))) merged.push(entry);
  }
  return merged;
}

/** Whether a journal holds an entry, in whatever copy it was written. */
export function holdsEntry(journal: readonly JournalEntry[], entry: JournalEntry): boolean {
  return journal.some((known) => bindsToTheSame(known, entry));
}

/**
 * Whether a journal lets an entry be made: the first sum of an election decides, and its constitution and census are
 * those that were agreed to.
 * Throws `JournalConflictError`, `ShareAlreadyGivenError` or `OtherConstitutionError`.
 */
export function requireFits(journal: readonly JournalEntry[], entry: JournalEntry): void {
  const own = journal.filter(({ election }) => election === entry.election);
  const sums = [...new Set(own.flatMap(({ sumHash }) => (sumHash === undefined ? [] : [sumHash])))];
  if (sums.length > 1) throw new JournalConflictError(entry.election, sums);
  const [sum] = sums;
  if (sum !== undefined && entry.sumHash !== undefined && sum !== entry.sumHash) {
    throw new ShareAlreadyGivenError(entry.election, sum, entry.sumHash);
  }
  const { constitutionHash: now, census } = entry;
  for (const { constitutionHash: earlier, census: agreedTo } of own) {
    if (earlier !== undefined && now !== undefined && earlier !== now) {
      throw new OtherConstitutionError(entry.election, "constitution", earlier, now);
    }
    if (agreedTo !== undefined && census !== undefined && censusText(agreedTo) !== censusText(census)) {
      throw new OtherConstitutionError(entry.election, "census", censusText(agreedTo), censusText(census));
    }
  }
}

/** Notes an entry durably, after having found that the journal lets it be made, and looks again. */
export async function note(journal: TrusteeJournal, entry: JournalEntry): Promise<void> {
  requireFits(await journal.read(), entry);
  await journal.write(entry);
  requireFits(await journal.read(), entry);
}

/** A journal that is gone with the program: of trustees who are simulated. */
export function memoryJournal(): TrusteeJournal {
  let entries: readonly JournalEntry[] = [];
  return {
    read: async () => entries,
    write: async (entry) => {
      entries = mergeJournals(entries, [entry]);
    },
  };
}

function bindsToTheSame(one: JournalEntry, other: JournalEntry): boolean {
  const bound = ({ act, election, constitutionHash, sumHash, census }: JournalEntry) =>
    [act, election, constitutionHash, sumHash, census && censusText(census)].join("|");
  return bound(one) === bound(other);
}

function censusText({ root, depth, activeMembers }: Census): string {
  return `root ${root}, depth ${depth}, ${activeMembers} members`;
}

function isChecksummed(text: string): boolean {
  try {
    return getAddress(text) === text;
  } catch {
    return false;
  }
}
