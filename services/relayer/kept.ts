/** What a relayer brings to the chain: ballots of elections, and acts of proposals. */
export type PackageKind = "ballot" | "act";

/** Names the version of a slot that a package is for. */
export type SlotKey = {
  readonly kind: PackageKind;
  /** The election, or the contract of proposals. */
  readonly contract: string;
  readonly nullifier: bigint;
  readonly version: bigint;
};

/** What was signed of a package. */
export type Signed = Omit<SlotKey, "kind"> & {
  readonly chainId: bigint;
  /** keccak256 of a ballot's ciphertexts; the message of an act. */
  readonly content: string;
  /** Unix seconds. */
  readonly deadline: number;
  readonly relayer: string;
  readonly signature: string;
};

/**
 * Where an acknowledged package stands: not in a block, in a block, or another one took its version; or it can never be
 * taken, as its proposal reached its quota, or its time is over, without it.
 */
export type Placement = "waiting" | "cast" | "displaced" | Ended;
export type Ended = "latched" | "closed";

/** An acknowledged package. */
export type Kept = {
  readonly kind: PackageKind;
  readonly acknowledgement: Signed;
  readonly tracker: string;
  /** The package's text; empty once settled. */
  readonly package: string;
  readonly placement: Placement;
  /** Block of the package, of the one that displaced it, or of which it was known that it had ended. */
  readonly block: number | null;
  /** Whether the placement is final. */
  readonly settled: boolean;
};

/** The slot and version that a package is for. */
export function slotKeyOf({ kind, acknowledgement: { contract, nullifier, version } }: Kept): SlotKey {
  return { kind, contract, nullifier, version };
}

/** Names a package among all: a nullifier belongs to one election, proposal or posting alone. */
export function keyOf({ nullifier, version }: Pick<SlotKey, "nullifier" | "version">): string {
  return `${nullifier}:${version}`;
}
