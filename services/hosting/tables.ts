import { DatabaseSync } from "node:sqlite";
import { HanpyoError, told } from "../../sdk/errors.ts";

export class DatabaseOutdatedError extends HanpyoError {
  constructor(file: string, table: string) {
    super(
      "DATABASE_OUTDATED",
      told`${{ file }} has the table "${{ table }}" of another release, with other columns`,
      "Nothing in it was changed: let the release that wrote it finish what waits there and keep the file, " +
        "then give this one a new file (an office imports its register and prints new letters)",
    );
  }
}

/**
 * Makes a service's tables where there are none.
 * @param schema `CREATE ... IF NOT EXISTS` statements.
 * Throws `DatabaseOutdatedError` if one is there with other columns, before anything is written.
 */
export function makeTables(database: DatabaseSync, schema: string): void {
  const fresh = new DatabaseSync(":memory:");
  try {
    fresh.exec(schema);
    const tables = fresh.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const table of tables.map(({ name }) => String(name))) {
      const found = columnsOf(database, table);
      if (found !== "" && found !== columnsOf(fresh, table)) {
        throw new DatabaseOutdatedError(database.location() ?? ":memory:", table);
      }
    }
  } finally {
    fresh.close();
  }
  database.exec(schema);
}

/** A table's columns as a text; empty if there is no such table. */
function columnsOf(database: DatabaseSync, table: string): string {
  const rows = database.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table);
  return rows.map((row) => Object.values(row).join(" ")).join(", ");
}
