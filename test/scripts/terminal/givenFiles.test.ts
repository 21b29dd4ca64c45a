import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "commander";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { hanpyoProgram } from "../../../scripts/program/program.ts";
import { FILE_KINDS, kindOfFile } from "../../../scripts/terminal/fileKinds.ts";
import { pathOf, takesOf } from "../../../scripts/terminal/givenFiles.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

const KOREAN = { LC_ALL: undefined, LC_MESSAGES: undefined, LANG: "ko_KR.UTF-8" };
const program = await hanpyoProgram();

function commandsUnder(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsUnder)];
}

describe("Files that a command is given", function () {
  this.timeout(60_000);
  const cwd = process.cwd();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-given-"));
    process.chdir(folder);
    mkdirSync("folder");
    writeFileSync("empty", "");
    writeFileSync("trust.json", JSON.stringify({ format: "hanpyo-trust-1" }));
    writeFileSync("election.yaml", "format: hanpyo-election-1\nid: a\n");
    writeFileSync("record.json", '{"format":"hanpyo-record-3"');
    writeFileSync("old.json", '{"format":"hanpyo-record-1"');
    writeFileSync("trustee.json", JSON.stringify({ format: "hanpyo-trustee-key-2" }));
    writeFileSync("office.json", JSON.stringify({ format: "hanpyo-office-1" }), { mode: 0o600 });
    writeFileSync("organizer.key", `0x${"17".repeat(32)}\n`);
    writeFileSync(
      "gazette.txt",
      `a | chain 1 | organizer 0x${"1".repeat(40)} | serial 1 | manifest 0x${"2".repeat(64)}\n`,
    );
    writeFileSync("budget.pb", "META\nkey;value\n");
  });

  after(() => {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  });

  it("are known of every command: what each option and argument that names a file takes, or that it is written", () => {
    const named = commandsUnder(program).flatMap((command) => {
      const path = pathOf(command);
      const files = command.options.filter(({ flags }) => /<(file|file\.\.\.|line)>/.test(flags));
      const positional = command.registeredArguments.filter(
        (argument) => !/^(url|folder|accounts|objection|command|id|hash)$/.test(argument.name()),
      );
      return [
        ...files.map(({ long }) => `${path} ${long}`),
        ...positional.map((argument) => `${path} <${argument.name()}>`),
      ];
    });
    expect(named.length).to.be.greaterThan(120);
    expect(named.filter((one) => takesOf(one) === undefined)).to.deep.equal([]);
    expect(takesOf("trust add <lines>")).to.deep.equal(["trust-line"]);
    expect(takesOf("init <file>")).to.equal(null);
  });

  it("are told by their beginning", () => {
    expect(kindOfFile("trust.json")).to.equal("trust");
    expect(kindOfFile("old.json")).to.equal("record");
    expect(kindOfFile(`${projectRoot}conformance/records/changed-vote.json`)).to.equal("record");
    expect(kindOfFile(`${projectRoot}examples/riverside.pb`)).to.equal("pabulib");
    expect(kindOfFile(`${projectRoot}examples/offices/registrar.yaml`)).to.equal("officeFile");
    expect(kindOfFile("folder/../gazette.txt")).to.equal("gazette");
    expect(kindOfFile(`${projectRoot}LICENSE`)).to.equal(undefined);
    for (const { en, ko } of Object.values(FILE_KINDS)) expect([en, ko].join()).to.match(/^.+,.*[가-힣]/);
  });

  const rpc = ["--rpc", "http://127.0.0.1:9"];
  /** Commands with a file that is not there, and what names it. */
  const places: readonly (readonly [words: (file: string) => readonly string[], named: string])[] = [
    ...["check", "plan", "deploy", "open", "status", "watch", "tally", "archive", "rehearse"].map(
      (name) => [(file: string) => [name, file], ""] as const,
    ),
    [(file) => ["account", "show", "--key-file", file], "--key-file "],
    [(file) => ["deploy", "election.yaml", "--trust", file, "--anchor", "gazette.txt"], "--trust "],
    [(file) => ["trust", "check", "--trust", "trust.json", "--anchor", file], "--anchor "],
    [(file) => ["trust", "add", "trust.json", file], ""],
    [(file) => ["trustee", "show", "--key", file], "--key "],
    [(file) => ["trustee", "consent", "--task", file, "--key", "trustee.json", "--out", "made"], "--task "],
    [
      (file) => ["office", "start", "--role", "registrar", "--file", file, "--db", "d", "--key-file", "k", ...rpc],
      "--file ",
    ],
    [(file) => ["roll", "export", "--db", "roll.db", "--key-file", file], "--key-file "],
    [(file) => ["roll", "check", file, "--districts", "folder", "--on", "2027-06-01"], ""],
    [(file) => ["relayer", "evidence", "--file", file, "--relayer", `0x${"1".repeat(40)}`, ...rpc], "--file "],
    [(file) => ["verify", "--record", file], "--record "],
    [(file) => ["verify", "--record", "record.json", "--archive", file], "--archive "],
    [(file) => ["rehearse", "--pb", file], "--pb "],
    [(file) => ["ceremony", "verify", "--circuit", "ballot-4", "--key", file, "--ptau", "gazette.txt"], "--key "],
  ];

  for (const [words, named] of places) {
    it(`are there, whole and no folder, or \`${words("FILE").join(" ")}\` says which, and what to do`, async () => {
      const wrong = [
        ["none", /there is no such file or folder\. Check the name/, /그런 파일이나 폴더가 없습니다\. 이름과/],
        ["empty", /it is empty\. Take a whole copy/, /비어 있습니다\. 온전한/],
        ["folder", /it is a folder\. Give the name of a file/, /파일이 아니라 폴더입니다/],
      ] as const;
      for (const [file, english, korean] of wrong) {
        const plain = await hanpyoHere(words(file));
        expect(plain.err, file).to.include(`${named}${file} cannot be read: `).and.match(english);
        expect(plain.code, file).to.equal(words(file)[0] === "verify" ? 2 : 1);
        const inKorean = await hanpyoHere(words(file), KOREAN);
        expect(inKorean.err, file).to.include(`${named}${file}: `).and.match(korean);
        for (const { err } of [plain, inKorean]) expect(err, file).not.to.match(/\bE[A-Z]{4,}\b|^ +at /m);
        if (/^(trust add|office start)/.test(words(file).join(" "))) continue;
        const json = await hanpyoHere([...words(file), "--json"]);
        expect(JSON.parse(json.out), file).to.include({ code: "FILE_UNREADABLE" });
      }
    });
  }

  it("are of the kind that is taken there, or it is said which kind they are, and which is meant", async () => {
    const wrong: readonly (readonly [readonly string[], RegExp, RegExp])[] = [
      [
        ["rehearse", "budget.pb"],
        /is a Pabulib file\. .* run `npm run hanpyo -- rehearse --pb budget\.pb`/,
        /Pabulib 파일입니다/,
      ],
      [
        ["rehearse", "--pb", "election.yaml"],
        /is an election file\. .*`npm run hanpyo -- rehearse election\.yaml`/,
        /투표 파일/,
      ],
      [["rehearse", "record.json"], /is the record of an election\. .*verify --record record\.json/, /투표 기록입니다/],
      [["check", "trust.json"], /trust\.json is a trust file\. It takes an election file/, /줄 것: 투표 파일/],
      [
        ["account", "show", "--key-file", "trustee.json"],
        /--key-file trustee\.json is a trustee's key/,
        /참관 위원의 열쇠/,
      ],
      [
        ["trustee", "show", "--key", "office.json"],
        /--key office\.json is an office's key file/,
        /기관의 열쇠 파일입니다/,
      ],
      [
        ["roll", "export", "--db", "d", "--key-file", "organizer.key"],
        /is a private key, .* an office's key/,
        /열쇠입니다/,
      ],
      [
        ["trust", "check", "--trust", "trust.json", "--anchor", "trust.json"],
        /--anchor trust\.json is a trust/,
        /공보의 줄/,
      ],
      [["verify", "--record", "trust.json"], /--record trust\.json is a trust file/, /신뢰 파일입니다/],
    ];
    for (const [words, english, korean] of wrong) {
      expect((await hanpyoHere(words)).err, words.join(" ")).to.match(english);
      expect((await hanpyoHere(words, KOREAN)).err, words.join(" ")).to.match(korean);
      const { out } = await hanpyoHere([...words, "--json"]);
      expect(JSON.parse(out), words.join(" ")).to.include({ code: "FILE_KIND" });
    }
  });

  it("may be given as several, of which one that is missing stops no other", async () => {
    const { out } = await hanpyoHere([
      "rehearse",
      "--plain",
      "--json",
      "--pb",
      "none.pb",
      `${projectRoot}examples/riverside.pb`,
    ]);
    expect((JSON.parse(out) as readonly { readonly refused?: string }[])[0]?.refused).to.include("no such file");
  });
});
