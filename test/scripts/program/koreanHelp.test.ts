import type { EventEmitter } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Command } from "commander";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { proseOf } from "../../../scripts/program/helpAfter.ts";
import { helpParts } from "../../../scripts/program/korean/catalogue.ts";
import { speakKorean } from "../../../scripts/program/koreanHelp.ts";
import { koreanHint } from "../../../scripts/program/koreanHint.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";

function commandsUnder(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(commandsUnder)];
}

/** The text after a command's help. */
function afterHelp(command: Command): string {
  let text = "";
  const write = (part: string) => (text += part);
  (command as unknown as EventEmitter).emit("afterHelp", { error: false, command, write });
  return text;
}

/** Everything that a command says of itself in English. */
function said(command: Command): readonly string[] {
  const described = [command.description(), ...command.registeredArguments.map(({ description }) => description)];
  return [...described, ...command.options.map(({ description }) => description), ...proseOf(afterHelp(command))];
}

const commandLines = (text: string) => text.split("\n").filter((line) => line.startsWith("  npm run hanpyo -- "));

const whole = await hanpyoProgram();

describe("The help in Korean", () => {
  const english = commandsUnder(whole);
  const entries = helpParts.flatMap((part) => Object.entries(part));

  it("is there for every command, argument, option and explanation, and for nothing else", () => {
    // Commander's own words for -h; an argument that the command's line explains has none.
    const texts = new Set(["display help for command", ...english.flatMap(said)].filter((text) => text !== ""));
    const korean = new Map(entries);
    expect([...texts].filter((text) => !korean.has(text))).to.deep.equal([]);
    expect([...korean.keys()].filter((text) => !texts.has(text))).to.deep.equal([]);
    expect(entries.map(([text]) => text).filter((text, at, all) => all.indexOf(text) !== at)).to.deep.equal([]);
    for (const [text, translated] of entries) expect(translated, text).to.match(/[가-힣]/);
  });

  it("keeps the names of options, files and commands that the English names", () => {
    for (const [text, translated] of entries) {
      for (const [name] of text.matchAll(/--[a-z-]+|`[^`]+`|\b[A-Z]+_[A-Z_]+\b|\b[\w/]+\.(?:json|md)\b/g)) {
        expect(translated, text).to.include(name);
      }
    }
  });

  it("speaks Korean from the heading to the last explanation, with the same examples", async () => {
    const program = await hanpyoProgram();
    speakKorean(program);
    for (const [at, command] of commandsUnder(program).entries()) {
      const help = command.helpInformation();
      expect(help, command.name())
        .to.match(/^쓰는 법: hanpyo/)
        .and.match(/\n옵션:\n/);
      expect(help).not.to.match(/\[options\]|\[command\]|Usage:|Options:|Commands:|Arguments:|default:|choices:/);
      const [after, inEnglish] = [afterHelp(command), afterHelp(english[at] as Command)];
      expect(commandLines(after)).to.deep.equal(commandLines(inEnglish));
      expect(after).to.match(/^예:$/m);
      for (const line of after.split("\n")) if (!line.startsWith("  ")) expect(line).to.match(/^$|[가-힣]/);
    }
  });

  it("says of every wrong value what it has to be", () => {
    const names = readdirSync(`${projectRoot}scripts`, { recursive: true, encoding: "utf8" });
    const reasons = names
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(`${projectRoot}scripts/${name}`, "utf8"))
      .flatMap((text) => [...text.matchAll(/new UnfitValueError\(\s*\w+,\s*(["`])(.*?)\1/g)])
      .map(([, , reason = ""]) => reason.replace(/\$\{\w+\}/g, "7"));
    expect(reasons).to.have.length.greaterThan(8);
    for (const reason of reasons) {
      expect(koreanHint(reason), reason).to.match(/세요/);
    }
  });
});
