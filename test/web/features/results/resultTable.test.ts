import { expect } from "chai";
import type { Outcome } from "../../../../sdk/election/outcome.ts";
import { resultCsv, resultJson, type TableWords } from "../../../../web/src/features/results/resultTable.ts";

const words: TableWords = {
  option: "선택지",
  votes: "표",
  cost: "비용",
  chosen: "선정",
  isChosen: "선정",
  isNotChosen: "미선정",
  isTied: "동점",
};
const outcome = { selected: 1n, tied: 2n, quorumReached: true } as unknown as Outcome;
const budget = { outcome: { kind: "Budget", costs: [40_000_000, 25_000_000] } } as unknown as Parameters<
  typeof resultCsv
>[0]["constitution"];
const verdict = { kind: "selected", selected: [0], tied: [1] } as const;
const result = { counts: [9, 7], outcome };

describe("a result as files", () => {
  it("is a table with a mark for Excel, raw numbers, and who won", () => {
    const csv = resultCsv({ constitution: budget, result, verdict }, ["놀이터", '"도서관", 밤'], words);
    expect(csv).to.equal(
      '\uFEFF"#","선택지","표","비용","선정"\r\n1,"놀이터",9,40000000,"선정"\r\n2,"""도서관"", 밤",7,25000000,"미선정 (동점)"\r\n',
    );
  });

  it("lets no title become a formula of a spreadsheet", () => {
    const signs = ["=", "+", "-", "@", "\t=", "\r=", " =", "\u00a0+", "＝", "＠", "\n="];
    for (const sign of signs) {
      const title = `${sign}HYPERLINK("http://evil.example")`;
      const csv = resultCsv({ constitution: budget, result, verdict }, [title, "가"], words);
      expect(csv, JSON.stringify(sign)).to.contain(`1,"'${sign}HYPERLINK(""http`);
    }
    expect(resultCsv({ constitution: budget, result, verdict }, ["가-나", "다=라"], words)).not.to.contain("'");
  });

  it("is a file for programs with the chain's counts and every language's titles", () => {
    const rule = { kind: "Budget", costs: [40_000_000, 25_000_000], electors: 0 };
    const title = { ko: "놀이터", en: "Playground" };
    const shown = {
      election: "0xab",
      constitution: { outcome: rule },
      content: { title: { ko: "예산", en: "Budget" }, options: [{ title }, { title: { ko: "=도서관" } }] },
      state: { activeMembers: 13, ballots: 12 },
    } as unknown as Parameters<typeof resultJson>[0];
    const file = JSON.parse(
      resultJson({ ...shown, result: { counts: [9, 7], outcome: { a: 1 } as never }, verdict }, 8217),
    );
    expect(file).to.deep.equal({
      chainId: 8217,
      election: "0xab",
      title: { ko: "예산", en: "Budget" },
      members: 13,
      ballots: 12,
      options: [
        { title, votes: 9, cost: 40_000_000, selected: true, tied: false },
        { title: { ko: "=도서관" }, votes: 7, cost: 25_000_000, selected: false, tied: true },
      ],
      outcome: { a: 1 },
    });
  });
});
