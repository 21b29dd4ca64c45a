import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { FormatEarlierError, FormatUnknownError, keptFile } from "../../../scripts/observer/keptFormats.ts";
import { errorOf } from "../../errorOf.ts";
import { runCommand } from "../clerk/runCommand.ts";

describe("hanpyo migrate", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-migrate-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: unknown): string => {
    const place = join(folder, name);
    writeFileSync(place, typeof content === "string" ? content : JSON.stringify(content));
    return place;
  };

  it("leaves files of this release as they are, and says so", async () => {
    const record = `${projectRoot}conformance/records/empty.json`;
    const election = `${projectRoot}examples/yes-no-abstain.yaml`;
    const before = readFileSync(record);
    const { code, out } = await runCommand("migrate", record, election, "--lang", "en");
    expect(code).to.equal(0);
    expect(out).to.include("hanpyo-record-3, which this release reads and writes");
    expect(out).to.include("hanpyo-election-1");
    expect(readFileSync(record).equals(before)).to.equal(true);
  });

  it("says of a trustee's key of the first format that it is read as it is", async () => {
    const key = file("key.json", { format: "hanpyo-trustee-key-1" });
    const { out } = await runCommand("migrate", key, "--json");
    expect(JSON.parse(out).kept).to.deep.equal([
      { file: key, format: "hanpyo-trustee-key-1", writes: "hanpyo-trustee-key-2" },
    ]);
  });

  for (const [what, content, release] of [
    ["a record of the first release", { format: "hanpyo-record-1", constitution: {} }, "0.1.0"],
    ["a record of the second", { format: "hanpyo-record-2", constitution: { isTest: true } }, "0.2.0"],
    ["a deployment of the first", { format: "hanpyo-deployment-1" }, "0.1.0"],
    ["a deployment of the second", { format: "hanpyo-deployment-2" }, "0.2.0"],
  ] as const) {
    it(`refuses ${what} by naming ${release}, in the way that the command which reads it does`, async () => {
      const place = file("earlier.json", content);
      const error = await errorOf(() => keptFile(place), FormatEarlierError);
      expect(error.what).to.equal(`${place} is ${content.format}, of release ${release}`);
      expect((await runCommand("migrate", place)).code).to.equal(1);
    });
  }

  it("knows no later number, no other file and no format that is not at the top", async () => {
    for (const content of [
      { format: "hanpyo-record-4" },
      { format: 3 },
      {},
      [],
      { a: { format: "hanpyo-record-3" } },
    ]) {
      await errorOf(() => keptFile(file("other.json", content)), FormatUnknownError);
    }
    await errorOf(() => keptFile(file("other.yaml", "title: a\n  format: hanpyo-election-1")), FormatUnknownError);
  });
});
