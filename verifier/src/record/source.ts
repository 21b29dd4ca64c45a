/** Where a record's bytes come from: they can be read from the beginning as often as wanted. */
export interface RecordSource {
  /** What people call it. */
  readonly name: string;
  /** How many bytes it has. */
  readonly size: number;
  /** All bytes from the beginning, in pieces. */
  readonly read: () => AsyncIterable<Uint8Array>;
}
