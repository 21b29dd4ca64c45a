import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { newOfficeKeys, readOfficeKeys, writeOfficeKeys } from "../../../../services/registrar/officeKeys.ts";
import { openRollStore } from "../../../../services/registrar/roll/rollStore.ts";
import { type Ran, runCommand } from "../../clerk/runCommand.ts";
import { DISTRICTS_CSV } from "./csv/registerFile.ts";

type Row = readonly [number: string, name: string, birthDate: string, district: string];

const padded = (width: number) => (m: number) => String(m).padStart(width, "0");
/** People who are all different, with numbers of a kind. */
const people = (count: number, numberOf: (m: number) => string, from = 1): Row[] =>
  Array.from({ length: count }, (_, m) => [numberOf(m + from), `김${m + from}`, "1990-02-28", "별빛1동"]);
const codeOf = ({ error }: Ran) => (error as { readonly code?: string } | undefined)?.code;

describe("A register that is imported into a book", function () {
  this.timeout(60_000);
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-same-"));
    writeFileSync(at("districts.csv"), DISTRICTS_CSV);
    writeOfficeKeys(at("office.json"), newOfficeKeys(systemRandom));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (rows: readonly Row[]) =>
    writeFileSync(at("register.csv"), ["번호,성명,생년월일,행정동", ...rows.map((row) => row.join(","))].join("\n"));
  const run = (command: string, rows: readonly Row[], ...more: readonly string[]): Promise<Ran> => {
    write(rows);
    const file = [at("register.csv"), "--districts", at("districts.csv"), "--on", "2027-06-01", "--lang", "en"];
    const book = command === "import" ? ["--db", at("roll.db"), "--key-file", at("office.json")] : [];
    return runCommand("roll", command, ...file, ...book, ...more);
  };
  function size(): number {
    const store = openRollStore(at("roll.db"), readOfficeKeys(at("office.json")).codeKey);
    const found = Number(store.database.prepare("SELECT count(*) AS people FROM people").get()?.people);
    store.close();
    return found;
  }

  it("stops if its numbers are those of the book with other leading zeros, in a dry run too", async () => {
    const few = people(12, padded(4));
    expect((await run("import", few)).code).to.equal(0);
    for (const numberOf of [String, padded(3), padded(6)]) {
      const again = people(12, numberOf);
      for (const more of [[], ["--dry-run"], ["--mixed-lengths", "--most-new"]]) {
        const ran = await run("import", again, ...more);
        expect([ran.code, codeOf(ran)]).to.deep.equal([1, "NUMBERS_RESPELT"]);
        expect((ran.error as Error).message).to.include("12 numbers of the file are in the book");
      }
    }
    expect(size()).to.equal(12);
    const one = await run("import", [...few.slice(1), ["1", "김1", "1990-02-28", "별빛1동"]]);
    expect(codeOf(one)).to.equal("NUMBERS_RESPELT");
  });

  it("stops if its numbers differ from the book's in capitals or hyphens alone", async () => {
    await run(
      "import",
      people(3, (m) => `A-${m}`),
    );
    for (const numberOf of [(m: number) => `a-${m}`, (m: number) => `A${m}`, (m: number) => `A-0${m}`]) {
      expect(codeOf(await run("import", people(3, numberOf)))).to.equal("NUMBERS_RESPELT");
    }
    expect(size()).to.equal(3);
  });

  it("stops if numbers of digits have different lengths, in it or beside the book's, unless that is meant", async () => {
    expect(codeOf(await run("import", people(40, String)))).to.equal("NUMBERS_MIXED");
    const checked = await run("check", people(40, String));
    expect(checked.out).to.include("leading zeros may be lost");
    expect(checked.code).to.equal(1);
    expect((await run("check", people(40, String), "--mixed-lengths")).code).to.equal(0);
    expect((await run("import", people(12, String, 10))).code).to.equal(0);
    const longer = [...people(12, String, 10), ...people(1, String, 100)];
    expect(codeOf(await run("import", longer))).to.equal("NUMBERS_MIXED");
    expect((await run("import", longer, "--mixed-lengths")).code).to.equal(0);
    expect(size()).to.equal(13);
  });

  it("stops if most of it is new and most of the book is missing, unless that is meant", async () => {
    await run(
      "import",
      people(10, (m) => `P-${m}`),
    );
    const other = [...people(4, (m) => `P-${m}`), ...people(6, (m) => `Q-${m}`, 20)];
    const ran = await run("import", other);
    expect(codeOf(ran)).to.equal("REGISTER_REPLACED");
    expect((ran.error as Error).message)
      .to.include("6 of 10")
      .and.not.match(/P-\d|김/);
    expect(codeOf(await run("import", other, "--complete"))).to.equal("REGISTER_REPLACED");
    expect(size()).to.equal(10);
    expect((await run("import", other, "--most-new")).code).to.equal(0);
    expect(size()).to.equal(16);
    const half = [...people(8, (m) => `P-${m}`), ...people(9, (m) => `R-${m}`, 30)];
    expect((await run("import", half)).code).to.equal(0);
  });

  it("asks about one name, birth date and district under two numbers, in it or beside the book's", async () => {
    const twins: Row[] = [
      ["P-1", "김하나", "1990-02-28", "별빛1동"],
      ["P-2", "이두리", "1990-02-28", "별빛1동"],
      ["P-3", "김 하나".normalize("NFD"), "1990.2.28", "별빛1동"],
      ["P-4", "김하나", "1990-02-28", "별빛2동"],
    ];
    const asked = await run("import", twins, "--json");
    expect(asked.code).to.equal(1);
    expect(JSON.parse(asked.out).findings).to.deep.equal([{ line: 4, column: null, code: "NAMESAKE", earlierLine: 2 }]);
    expect([size(), (await run("check", twins)).code]).to.deep.equal([3, 1]);
    expect(codeOf(await run("import", twins, "--complete"))).to.equal("IMPORT_INCOMPLETE");
    expect(codeOf(await run("import", twins, "--namesakes", "2"))).to.equal("NAMESAKES_DIFFER");
    expect((await run("import", twins, "--namesakes", "1")).code).to.equal(0);
    expect([size(), (await run("import", [...twins].reverse(), "--complete")).code]).to.deep.equal([4, 0]);

    const renumbered: Row[] = [
      ["P-9", "이두리", "1990-02-28", "별빛1동"],
      ...twins.filter(([number]) => number !== "P-2"),
    ];
    const doubled = await run("import", renumbered, "--json");
    expect(JSON.parse(doubled.out).findings).to.deep.equal([{ line: 2, column: null, code: "NAMESAKE_IN_BOOK" }]);
    expect(size()).to.equal(4);
    expect((await run("import", renumbered, "--namesakes", "1")).code).to.equal(0);
    expect(size()).to.equal(5);
  });

  it("stops if it is said to be whole and lacks most of the book, or has nobody", async () => {
    await run(
      "import",
      people(10, (m) => `P-${m}`),
    );
    const few = people(4, (m) => `P-${m}`);
    expect(codeOf(await run("import", few, "--complete"))).to.equal("REGISTER_REPLACED");
    expect(codeOf(await run("import", [], "--complete"))).to.equal("REGISTER_EMPTY");
    expect(
      (
        await run(
          "import",
          people(6, (m) => `P-${m}`),
          "--complete",
        )
      ).out,
    ).to.include("4 persons marked as moved");
    const more = people(3, (m) => `P-${m}`);
    expect((await run("import", more, "--complete")).code).to.equal(0);
    expect(codeOf(await run("import", more.slice(0, 1), "--complete"))).to.equal("REGISTER_REPLACED");
    expect((await run("import", more.slice(0, 1), "--complete", "--most-new")).code).to.equal(0);
  });

  it("takes the same file's doubtful rows when the book has come to agree", async () => {
    const before = people(3, (m) => `P-${m}`);
    await run("import", before);
    const after: Row[] = [["P-1", "최견본", "1985-03-02", "별빛1동"], ...before.slice(1)];
    expect((await run("import", after)).out).to.include("line 2, number:");
    const renamed = ["--number", "P-1", "--event", "renamed", "--name", "최견본"];
    await runCommand("roll", "change", "--db", at("roll.db"), "--key-file", at("office.json"), ...renamed);
    expect((await run("import", after)).out).to.include("0 added, 1 changed");
  });

  it("takes a number that cannot be read for nobody's", async () => {
    const rows: Row[] = [["가1", "김하나", "1990-02-28", "별빛1동"], ...people(2, String)];
    const { out } = await run("import", rows, "--json");
    expect(JSON.parse(out).findings.map(({ code }: { code: string }) => code)).to.deep.equal(["NUMBER_FORMAT"]);
  });

  it("gives no number to another person", async () => {
    await run(
      "import",
      people(4, (m) => `P-${m}`),
    );
    const shifted: Row[] = people(4, (m) => `P-${m}`).map(([number], m) => [number, `박${m}`, "1985-03-02", "별빛1동"]);
    const { code, out } = await run("import", shifted);
    expect(code).to.equal(1);
    expect(out).to.include("line 2, number: the book has a person of another name").and.include("0 added, 0 changed");
    const renamed: Row[] = people(4, (m) => `P-${m}`).map(([number, , date]) => [number, "최견본", date, "별빛1동"]);
    const dates = people(4, (m) => `P-${m}`).map(
      ([number, name, , district]): Row => [number, name, "1990-02-27", district],
    );
    expect((await run("import", dates)).code).to.equal(0);
    expect((await run("import", renamed.slice(0, 1))).code).to.equal(1);
  });
});
