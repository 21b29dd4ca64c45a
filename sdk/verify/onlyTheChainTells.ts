/**
 * Fields of a record that nothing else in it is bound to: where and when an event stands, who created the election, by
 * which factory, under which deadlines. Checks bound them (openings in time, and so on); only the comparison with a
 * chain, or with an archive's manifest, finds each change (P11.5).
 */
export const ONLY_THE_CHAIN_TELLS: readonly RegExp[] = [
  /^block\./,
  /^creator$/,
  /^created\./,
  /^firstSum\./,
  /\.at\.(block|time)$/,
  /^board\.(factory|registerBy|dealBy|termEndsAt)$/,
  /^skipped\[\d+\]\.(nullifier|version)$/,
  /^roll\[\d+\]\.checkpoints\[\d+\]\.time$/,
];

/** The same fields as a report names them. */
export const FIELDS_NOT_COMPARED =
  "block, creator, created, firstSum, block and time of every event (at), board.factory, board.registerBy, board.dealBy, board.termEndsAt, times of the roll's checkpoints, nullifier and version of skipped ballots; result.seats, where more shares are in than are needed";

/** And of a record over a published roll. */
export const PUBLISHED_FIELDS_NOT_COMPARED =
  "published.registry, and of snapshots that fell: root, contentRoot, activeMembers, fallen";
