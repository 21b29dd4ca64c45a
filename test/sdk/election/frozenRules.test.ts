import { expect } from "chai";
import { frozenElectionOf } from "../../../scripts/clerk/frozenElection.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import type { Constitution } from "../../../sdk/election/constitution.ts";
import { constitutionHash as hashOf } from "../../../sdk/election/constitutionAbi.ts";
import { type FrozenElection, frozenRules } from "../../../sdk/election/frozenRules.ts";
import { exampleNames, exampleText } from "../../scripts/electionFile/exampleFile.ts";

function electionOf(name: string, change: (text: string) => string = (text) => text): FrozenElection {
  const { file } = parseElectionFile(change(exampleText(name)), `${name}.yaml`);
  return frozenElectionOf({ file, dangers: [], deployment: undefined });
}

const linesOf = (election: FrozenElection, language: "ko" | "en") =>
  frozenRules(election).flatMap(({ heading, lines }) => [heading[language], ...lines.map((line) => line[language])]);

const said = (election: FrozenElection) => JSON.stringify(frozenRules(election));

describe("The rules that an election freezes", () => {
  for (const name of exampleNames()) {
    it(`are said of ${name} in both languages, with every text, cost, trustee and date`, () => {
      const election = electionOf(name);
      const { content, board, constitution } = election;
      for (const language of ["ko", "en"] as const) {
        const text = linesOf(election, language).join("\n");
        for (const { title } of content.options) expect(text).to.include(title[language]);
        for (const cost of constitution.outcome.costs) expect(text).to.include(cost.toLocaleString("en"));
        for (const { account, name: whose } of board.trustees)
          expect(text).to.include(`${whose?.[language]} (${account})`);
        expect(text).to.include(content.question[language]).and.include(content.title[language]);
        expect(text.match(/20\d\d-\d\d-\d\d \d\d:\d\d KST/g)).to.have.length(7);
      }
      expect(linesOf(election, "en").join()).not.to.match(/[\u{e000}-\u{f8ff}]|undefined|NaN|\{/u);
      expect(linesOf(election, "ko").join()).not.to.match(/undefined|NaN|\{/);
    });
  }

  const knapsack = electionOf("knapsack");
  const referendum = electionOf("yes-no-abstain");
  const { constitution } = knapsack;
  const changes: readonly (readonly [string, FrozenElection, Partial<Constitution>])[] = [
    ["roll", knapsack, { rollId: 7n }],
    ["minimum census", knapsack, { minimumCensus: 31 }],
    ["consents", knapsack, { consentsRequired: 5 }],
    ["minimum of ballots", knapsack, { minimumBallots: 11 }],
    ["voting again", knapsack, { revoting: !constitution.revoting }],
    ["masking", knapsack, { masked: true }],
    ["joint terms", knapsack, { jointHash: `0x${"ab".repeat(32)}` }],
    ["texts", knapsack, { contentHash: `0x${"ab".repeat(32)}` }],
    ...(["maxPerOption", "minTotal", "budget", "credits"] as const).map(
      (field) =>
        [
          `rule ${field}`,
          knapsack,
          { rules: { ...constitution.rules, [field]: constitution.rules[field] + 2 } },
        ] as const,
    ),
    ["rule distinct", knapsack, { rules: { ...constitution.rules, distinct: true } }],
    ["rule maxTotal", knapsack, { rules: { ...constitution.rules, maxTotal: 2 } }],
    ...(["censusTime", "opensAt", "openGrace", "closesAt", "closeGrace", "sharesDueAt", "sealDelay"] as const).map(
      (field) =>
        [
          field,
          knapsack,
          { schedule: { ...constitution.schedule, [field]: constitution.schedule[field] + 60 } },
        ] as const,
    ),
    ["rule of counting", knapsack, { outcome: { ...constitution.outcome, kind: "GreedyNoSkip" } }],
    ["tie-break", knapsack, { outcome: { ...constitution.outcome, tieBreak: "None" } }],
    ["closed below the quorum", knapsack, { outcome: { ...constitution.outcome, closedBelowQuorum: true } }],
    ["budget", knapsack, { outcome: { ...constitution.outcome, budget: 1 } }],
    ["minimum of votes", knapsack, { outcome: { ...constitution.outcome, minimumVotes: 9 } }],
    ["costs", knapsack, { outcome: { ...constitution.outcome, costs: [1, 2, 3, 4] } }],
    [
      "electors",
      knapsack,
      { outcome: { ...constitution.outcome, electors: 9, electorsSource: `0x${"ab".repeat(32)}` } },
    ],
    [
      "quorum",
      referendum,
      {
        outcome: {
          ...referendum.constitution.outcome,
          quorum: { numerator: 1, denominator: 4, moreThan: true },
        },
      },
    ],
    [
      "passing share",
      referendum,
      {
        outcome: {
          ...referendum.constitution.outcome,
          passingShare: { numerator: 1, denominator: 2, moreThan: false },
        },
      },
    ],
  ];
  for (const [what, election, change] of changes) {
    it(`tell another ${what}`, () => {
      const other = { ...election, constitution: { ...election.constitution, ...change } };
      expect(said(other)).not.to.equal(said(election));
    });
  }

  it("tell another number of winners, other descriptions, and who gives an argument", () => {
    const approval = said(electionOf("approval"));
    expect(said(electionOf("approval", (text) => text.replace("winners: 2", "winners: 1")))).not.to.equal(approval);
    const described = electionOf("approval", (text) =>
      text.replace(/(?<=^ {2}- title: \{.*\}$)/m, "\n    description: { ko: 설명, en: More about it }"),
    );
    expect(said(described)).to.include("More about it");
    expect(said(referendum)).to.include("Civic association").and.include("Finance department");
  });

  it("say who can void it before the opening, and who after", () => {
    const veto = frozenRules(knapsack).find(({ kind }) => kind === "veto")?.lines ?? [];
    expect(veto[0]?.en).to.equal("4 consents are needed: 2 of the 5 trustees who do not consent void it");
    expect(veto[1]?.ko).to.equal("3명이 개표 조각을 내지 않으면 끝내 개표되지 않음");
    expect(veto.map(({ en }) => en).join()).to.include("either of them voids it by enrolling fewer than 30");
  });

  it("have a hash to compare once board and roll are deployed, and none before", () => {
    const hashes = (constitutionHash: string | undefined) =>
      frozenRules({ ...knapsack, constitutionHash })
        .find(({ kind }) => kind === "hashes")
        ?.lines.map(({ en }) => en);
    expect(hashes(undefined)).to.have.length(2);
    expect(hashes(hashOf(constitution))?.at(-1)).to.match(/^constitution: 0x[0-9a-f]{64}$/);
  });
});
