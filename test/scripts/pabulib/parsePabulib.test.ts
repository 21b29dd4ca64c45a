import { expect } from "chai";
import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { PabulibMalformedError } from "../../../scripts/pabulib/refusals.ts";
import { lineOf, sampleText } from "./sampleElection.ts";

/** What is wrong, a line of the sample, what stands there instead, and what is said of it. */
const wrongLines: readonly (readonly [string, string, string, string])[] = [
  ["a project without its last cell", "b;50;2;Bench;0", "b;50;2;Bench", "4 columns, the header has 5"],
  ["a name with a bare semicolon", "b;50;2;Bench;0", "b;50;2;Bench; long;0", "6 columns, the header has 5"],
  ["a cost in words", "b;50;2;Bench;0", "b;fifty;2;Bench;0", '"fifty" is not a cost'],
  ["a cost below 0", "b;50;2;Bench;0", "b;-50;2;Bench;0", '"-50" is not a cost'],
  ["no cost", "b;50;2;Bench;0", "b;;2;Bench;0", '"" is not a cost'],
  ["a cost with a comma that may part thousands", "b;50;2;Bench;0", "b;50,000;2;Bench;0", '"50,000" is not a cost'],
  ["votes in words", "b;50;2;Bench;0", "b;50;two;Bench;0", '"two" is not a number of votes'],
  ["selected in words", "b;50;2;Bench;0", "b;50;2;Bench;no", '"no" is not a value of selected'],
  ["a project twice", "b;50;2;Bench;0", "a;50;2;Bench;0", "project a stands twice"],
  ["a project without id", "b;50;2;Bench;0", ";50;2;Bench;0", "a project has no id"],
  ["a quote that is never closed", "b;50;2;Bench;0", 'b;50;2;"Bench;0', "a quoted cell is never closed"],
  [
    "no column cost",
    "project_id;cost;votes;name;selected",
    "project_id;price;votes;name;selected",
    "column cost is missing",
  ],
  [
    "no column project_id",
    "project_id;cost;votes;name;selected",
    "id;cost;votes;name;selected",
    "project_id is missing",
  ],
  ["a column twice", "project_id;cost;votes;name;selected", "project_id;cost;cost;name;selected", "cost stands twice"],
  ["no column vote", "voter_id;vote", "voter_id;choice", "the column vote is missing"],
  ["no column voter_id", "voter_id;vote", "voter;vote", "the column voter_id is missing"],
  ["a voter twice", "3;a", "2;a", "voter 2 stands twice"],
  ["a voter without id", "3;a", ";a", "a voter has no id"],
  ["a vote for an unknown project", "3;a", "3;a,z", "project z is not in the file"],
  ["a ballot without its vote", "3;a", "3", "1 columns, the header has 2"],
  ["two values for a key", "vote_type;approval", "budget;90", 'budget is "90", line 6 says "100"'],
  ["a section twice", "4;b,c", "VOTES", "the section VOTES stands twice"],
];

function malformed(text: string): PabulibMalformedError {
  try {
    parsePabulib(text);
  } catch (error) {
    if (error instanceof PabulibMalformedError) return error;
    throw error;
  }
  throw new Error("The file was taken");
}

