import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { DatabaseOutdatedError, makeTables } from "../../../services/hosting/tables.ts";
import { officeStore } from "../../../services/registrar/officeStore.ts";
import { openRollStore } from "../../../services/registrar/roll/rollStore.ts";
import { openStore } from "../../../services/relayer/store.ts";
import { errorOf } from "../../errorOf.ts";

describe("The tables of a service's database", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-tables-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function written(name: string, ...statements: readonly string[]): string {
    const file = join(folder, name);
    const database = new DatabaseSync(file);
    for (const statement of statements) database.exec(statement);
    database.close();
    return file;
  }

  it("are made once, and found again as they were", () => {
    const database = new DatabaseSync(":memory:");
    const schema = "CREATE TABLE IF NOT EXISTS a (b TEXT PRIMARY KEY, c INTEGER NOT NULL) STRICT, WITHOUT ROWID";
    makeTables(database, schema);
    database.exec("INSERT INTO a VALUES ('x', 1)");
    makeTables(database, schema);
    expect(database.prepare("SELECT c FROM a").get()?.c).to.equal(1);
    database.close();
  });

  it("of another release are refused by name, with what to do, and left as they are", async () => {
    const ballots = written("relayer.db", "CREATE TABLE ballots (election TEXT NOT NULL, nullifier TEXT NOT NULL)");
    const intents = written("intents.db", "CREATE TABLE intents (id INTEGER PRIMARY KEY, nonce INTEGER NOT NULL)");
    const people = written("roll.db", "CREATE TABLE people (number TEXT PRIMARY KEY, name TEXT)");
    const vouchers = written("office.db", "CREATE TABLE vouchers (pseudonym TEXT)");
    const objections = written("objections.db", "CREATE TABLE objections (objection TEXT PRIMARY KEY, text TEXT)");
    const key = new Uint8Array(32);
    const openOffice = (file: string) => {
      const roll = openRollStore(file, key);
      try {
        officeStore(roll.database);
      } finally {
        roll.close();
      }
    };
    const cases = [
      ["ballots", ballots, () => openStore(ballots)],
      ["intents", intents, () => openStore(intents)],
      ["people", people, () => openRollStore(people, key)],
      ["vouchers", vouchers, () => openOffice(vouchers)],
      ["objections", objections, () => openOffice(objections)],
    ] as const;
    for (const [table, file, open] of cases) {
      const columns = () => {
        const database = new DatabaseSync(file);
        const { sql } = database.prepare("SELECT sql FROM sqlite_master WHERE name = ?").get(table) ?? {};
        database.close();
        return sql;
      };
      const before = columns();
      const error = await errorOf(open, DatabaseOutdatedError);
      expect(error.message, table).to.include(file).and.include(`"${table}"`).and.include("give this one a new file");
      expect(columns(), table).to.equal(before);
    }
  });
});
