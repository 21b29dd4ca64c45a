import { existsSync } from "node:fs";
import { expect } from "chai";
import { Command } from "commander";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { withFile } from "../../../../scripts/office/roll/registerFile.ts";
import { type Ran, runCommand } from "../../clerk/runCommand.ts";

const FOLDER = `${projectRoot}../shared/cases`;

/** What `roll check` says of a case's file; undefined, with a line, where the folder beside the project is absent. */
async function checked(name: string, file: string, ...more: readonly string[]): Promise<Ran | undefined> {
  const folder = `${FOLDER}/${name}`;
  if (!existsSync(folder)) return void console.log(`      skipped: ../shared/cases/${name} is not here`);
  const args = [`${folder}/${file}`, "--districts", `${folder}/districts.csv`, "--lang", "en", ...more];
  return runCommand("roll", "check", ...args);
}

describe("A register that went wrong once", () => {
  for (const file of ["register-header.csv", "register-district.csv"]) {
    it(`is read with its Hangul decomposed: ${file}`, async () => {
      const ran = await checked("csv-decomposed-hangul", file);
      if (ran === undefined) return;
      expect([ran.code, ran.out.includes("1 person, 0 bad rows")]).to.deep.equal([0, true]);
    });
  }

  it("has its residents come of age by the day in Korea, in the morning too", async () => {
    const morning = () => Date.parse("2027-06-01T08:00:00+09:00");
    const on = withFile(new Command(), morning).getOptionValue("on") as string;
    const ran = await checked("default-day-is-utc", "register.csv", "--on", on);
    if (ran === undefined) return;
    expect([on, ran.code, ran.out.includes("0 bad rows")]).to.deep.equal(["2027-06-01", 0, true]);
    const before = await checked("default-day-is-utc", "register.csv", "--on", "2027-05-31");
    expect([before?.code, before?.out.includes("too young")]).to.deep.equal([1, true]);
  });
});
