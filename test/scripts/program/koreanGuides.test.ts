import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { EXIT_CODES } from "../../../scripts/terminal/ending.ts";
import { codes } from "../../../sdk/codes.ts";

const folder = `${projectRoot}docs/ko/`;
/** Guides to read, beside the sheets of those who act. */
const TEXTS: readonly string[] = ["operations.md", "ordinance.md", "proposing.md"];
const guides = readdirSync(folder).map((name) => [name, readFileSync(folder + name, "utf8")] as const);

describe("The guides in Korean", () => {
  it("are one for each who acts, each with dates, what to compare by voice, exit codes, and what to destroy", () => {
    expect(guides.map(([name]) => name).sort()).to.deep.equal([
      ...["clerk.md", "observer.md", "office.md", "operations.md", "ordinance.md", "proposing.md", "trustee.md"],
    ]);
    for (const [name, text] of guides.filter(([one]) => !TEXTS.includes(one))) {
      for (const heading of ["## 날짜", "## 목소리로 대조할 것", "## 보관하고 없앨 것"]) {
        expect(text, name).to.include(`${heading}\n`);
      }
      expect(text, name).to.include("종료 코드");
      expect(text.split("\n").length, `${name} is one page`).to.be.lessThan(70);
    }
  });

  it("name only commands, options, codes and files that there are", async () => {
    const program = await hanpyoProgram();
    const known = new Set<string>(Object.values(codes).flat());
    for (const [name, text] of guides) {
      const lines = text
        .split("\n")
        .map((line) => line.trim().replace(/^hanpyo /, "npm run hanpyo -- "))
        .filter((line) => line.startsWith("npm run hanpyo -- "));
      // Residents are told of buttons alone.
      expect(lines.length > 1, name).to.equal(name !== "proposing.md");
      for (const line of lines) {
        const words = line.slice("npm run hanpyo -- ".length).split(" ");
        const command = words.reduce(
          (found, word) => found.commands.find((one) => one.name() === word) ?? found,
          program,
        );
        expect(command, line).not.to.equal(program);
        const options = command.options.map(({ long }) => long);
        expect(options, line).to.include.members(words.filter((word) => word.startsWith("--")));
        const missing = command.options.filter(
          ({ mandatory, long, envVar }) => mandatory && envVar === undefined && !words.includes(long as string),
        );
        expect(
          missing.map(({ long }) => long),
          line,
        ).to.deep.equal([]);
      }
      for (const [, code] of text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)) {
        const isVariable = /^HANPYO_/.test(code as string);
        expect(isVariable || known.has(code as string) || known.has(`REFUSED_${code}`), `${name}: ${code}`).to.equal(
          true,
        );
      }
      for (const [, link] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
        expect(() => readFileSync(folder + link), `${name}: ${link}`).not.to.throw();
      }
    }
  });

  it("hold a signed archive to the record that was archived with it, which no later export is", () => {
    const english = readFileSync(`${projectRoot}docs/operations.md`, "utf8");
    const texts = [...guides.map(([, text]) => text), english].join("\n");
    const held = [...texts.matchAll(/--record (\S+)\.record\.json --archive (\S+)\.archive\.json/g)];
    expect(held.length).to.be.greaterThan(2);
    for (const [line, record, archive] of held) expect(record, line).to.equal(archive);
    expect(texts.match(/^npm run hanpyo -- verify .*--archive /gm)).to.have.length(held.length);
  });

  it("start no service by npm, whose shell passes no signal on, in either language", () => {
    const english = ["operations", "offices"]
      .map((name) => readFileSync(`${projectRoot}docs/${name}.md`, "utf8"))
      .join("\n");
    for (const [name, text] of [...guides, ["docs", english] as const]) {
      expect(text, name).not.to.match(/^npm run hanpyo -- (?:office|relayer|page|mirror) start /m);
    }
  });

  it("give the exit codes that commands have", () => {
    const { nothing, refused, unchecked, waiting } = EXIT_CODES;
    const operations = guides.find(([name]) => name === "operations.md")?.[1] ?? "";
    for (const [code, word] of [
      [nothing, "할 일이 없음"],
      [refused, "거절되거나 실패함"],
      [unchecked, "확인하지 못함"],
      [waiting, "아직 아님"],
    ]) {
      expect(operations).to.match(new RegExp(`^\\| ${code} \\| .*${word}`, "m"));
    }
  });
});
