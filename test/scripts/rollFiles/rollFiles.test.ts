import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { comingDemoElection } from "../../../scripts/rehearsal/demoElections.ts";
import { createFurther } from "../../../scripts/rehearsal/furtherElection.ts";
import { CensusNotFrozenError, writeCensusFiles } from "../../../scripts/rollFiles/censusFiles.ts";
import { readOpenElection } from "../../../sdk/chain/resident.ts";
import { parseTreeFiles, rollFolder } from "../../../sdk/election/rollFiles.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import { livingElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";

const HOUR = 3600;

describe("The files of an election's roll", function () {
  this.timeout(600_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-rolls-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are written under the root that the election froze", async () => {
    const { election, chain } = await livingElection();
    await writeCensusFiles(election, folder, chain.provider);
    const { censusRoot } = await readOpenElection(election, chain.provider);
    expect(readdirSync(folder)).to.deep.equal([rollFolder(censusRoot)]);
    const index = readFileSync(join(folder, rollFolder(censusRoot), "index.json"), "utf8");
    expect(parseTreeFiles(index)).to.include({ root: censusRoot });
  });

  it("are not written while the roll can still change", async () => {
    const { town, chain } = await livingElection();
    const now = await chain.now();
    const later = {
      censusTime: now + 48 * HOUR,
      opensAt: now + 96 * HOUR,
      openGrace: HOUR,
      closesAt: now + 120 * HOUR,
    };
    const schedule = { ...later, closeGrace: HOUR, sharesDueAt: now + 240 * HOUR, sealDelay: 600 };
    // Somebody whose elections the page's tests do not list.
    const organizer = await chain.newAccount();
    const coming = await createFurther({ ...town, organizer }, comingDemoElection, schedule);
    const error = await errorOf(writeCensusFiles(coming, folder, chain.provider), CensusNotFrozenError);
    expect(error.what).to.contain(timeInKorea(schedule.censusTime));
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
