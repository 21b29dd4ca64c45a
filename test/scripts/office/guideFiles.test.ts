import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { readDistricts } from "../../../scripts/office/roll/csv/districts.ts";
import { readPeople } from "../../../scripts/office/roll/csv/readPeople.ts";
import { readOfficeFile } from "../../../services/registrar/officeFile.ts";

const guide = readFileSync(`${projectRoot}docs/ko/operations.md`, "utf8");

/** The block of the guide that begins so, as a user copies it. */
function printed(beginning: string): string {
  const at = guide.indexOf(`\n${beginning}`) + 1;
  expect(at, beginning).to.be.greaterThan(0);
  return guide.slice(at, guide.indexOf("```", at));
}

describe("The offices' files that the Korean guide prints", () => {
  it("are a register and its districts as they are read", () => {
    const districts = readDistricts(Buffer.from(printed("행정동,명부")), "districts.csv");
    const rules = { districts, day: "2027-06-01", leastAge: 18 };
    const { people, findings } = readPeople(Buffer.from(printed("번호,성명")), "register.csv", "utf-8", rules);
    expect(findings).to.deep.equal([]);
    expect(people.map(({ person }) => [person.number, person.district])).to.deep.equal([["A-0001", "별빛동"]]);
  });

  it("are an office's file as the service reads it", () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-guide-"));
    try {
      const file = join(folder, "registrar.yaml");
      writeFileSync(file, printed("name: { ko: 별빛시"));
      expect(readOfficeFile(file).rolls.map(({ id }) => String(id))).to.deep.equal(["41110"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
