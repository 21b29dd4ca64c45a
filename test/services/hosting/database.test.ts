import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { DatabaseUnusableError, openDatabase } from "../../../services/hosting/database.ts";
import { openStore } from "../../../services/relayer/store.ts";
import { errorOf } from "../../errorOf.ts";

const prepare = (database: { exec(sql: string): void }) => database.exec("CREATE TABLE IF NOT EXISTS a (b)");

describe("A service's database", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-database-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is readable by its owner alone, with the files that SQLite puts beside it, and so is an older one", () => {
    writeFileSync(at("older.db"), "");
    chmodSync(at("older.db"), 0o644);
    for (const name of ["new.db", "older.db"]) {
      const store = openStore(at(name));
      for (const file of [name, `${name}-wal`]) expect(statSync(at(file)).mode & 0o777, file).to.equal(0o600);
      store.close();
    }
  });

  it("says of a file that cannot be one what happened and what to do", async () => {
    writeFileSync(at("text.db"), "no database ".repeat(100));
    mkdirSync(at("folder.db"));
    const held = openStore(at("held.db"));
    const cases = [
      ["text.db", "file is not a database", "Give the service's own file"],
      ["folder.db", "EISDIR", "See that its folder exists"],
      ["nowhere/a.db", "ENOENT", "See that its folder exists"],
    ] as const;
    for (const [name, reason, remedy] of cases) {
      const error = await errorOf(() => openDatabase(at(name), {}, prepare), DatabaseUnusableError);
      expect(error.message, name).to.include(at(name)).and.include(reason).and.include(remedy);
    }
    const busy = await errorOf(() => openStore(at("held.db")), DatabaseUnusableError);
    expect(busy.message).to.include("locked").and.include("Another process uses it");
    held.close();
  });
});
