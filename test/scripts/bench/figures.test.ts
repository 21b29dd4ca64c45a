import { expect } from "chai";
import { interleaved } from "../../../scripts/bench/figures.ts";
import { pageFigures } from "../../../scripts/bench/page/pageFigures.ts";
import { figureTable } from "../../../scripts/bench/table.ts";
import type { LocalChain } from "../../../scripts/rehearsal/localChain.ts";

describe("The figures of bench", () => {
  const row = (name: string, figures: Readonly<Record<string, number>>) =>
    figureTable(figures)
      .split("\n")
      .find((line) => line.startsWith(`| ${name} |`));

  it("stand beside their reference of the same run, and say whether they keep their goal", () => {
    const roll = "seconds.page.roll.100000";
    const alone = "seconds.page.fetchAlone.100000";
    expect(row(roll, { [roll]: 2, [alone]: 0.5 })).to.equal(
      `| ${roll} | 2 | ${alone} | 0.5 | 4.00 | at most 2: kept |`,
    );
    expect(row(roll, { [roll]: 2.001, [alone]: 0.5 })).to.contain("at most 2: missed");
    const enrolment = "gas.enrol.batch30";
    const member = "gas.semaphore.addMembers.batch30";
    expect(row(enrolment, { [enrolment]: 180_000, [member]: 60_000 })).to.equal(
      `| ${enrolment} | 180,000 | ${member} | 60,000 | 3.00 | at most 180000: kept |`,
    );
    const gap = "milliseconds.page.longestGap.proving";
    expect(row(gap, { [gap]: 100 })).to.contain("at most 100: kept");
    expect(row(gap, { [gap]: 101 })).to.contain("at most 100: missed");
    const ballot = "seconds.prove.ballot.8";
    const semaphore = "seconds.prove.semaphore";
    expect(row(ballot, { [ballot]: 1.75, [semaphore]: 1 })).to.contain("ratio at most 1.75: kept");
    expect(row(ballot, { [ballot]: 1.76, [semaphore]: 1 })).to.contain("ratio at most 1.75: missed");
    const verified = "perSecond.verify.300";
    expect(row(verified, { [verified]: 280 })).to.contain("at least 280: kept");
    expect(row(verified, { [verified]: 279 })).to.contain("at least 280: missed");
    expect(row("gas.open.8", { "gas.open.8": 1 })).to.match(/\|\s*\|$/);
  });

  it("of the page are left out, in one line, where there is no Chromium", async () => {
    const said: string[] = [];
    const { error } = console;
    console.error = (line: string) => said.push(line);
    try {
      expect(await pageFigures({} as LocalChain, undefined)).to.deep.equal({});
    } finally {
      console.error = error;
    }
    expect(said).to.have.length(1);
    expect(said[0]).to.contain("Chromium").and.contain("not measured");
  });

  it("are the seconds that a task says, where it knows better than the clock around it", async () => {
    let turn = 0;
    expect(await interleaved({ own: () => 40 + (turn++ % 3) })).to.deep.equal({ own: 41 });
  });
});
