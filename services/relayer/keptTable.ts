import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Kept, PackageKind, Placement, SlotKey } from "./kept.ts";

/** What a kind's table is called, and the columns that hold contract and content. */
export type KeptNames = { readonly table: string; readonly contract: string; readonly content: string };

/** Without row ids: nothing in the file tells in which order packages came. */
export function keptTableSchema({ table, contract, content }: KeptNames): string {
  // Two names of indices are those of ballots from the beginning.
  const prefix = table === "ballots" ? "" : `${table}_`;
  return `
  CREATE TABLE IF NOT EXISTS ${table} (
    chainId TEXT NOT NULL, ${contract} TEXT NOT NULL, nullifier TEXT NOT NULL, version INTEGER NOT NULL,
    ${content} TEXT NOT NULL, deadline INTEGER NOT NULL, relayer TEXT NOT NULL, signature TEXT NOT NULL,
    tracker TEXT NOT NULL, package TEXT NOT NULL,
    placement TEXT NOT NULL, block INTEGER, settled INTEGER NOT NULL,
    PRIMARY KEY (${contract}, nullifier, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ${prefix}trackers ON ${table} (tracker);
  CREATE INDEX IF NOT EXISTS ${prefix}unsettled ON ${table} (${content}) WHERE settled = 0;`;
}

/** The table of one kind of packages; see `Store`. */
export function keptTable(database: DatabaseSync, kind: PackageKind, { table, contract, content }: KeptNames) {
  const insert = database.prepare(
    `INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const ofSlot = `${contract} = ? AND nullifier = ?`;
  const find = database.prepare(`SELECT * FROM ${table} WHERE ${ofSlot} AND version = ?`);
  const byTracker = database.prepare(`SELECT * FROM ${table} WHERE tracker = ?`);
  const taken = database.prepare(`SELECT count(*) AS taken FROM ${table} WHERE ${ofSlot} AND deadline > ?`);
  const unsettled = database.prepare(`SELECT * FROM ${table} WHERE settled = 0 ORDER BY ${content}`);
  const counts = database.prepare(
    `SELECT count(*) AS unsettled, count(*) FILTER (WHERE placement = 'waiting') AS waiting FROM ${table} WHERE settled = 0`,
  );
  const place = database.prepare(
    `UPDATE ${table} SET placement = ?, block = ?, settled = ?, package = ? WHERE ${ofSlot} AND version = ?`,
  );

  function keptFrom(row: Record<string, SQLOutputValue> | undefined): Kept | undefined {
    if (row === undefined) return undefined;
    return {
      kind,
      acknowledgement: {
        chainId: BigInt(String(row.chainId)),
        contract: String(row[contract]),
        nullifier: BigInt(String(row.nullifier)),
        version: BigInt(row.version as number),
        content: String(row[content]),
        deadline: Number(row.deadline),
        relayer: String(row.relayer),
        signature: String(row.signature),
      },
      tracker: String(row.tracker),
      package: String(row.package),
      placement: row.placement as Placement,
      block: row.block === null ? null : Number(row.block),
      settled: row.settled === 1,
    };
  }
  const found = ({ contract: of, nullifier, version }: Omit<SlotKey, "kind">) =>
    keptFrom(find.get(of, String(nullifier), Number(version)));

  return {
    insert(kept: Kept): Kept {
      const { chainId, contract: of, nullifier, version, ...signed } = kept.acknowledgement;
      const { content: what, deadline, relayer, signature } = signed;
      const key = [String(chainId), of, String(nullifier), Number(version)] as const;
      const state = [kept.tracker, kept.package, kept.placement, kept.block, Number(kept.settled)] as const;
      insert.run(...key, what, deadline, relayer, signature, ...state);
      return found(kept.acknowledgement) as Kept;
    },
    find: found,
    byTracker: (tracker: string) => keptFrom(byTracker.get(tracker)),
    taken: ({ contract: of, nullifier }: Omit<SlotKey, "kind" | "version">, after: number) =>
      Number(taken.get(of, String(nullifier), after)?.taken),
    unsettled: () => unsettled.all().map((row) => keptFrom(row) as Kept),
    counts() {
      const row = counts.get();
      return { unsettled: Number(row?.unsettled), waiting: Number(row?.waiting) };
    },
    place({ acknowledgement, package: text }: Kept, placement: Placement, block: number | null, settled: boolean) {
      const { contract: of, nullifier, version } = acknowledgement;
      place.run(placement, block, Number(settled), settled ? "" : text, of, String(nullifier), Number(version));
    },
  };
}
