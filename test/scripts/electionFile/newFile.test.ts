import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { examine } from "../../../scripts/electionFile/examine.ts";
import { commentsIn, newFileText, writeNewFile } from "../../../scripts/electionFile/newFile.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { BALLOT_KINDS } from "../../../scripts/electionFile/schema.ts";
import { FileExistsError } from "../../../scripts/terminal/checkedFile.ts";
import { errorOf } from "../../errorOf.ts";
import { runCommand } from "../clerk/runCommand.ts";
import { exampleText } from "../electionFile/exampleFile.ts";

const DAY = 86_400_000;

describe("a new election file", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-init-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  it("has every comment in Korean for whoever reads Korean, and the same settings", () => {
    for (const kind of [...BALLOT_KINDS, "ttabok-simulation"] as const) {
      const english = newFileText(exampleText(kind), "new-one", Date.parse("2026-11-25T18:00Z"), "./schema.json");
      const korean = commentsIn("ko", english);
      const comments = korean
        .split("\n")
        .filter((line) => /^ *#/.test(line) && !/\$schema|^ *# *$|^# +\w+: \S+$/.test(line));
      expect(comments.length).to.be.greaterThan(15);
      expect(comments.filter((line) => !/[가-힣]/.test(line))).to.deep.equal([]);
      expect(parse(korean)).to.deep.equal(parse(english));
      expect(commentsIn("en", english)).to.equal(english);
    }
  });

  for (const kind of BALLOT_KINDS) {
    it(`of kind ${kind} is right at any time, its first date two weeks ahead, at the hours of the example`, () => {
      for (const now of ["2026-11-25T18:00Z", "2031-02-28T23:59Z"].map((time) => Date.parse(time))) {
        const text = newFileText(exampleText(kind), "new-one", now, "./schema.json");
        const parsed = parseElectionFile(text, kind);
        const errors = examine(parsed, now / 1000).filter(({ level }) => level === "error");
        expect(errors).to.deep.equal([]);
        const ahead = Date.parse(parsed.file.board.registerBy) - now;
        expect(ahead).to.be.within(14 * DAY, 15 * DAY);
        expect(parsed.file.schedule.opensAt.slice(10)).to.equal("T09:00+09:00");
        expect(parsed.file.id).to.equal("new-one");
      }
    });
  }

  it("is commented, and leads editors to the schema from where it stands", () => {
    mkdirSync(join(folder, "votes"));
    const path = join(folder, "votes", "vote.yaml");
    writeNewFile(path, "score", "vote");
    const text = readFileSync(path, "utf8");
    const schema = /\$schema=(\S+)/.exec(text)?.[1] as string;
    expect(resolve(folder, "votes", schema)).to.equal(`${projectRoot}examples/election.schema.json`);
    expect(text.split("\n").filter((line) => /^\s*#/.test(line)).length).to.be.greaterThan(15);
    expect(text).not.to.include("Check it with");
  });

  it("of a name that is no election's, as one with blanks in Korean, is right too, and named whole in what to run", async () => {
    const file = join(folder, "우리 투표.yaml");
    const { out } = await runCommand("init", file, "--lang", "ko");
    expect(out).to.match(/실행하세요: npm run hanpyo -- check '.*\/우리 투표\.yaml'$/);
    expect(parseElectionFile(readFileSync(file, "utf8"), file).file.id).to.equal("my-election");
    await runCommand("init", join(folder, "park-2028.yaml"));
    expect(readFileSync(join(folder, "park-2028.yaml"), "utf8")).to.match(/^id: park-2028$/m);
  });

  it("is never written over what is there, and never by a dry run", async () => {
    const path = join(folder, "there.yaml");
    writeFileSync(path, "mine");
    const error = await errorOf(() => writeNewFile(path, "score", "there"), FileExistsError);
    expect(error.what).to.equal(`${path} exists`);
    expect(readFileSync(path, "utf8")).to.equal("mine");
    expect(writeNewFile(join(folder, "dry.yaml"), "score", "dry", true)).to.include("id: dry");
    expect(() => readFileSync(join(folder, "dry.yaml"))).to.throw("ENOENT");
  });
});
