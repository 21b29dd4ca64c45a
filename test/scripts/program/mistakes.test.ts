import { expect } from "chai";
import { CommanderError } from "commander";
import { mistakeOf } from "../../../scripts/program/mistakes.ts";
import { codes } from "../../../sdk/codes.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

const KOREAN = { LC_ALL: undefined, LC_MESSAGES: undefined, LANG: "ko_KR.UTF-8" };

/** A mistake of each kind: what was typed, its code, and what the sentences have to name. */
const mistakes: readonly (readonly [typed: string, code: string, english: RegExp, korean: RegExp])[] = [
  ["verfy", "COMMAND_UNKNOWN", /no command verfy\. Did you mean verify\?/, /verfy\. 혹시 이것인가요: verify\?/],
  ["trustee consnt", "COMMAND_UNKNOWN", /no command consnt\. Did you mean consent\?/, /혹시 이것인가요: consent\?/],
  ["account", "COMMAND_MISSING", /account stands for several commands/, /받은 것: account\./],
  ["check", "ARGUMENT_MISSING", /The value <file> is missing\. Add --help/, /빠진 것: <file>\./],
  ["trust add t.json", "ARGUMENT_MISSING", /The value <lines> is missing/, /빠진 것: <lines>\./],
  [
    "init a b c",
    "ARGUMENTS_TOO_MANY",
    /1 of these .* 3 were given: a, b, c/,
    /1개만 받는데 3개를 주었습니다: a, b, c\./,
  ],
  [
    "verify --recrod x",
    "OPTION_UNKNOWN",
    /--recrod\. Did you mean --record\?/,
    /--recrod\. 혹시 이것인가요: --record\?/,
  ],
  ["roll import", "OPTION_MISSING", /--db <file> is needed/, /빠진 것: --db <file>\./],
  ["ceremony export --key x", "OPTION_MISSING", /--out <file> is needed/, /빠진 것: --out <file>\./],
  [
    "verify --record",
    "OPTION_EMPTY",
    /--record <file> was given without its value/,
    /값이 빠진 옵션: --record <file>\./,
  ],
  [
    "verify --rpc ftp://x/key",
    "VALUE_UNFIT",
    /--rpc <url> cannot be ftp:\/\/x\. Give the node's URL/,
    /ftp:\/\/x\. 공개/,
  ],
  ["verify --election 0x12", "VALUE_UNFIT", /--election <address> cannot be 0x12\. Give an address/, /0x12\. 주소를/],
  ["verify --block -1", "VALUE_UNFIT", /cannot be -1\. Give a whole number from 0/, /-1\. 0부터/],
  ["init a --kind poll", "VALUE_UNFIT", /cannot be poll\. Allowed choices are/, /poll\. 고를 수 있는 값/],
  ["plan a.yaml --gas-price free", "VALUE_UNFIT", /cannot be free\. Give a number above 0/, /free\. 0보다/],
  ["account send 0x1 --ether 1 --rpc http://a", "VALUE_UNFIT", /<accounts> cannot be 0x1\. Give an add/, /0x1\. 주소/],
  ["relayer start --max-fee many", "VALUE_UNFIT", /cannot be many\. Give a number of gwei/, /many\. gwei로/],
  ["relayer submit --relayer me", "VALUE_UNFIT", /cannot be me\. Give ACCOUNT@URL/, /me\. 주소@URL/],
  ["trust publish --finality soon", "VALUE_UNFIT", /cannot be soon\. Give chain, instant/, /soon\. chain/],
  [
    "trust sign --role trustee --valid-until 2021-06-01",
    "VALUE_UNFIT",
    /--valid-until <time> cannot be 2021-06-01\. It is past: today is/,
    /2021-06-01\. 지난 날짜/,
  ],
  ["roll codes --office 별\u202e빛", "VALUE_UNFIT", /It holds U\+202E, which nobody sees/, /보이지 않는 글자 U\+202E/],
  ["ceremony contribute --name A\u200bB", "VALUE_UNFIT", /It holds U\+200B, which nobody sees/, /글자 U\+200B/],
  ["roll codes --office \u3164", "VALUE_UNFIT", /which nobody sees/, /보이지 않는 글자/],
  ["roll codes --valid-until tomorrow", "VALUE_UNFIT", /cannot be tomorrow\. Give a day/, /tomorrow\. 날짜/],
  [
    "trust sign --trust t --out o --organisation-ko a --organisation-en a --position-ko a --position-en a --valid-from 2027-01-01 --valid-until 2028-01-01 --key a --key-file b --role trustee",
    "OPTIONS_CONFLICT",
    /--key-file.*--key/,
    /--key-file.*--key/,
  ],
];

/** With --json behind a command's own name, where it is no other option's value. */
function withJson(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word.startsWith("-"));
  return at < 0 ? [...words, "--json"] : words.toSpliced(at, 0, "--json");
}

describe("A mistyped command", function () {
  this.timeout(60_000);

  for (const [typed, code, english, korean] of mistakes) {
    it(`"${typed}" is ${code} with what was typed and what to do, in both languages and for programs`, async () => {
      const words = typed.split(" ");
      const plain = await hanpyoHere(words);
      expect([plain.code, plain.out]).to.deep.equal([1, ""]);
      expect(plain.err).to.match(english);
      const inKorean = await hanpyoHere(words, KOREAN);
      expect(inKorean.err)
        .to.match(new RegExp(`^오류\\(${code}\\): .*\\n`, "m"))
        .and.match(korean);
      for (const { out, err } of [plain, inKorean]) expect(out + err).not.to.match(/commander|^error:|^ +at /m);
      // Groups and what only writes a file have nothing to print as JSON.
      if (["account", "trust", "relayer"].includes(words[0] ?? "")) return;
      const json = await hanpyoHere([words[0] ?? "", ...withJson(words.slice(1))]);
      const told = JSON.parse(json.out) as { readonly what: string; readonly remedy: string };
      expect(told).to.deep.include({ code, exitCode: 1, ending: "refused" });
      expect(`${told.what}. ${told.remedy}`).to.match(english);
    });
  }

  it("prints no private key and no access key that was given in a wrong place", async () => {
    const key = `0x${"ab".repeat(32)}`;
    for (const words of [
      ["account", "send", key, "--ether", "1", "--rpc", "http://a"],
      ["verify", "--rpc", "wss://node.example/secret-key"],
    ]) {
      const { code, err } = await hanpyoHere(words);
      expect([code, err.includes(key), err.includes("secret-key")]).to.deep.equal([1, false, false]);
      expect(err).to.match(/which may be a key|wss:\/\/node\.example\./);
    }
  });

  it("is told apart from what commander may say in a later version", () => {
    expect(mistakeOf(new CommanderError(1, "commander.new", "error: something new"))).to.equal(undefined);
    const ours: readonly string[] = codes.commands;
    expect(mistakes.map(([, code]) => code).every((code) => ours.includes(code))).to.equal(true);
  });
});
