import { existsSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import type { Report } from "../../../scripts/pabulib/report.ts";
import { runCommand } from "../clerk/runCommand.ts";

/** Small files that went wrong once, with what a rehearsal of each must say. */
const CASES: readonly (readonly [name: string, match: boolean, deviation: RegExp, funded: readonly string[]])[] = [
  ["pb-match-in-spite-of-totals", true, /ranks that count from each ballot's own length/, ["1"]],
  ["pb-project-twice", true, /stands more than once: 1 ballot \(line 15\); it counts once/, ["1", "2"]],
  ["pb-withdrawn-stops-no-skip", true, /project 1 is marked as withdrawn and left out before the rule/, ["2"]],
];

describe("A Pabulib file that went wrong once", function () {
  this.timeout(60_000);
  for (const [name, match, deviation, funded] of CASES) {
    it(`is rehearsed as its authors meant it: ${name}`, async () => {
      const file = `${projectRoot}../shared/cases/${name}/file.pb`;
      if (!existsSync(file)) return void console.log(`      skipped: ../shared/cases/${name} is not here`);
      const { code, out } = await runCommand("rehearse", "--plain", "--json", "--pb", file);
      const report = JSON.parse(out) as Report;
      expect([code, report.match]).to.deep.equal([0, match]);
      expect(report.deviations.join("\n")).to.match(deviation);
      expect(report.funded).to.deep.equal(funded);
    });
  }
});