describe("parsePabulib", () => {
  for (const [what, line, wrong, said] of wrongLines) {
    it(`refuses ${what} with its line`, () => {
      const text = sampleText();
      const error = malformed(text.replace(`\n${line}\n`, `\n${wrong}\n`));
      expect(error.line).to.equal(lineOf(text, line));
      expect(error.message).to.include(`Line ${error.line}: `).and.include(said);
    });
  }

  for (const title of ["META", "PROJECTS", "VOTES"]) {
    it(`refuses a file without the section ${title}`, () => {
      const lines = sampleText().split("\n");
      const start = lines.indexOf(title);
      const rest = lines.findIndex((line, i) => i > start && /^(META|PROJECTS|VOTES)$/.test(line));
      const text = [...lines.slice(0, start), ...(rest < 0 ? [] : lines.slice(rest))].join("\n");
      expect(malformed(text).message).to.include(`the section ${title} is missing`);
    });
  }

  it("refuses text before the first section, empty sections, and a file without ballots or projects", () => {
    expect(malformed(`hello\n${sampleText()}`)).to.include({ line: 1, what: "Line 1: text before the first section" });
    expect(malformed("META\nPROJECTS\nVOTES\n")).to.include({ line: 2, what: "Line 2: the section PROJECTS is empty" });
    const noVotes = sampleText({ votes: ["voter_id;vote"] });
    expect(malformed(noVotes)).to.include({ line: lineOf(noVotes, "voter_id;vote") });
    const noProjects = sampleText({ projects: ["project_id;cost"] });
    expect(malformed(noProjects)).to.include({ line: lineOf(noProjects, "project_id;cost") });
  });

  it("counts lines over quoted line breaks and blank lines", () => {
    const text = sampleText({
      projects: ["project_id;cost;name", '"a";60;"Park\r\nwith a\npond"', "", "b;50;Bench", "b;30;Lamp"],
    });
    expect(malformed(text).line).to.equal(lineOf(text, "b;30;Lamp"));
  });

  it("reads quotes, semicolons and line breaks in cells as Pabulib's own reader does", () => {
    const projects = [
      "project_id;cost;name",
      'a;60; "Path; ""short"""',
      'b;50;"Old" mill',
      'c;30;The "green" wall',
      'd;1;"two\nlines"',
    ];
    const { projects: read } = parsePabulib(sampleText({ projects, votes: ["voter_id;vote", '1;"a, b"'] }));
    expect(read.map(({ name }) => name)).to.deep.equal(['Path; "short"', "Old mill", 'The "green" wall', "two\nlines"]);
  });

  const spellings: readonly (readonly [string, (text: string) => string])[] = [
    ["a byte order mark", (text) => `\uFEFF${text}`],
    ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["CR alone", (text) => text.replaceAll("\n", "\r")],
    ["no line break at the end", (text) => text.trimEnd()],
    ["blanks around cells", (text) => text.replaceAll(";", " ; ").replaceAll(",", " , ")],
    ["blank lines", (text) => text.replaceAll("\n", "\n\n  \n")],
    ["a spreadsheet's trailing semicolons", (text) => text.replaceAll("\n", ";;;\n")],
    ["titles and columns in other letters", (text) => text.replace("VOTES", "Votes").replace("voter_id", "Voter_ID")],
    ["META without its header", (text) => text.replace("key;value\n", "")],
    ["quoted cells", (text) => text.replaceAll(/^(\d);(.*)$/gm, '"$1";"$2"')],
    ["unknown columns and keys", (text) => text.replace("rule;", "mood;good\nrule;").replaceAll(/^(\d;.*)$/gm, "$1")],
    [
      "the sections in another order",
      (text) => {
        const [, head, projects, votes] = /^([\s\S]*)(PROJECTS[\s\S]*)(VOTES[\s\S]*)$/.exec(
          text,
        ) as unknown as string[];
        return `${votes}${head}${projects}`;
      },
    ],
    [
      "other columns in another order",
      (text) => text.replace("voter_id;vote", "age;vote;voter_id").replaceAll(/^(\d);([a-c,]+)$/gm, "40;$2;$1"),
    ],
  ];
  for (const [what, change] of spellings) {
    it(`reads the same election with ${what}`, () => {
      const text = sampleText();
      const withoutLines = ({ projects, votes, deviations }: ReturnType<typeof parsePabulib>) => ({
        projects,
        deviations,
        votes: votes.map((vote) => vote.projects),
      });
      const changed = change(text);
      expect(changed).to.not.equal(text);
      expect(withoutLines(parsePabulib(changed))).to.deep.equal(withoutLines(parsePabulib(text)));
    });
  }

  const costs: readonly (readonly [string, { digits: bigint; decimals: number }])[] = [
    ["1234.50", { digits: 12345n, decimals: 1 }],
    ["1234,56", { digits: 123456n, decimals: 2 }],
    ["12 345 678", { digits: 12345678n, decimals: 0 }],
    ["1.5e3", { digits: 1500n, decimals: 0 }],
    ["0,125", { digits: 125n, decimals: 3 }],
    ["0", { digits: 0n, decimals: 0 }],
  ];
  for (const [written, cost] of costs) {
    it(`reads the cost ${written}`, () => {
      const { projects } = parsePabulib(sampleText({ projects: ["project_id;cost", `a;${written}`, "b;1", "c;1"] }));
      expect(projects[0]?.cost).to.deep.equal(cost);
    });
  }

  it("takes a project that a ballot names more than once as its kind of vote says", () => {
    const read = (kind: string, vote: string, points: string) => {
      const votes = ["voter_id;vote;points", `1;${vote};${points}`];
      const [first] = parsePabulib(sampleText({ meta: { vote_type: kind }, votes })).votes;
      return { projects: first?.projects, points: first?.points, isRepetitive: first?.isRepetitive };
    };
    const twice = (points: readonly string[]) => ({ projects: [1, 0], points, isRepetitive: true });
    expect(read("approval", "b,a,b", "")).to.deep.equal(twice([]));
    expect(read("Cumulative", "b,a,b", "1,2,3")).to.deep.equal(twice(["4", "2"]));
    expect(read("cumulative", "a,a,a,a", "1,1,1,1")).to.deep.equal({
      ...{ projects: [0], points: ["4"], isRepetitive: true },
    });
    expect(read("scoring", "b,a,b", "5,2,3")).to.deep.equal(twice(["5", "2"]));
    expect(read("ordinal", "b,a,b", "")).to.deep.equal(twice([]));
    expect(read("cumulative", "b,a", "1,2")).to.deep.equal({ ...twice(["1", "2"]), isRepetitive: false });
  });

  it("names counts in META that the file does not have, and goes on", () => {
    const { deviations } = parsePabulib(sampleText({ meta: { num_votes: "5", num_projects: "three" } }));
    expect(deviations).to.deep.equal([
      "num_projects says three, the file has 3 projects",
      "num_votes says 5, the file has 4 ballots",
    ]);
  });

  it("takes several comments, a value with a bare semicolon, and a key without a value", () => {
    const text = sampleText({ meta: { max_length: "" } }).replace("rule;", "comment;#1: x\ncomment;#2: y; z\nrule;");
    const { meta } = parsePabulib(text);
    expect(meta.get("comment")?.value).to.equal("#2: y;z");
    expect(meta.has("max_length")).to.equal(false);
  });
});
