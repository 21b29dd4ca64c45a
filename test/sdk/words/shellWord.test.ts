import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { shellWord } from "../../../sdk/words/shellWord.ts";

describe("A word of a suggested command", () => {
  it("stands as it is where a shell takes it whole, in quotes where it does not, and never as an option", () => {
    for (const plain of ["night-bus-2027.yaml", "elections/2027.yaml", "심야버스.yaml", "/a/b_c+d@e=1,2:3.json"]) {
      expect(shellWord(plain)).to.equal(plain);
    }
    expect(shellWord("my vote.yaml")).to.equal("'my vote.yaml'");
    expect(shellWord("마을 투표.yaml")).to.equal("'마을 투표.yaml'");
    expect(shellWord("")).to.equal("''");
    expect(shellWord("-x.yaml")).to.equal("./-x.yaml");
    expect(shellWord("it's $HOME; rm.yaml")).to.equal("'it'\\''s $HOME; rm.yaml'");
  });

  it("is read by a shell as the name that it was", () => {
    const names = [
      "a b",
      "a'b",
      "$HOME",
      "`id`",
      'a"b',
      "a\\b",
      "a;b",
      "*",
      "#a",
      "~",
      "!a",
      "가 나",
      "a\nb",
      "&",
      "[a]",
    ];
    const read = execFileSync("sh", [
      "-c",
      `for word in ${names.map(shellWord).join(" ")}; do printf '%s\\0' "$word"; done`,
    ]);
    expect(read.toString().split("\0").slice(0, -1)).to.deep.equal(names);
  });

  it("is what every suggested command names a file by", () => {
    const commands = (text: string) =>
      [...text.matchAll(/(?:npm run hanpyo --|\$\{RUN\}|chmod \d+) [^`"]*/g)].map(String);
    const sources = globSync(["{scripts,sdk,services}/**/*.ts"], { cwd: projectRoot, exclude: ["**/generated/**"] });
    const texts = globSync("{scripts,sdk}/**/*.json", { cwd: projectRoot });
    const named = [...sources, ...texts].flatMap((file) =>
      commands(readFileSync(projectRoot + file, "utf8")).flatMap((command) =>
        [...command.matchAll(/\$?\{([^}]*)\}/g)].map(([, value = ""]) => ({ file, value, command })),
      ),
    );
    // Words that hold no file's name, and those that went through `shellWord` before.
    const known =
      /^((?:\{ word: )?shellWord\(.*|word|record|words|line|BY_KEY|BY_TRUST|RUN|PLACE|command|part|address|board|archivist|election|after|board\.address|time.*|koreanTime.*|ORGANIZER_KEY|.*EXAMPLE.*)$/;
    expect(named.length).to.be.greaterThan(10);
    for (const { file, value, command } of named) expect(value, `${file}: ${command}`).to.match(known);
  });
});
