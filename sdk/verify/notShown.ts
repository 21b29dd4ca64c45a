const ROLL =
  "that every member of the roll is one real resident: registrar and approver together can enrol others (compare the number of residents with the population)";
const CEREMONY =
  "that the proving keys come from an honest ceremony; development keys protect nothing (npm run hanpyo -- ceremony verify)";

/** What no record can show; `verify` says it every time. */
export const NOT_SHOWN_FACTS: readonly string[] = [
  ROLL,
  "the two offices' signatures, their expiry, and changes of the offices' keys: they are in the registry's transactions, and the registry's code checked them",
  "that the trustees' and everybody's transactions came from the accounts named: the contracts checked the senders",
  "that no device or page changed a vote, and that nobody was coerced or paid",
  "that fewer trustees than are needed worked together to read ballots",
  CEREMONY,
];

/** What no record of a proposal can show. */
export const NOT_SHOWN_OF_PROPOSALS: readonly string[] = [
  ROLL,
  "who posted and who supported, and that nobody was coerced or paid for a support",
  "that postings and notices came from the accounts named: the contracts checked the senders",
  "what the organizer answered, and what the proposal came to: an election that came of it has a record of its own",
  CEREMONY,
];

/** What no record over a published roll can show besides. */
export const NOT_SHOWN_OF_PUBLISHED_ROLLS =
  "that everybody could get the snapshot's files in its challenge period: the contract cannot see that (observers copy them, and object if they cannot)";

/** What a record shows only once it is compared with a chain. */
export const NOT_SHOWN_WITHOUT_CHAIN =
  "that the record is the one on the chain: who created the election, which factory, and when everything happened (compare it with --rpc, or with an archive's manifest)";

/** What stays open where no trust file says who stands behind accounts. */
export const NOT_SHOWN_WITHOUT_TRUST =
  "whose board and whose roll these are: the chain has accounts, not names (give --trust with the municipality's trust file, and --anchor with the line in its official gazette)";
