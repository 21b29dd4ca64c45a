import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { DistrictUnknownError, EventNeedsError } from "../../../../scripts/office/roll/change.ts";
import { FileExistsError } from "../../../../scripts/terminal/checkedFile.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { newOfficeKeys, readOfficeKeys, writeOfficeKeys } from "../../../../services/registrar/officeKeys.ts";
import type { ImportIncompleteError } from "../../../../services/registrar/roll/importing.ts";
import { EventImpossibleError } from "../../../../services/registrar/roll/personEvents.ts";
import { openRollStore, PersonUnknownError } from "../../../../services/registrar/roll/rollStore.ts";
import { tries } from "../../../campaign.ts";
import { type Ran, runCommand } from "../../clerk/runCommand.ts";
import { DISTRICTS_CSV, registerFile } from "./csv/registerFile.ts";

const DAY = "2027-06-01";
const NOW = Math.floor(Date.now() / 1000);

describe("The commands of an office's roll", function () {
  this.timeout(60_000);
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-roll-"));
    writeFileSync(at("districts.csv"), DISTRICTS_CSV);
    writeOfficeKeys(at("office.json"), newOfficeKeys(systemRandom));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(rows: number, bad: number, name = "register.csv") {
    const file = registerFile(rows, bad);
    writeFileSync(at(name), file.text);
    return file;
  }
  const roll = (command: string, ...args: readonly string[]): Promise<Ran> =>
    runCommand("roll", command, ...args, "--lang", "en");
  const file = () => [at("register.csv"), "--districts", at("districts.csv"), "--on", DAY];
  const book = () => ["--db", at("roll.db"), "--key-file", at("office.json")];
  const letters = (...more: readonly string[]) =>
    roll(
      "codes",
      ...book(),
      "--office",
      "별빛시 <선관위>",
      "--page",
      "https://vote.example",
      "--valid-until",
      "2999-01-01",
      ...more,
    );
  const store = () => openRollStore(at("roll.db"), readOfficeKeys(at("office.json")).codeKey);

  it("check and import very many rows and report exactly the fifty that are bad, with no personal data", async () => {
    const rows = tries(20_000, 100_000);
    const { bad } = write(rows, 50);
    const { code, out } = await roll("import", ...file(), ...book(), "--json");
    const { people, badRows, imported, findings } = JSON.parse(out);
    expect([code, people, badRows]).to.deep.equal([1, rows - 50, 50]);
    expect(findings.map(({ line, code }: { line: number; code: string }) => ({ line, code }))).to.deep.equal(bad);
    expect(imported.added).to.equal(rows - 50);

    const checked = await roll("check", ...file());
    expect(checked.code).to.equal(1);
    const lines = checked.out.split("\n");
    expect(lines).to.have.length(51);
    expect(lines[0]).to.equal(`line ${rows / 50 + 1}, name: nothing is given`);
    expect(lines[2]).to.equal(`line ${(3 * rows) / 50 + 1}, number: the number stands in line ${(3 * rows) / 50} too`);
    expect(checked.out).not.to.match(/주민\d|별빛|달빛|P-\d|19\d\d-/);
    const { wasDone } = JSON.parse((await roll("import", ...file(), ...book(), "--json")).out).imported;
    expect(wasDone).to.equal(true);
  });

  it("refuse a register of headings without anybody, be it the first or a later one", async () => {
    write(3, 0);
    expect((await roll("import", ...file(), ...book())).code).to.equal(0);
    write(0, 0);
    for (const [command, ...options] of [
      ["check", ...file()],
      ["import", ...file(), ...book()],
      ["import", ...file(), ...book(), "--complete", "--most-new"],
    ] as const) {
      expect(((await roll(command, ...options)).error as { code?: string }).code, command).to.equal("REGISTER_EMPTY");
    }
    const open = store();
    expect(open.person("P-3")?.state).to.equal("eligible");
    open.close();
  });

  it("write nothing in a dry run, and mark nobody as moved out by a file with bad rows", async () => {
    write(40, 2);
    const dry = await roll("import", ...file(), ...book(), "--dry-run");
    expect(dry.out).to.include("38 added, 0 changed").and.include("nothing was written");
    const { error } = await roll("import", ...file(), ...book(), "--complete");
    expect((error as ImportIncompleteError).code).to.equal("IMPORT_INCOMPLETE");
    const open = store();
    expect(open.person("P-1")).to.equal(undefined);
    open.close();

    write(40, 0);
    expect((await roll("import", ...file(), ...book())).code).to.equal(0);
    write(39, 0);
    expect((await roll("import", ...file(), ...book())).out).to.include("1 eligible persons are not in the file");
    expect((await roll("import", ...file(), ...book(), "--complete")).out).to.include("1 person marked as moved out");
    const again = store();
    expect(again.person("P-40")?.state).to.equal("movedOut");
    again.close();
  });

  it("print letters that alone hold the codes, which work once and are not made twice", async () => {
    write(3, 0);
    await roll("import", ...file(), ...book());
    expect((await letters("--out", at("letters"), "--dry-run")).out).to.include("nothing was written");
    const elsewhere = await letters("--out", at("letters"), "--district", "달빛동");
    expect((elsewhere.error as { code?: string }).code).to.equal("DISTRICT_NOT_IN_BOOK");
    const decomposed = await letters("--out", at("letters"), "--dry-run", "--district", "별빛1동".normalize("NFD"));
    expect(decomposed.out).to.include("2 letters");
    const { code, out, err } = await letters("--out", at("letters"));
    expect(code).to.equal(0);
    expect(readdirSync(at("letters"))).to.deep.equal(["letters-0001.html"]);
    expect(statSync(at("letters/letters-0001.html")).mode & 0o777).to.equal(0o600);
    const html = readFileSync(at("letters/letters-0001.html"), "utf8");
    const codes = [...html.matchAll(/class="code">([0-9A-Z-]{19})</g)].map(([, found]) => found as string);
    expect(codes).to.have.length(3);
    expect(html.match(/<svg /g)).to.have.length(3);
    expect(html)
      .to.include("별빛시 &lt;선관위&gt;")
      .and.not.match(/<script|<link|<img|src=|url\(|\bP-\d|19\d\d-\d\d-\d\d/);

    const open = store();
    expect(codes.map((found) => open.givenCode(found)?.number)).to.deep.equal(["P-1", "P-3", "P-2"]);
    for (const found of codes) expect(out + err).not.to.include(found);
    expect((await letters("--out", at("more"))).out).to.include("no letters were made");
    expect(open.useCode(codes[1] as string, 7n, NOW)).to.equal(true);

    expect((await letters("--out", at("more"))).out).to.include("1 letter in");
    expect((await letters("--out", at("lost"), "--number", "P-1")).out).to.include("1 letter in");
    expect(open.givenCode(codes[0] as string)).to.equal(undefined);
    expect((await letters("--out", at("lost"), "--number", "P-2")).error).to.be.instanceOf(FileExistsError);
    expect(open.givenCode(codes[2] as string)?.number).to.equal("P-2");
    open.close();
  });

  it("write what happened to a person, or refuse it and write nothing", async () => {
    write(2, 0);
    await roll("import", ...file(), ...book());
    const change = (event: string, ...more: readonly string[]) =>
      roll("change", ...book(), "--number", "P-1", "--event", event, ...more);
    expect((await change("moved-out", "--dry-run")).out).to.include("movedOut");
    expect((await change("moved-in", "--district", "별빛2동", "--districts", at("districts.csv"))).code).to.equal(0);
    const open = store();
    expect([open.person("P-1")?.state, open.person("P-1")?.rollIds]).to.deep.equal(["eligible", [1n, 12n]]);
    expect((await change("moved-in")).error).to.be.instanceOf(EventNeedsError);
    const unknown = await change("moved-in", "--district", "달빛동", "--districts", at("districts.csv"));
    expect(unknown.error).to.be.instanceOf(DistrictUnknownError);
    expect((await change("settled")).error).to.be.instanceOf(EventImpossibleError);
    expect((await change("died")).code).to.equal(0);
    expect(open.person("P-1")?.state).to.equal("died");
    expect((await letters("--out", at("letters"), "--number", "P-1")).error).to.be.instanceOf(EventImpossibleError);
    for (const name of ["김\u202e하나", "\u3164"]) {
      const hidden = await change("renamed", "--name", name);
      expect((hidden.error as { code?: string }).code).to.equal("NAME_UNREADABLE");
    }
    const nobody = await roll("change", ...book(), "--number", "P-9", "--event", "died");
    expect(nobody.error).to.be.instanceOf(PersonUnknownError);
    open.close();
  });

  it("export counts alone, and warn of more residents than people", async () => {
    write(40, 0);
    await roll("import", ...file(), ...book());
    writeFileSync(at("population.csv"), "행정동,인구\n별빛1동,25\n별빛2동,19\n");
    const { code, out } = await roll("export", ...book(), "--population", at("population.csv"), "--json");
    expect(code).to.equal(1);
    const nobody = { enrolled: null };
    expect(JSON.parse(out)).to.deep.equal({
      districts: [
        { district: "별빛1동", eligible: 20, ...nobody, population: 25, ratio: 0.8, tooMany: false },
        { district: "별빛2동", eligible: 20, ...nobody, population: 19, ratio: 1.053, tooMany: true },
      ],
      rolls: null,
    });
    const { out: text } = await roll("export", ...book(), "--population", at("population.csv"));
    expect(text)
      .to.include("WARNING 별빛2동")
      .and.not.match(/P-\d|주민/);
    const { code: missing, error } = await roll("export", ...book(), "--rpc", "http://127.0.0.1:1");
    expect([missing, (error as { code?: string }).code]).to.deep.equal([1, "REGISTRY_MISSING"]);
  });
});
