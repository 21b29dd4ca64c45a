import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { koreanValue, SAID_IN_WORDS } from "../../../scripts/terminal/koreanValue.ts";
import { KOREAN_VALUE_NAMES } from "../../../scripts/terminal/koreanValueNames.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { BoardNotReadyError } from "../../../sdk/chain/dealtShares.ts";
import { contractRemedies } from "../../../sdk/chain/generated/contractErrors.ts";
import { OfficeRefusedError, OfficeUnreachableError } from "../../../sdk/enrolling/officeClient.ts";
import { told } from "../../../sdk/errors.ts";
import { OfficeKeyExposedError } from "../../../services/registrar/officeKeys.ts";

/** A class of errors with what it says and how it is made. */
type ErrorClass = {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** What happened and what to do, as they are given. */
  readonly sentences: readonly ts.Expression[];
  readonly parameters: readonly string[];
};

/** Sentences that are somebody else's, or are made beside the class, with where their values are told. */
const OTHERS: readonly string[] = [
  // What a contract refused with is told value by value.
  "ContractRefusedError",
  // The words of an office, a relayer or a mirror, and of a service's own table.
  "OfficeRefusedError",
  "RelayerRefusedError",
  "MirrorRefusedError",
  "RefusalError",
];

const sources = ["sdk", "scripts", "services"]
  .flatMap((folder) => filesBelow(folder, ".ts"))
  .map((file) => ts.createSourceFile(file, readFileSync(projectRoot + file, "utf8"), ts.ScriptTarget.Latest, true));

function each(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => each(child, look));
}

/** Every class of errors of ours. */
const classes: readonly ErrorClass[] = sources.flatMap((source) => {
  const found: ErrorClass[] = [];
  each(source, (node) => {
    if (!ts.isClassDeclaration(node) || node.name === undefined) return;
    if (node.heritageClauses?.[0]?.types[0]?.expression.getText() !== "HanpyoError") return;
    each(node, (inner) => {
      if (!ts.isCallExpression(inner) || inner.expression.kind !== ts.SyntaxKind.SuperKeyword) return;
      const maker = node.members.find(ts.isConstructorDeclaration);
      found.push({
        name: (node.name as ts.Identifier).text,
        file: source.fileName,
        text: node.getText(),
        sentences: inner.arguments.slice(1),
        parameters: maker?.parameters.map((parameter) => parameter.name.getText()) ?? [],
      });
    });
  });
  return found;
});

/** A service's refusals: the names of the values of each, in the order in which it is made with them. */
const refusals: ReadonlyMap<string, readonly string[]> = new Map(
  sources.flatMap((source) => {
    const found: (readonly [string, readonly string[]])[] = [];
    each(source, (node) => {
      if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
      if (!ts.isCallExpression(node.initializer) || node.initializer.expression.getText() !== "refusal") return;
      const [, parts] = node.initializer.arguments;
      const what = /^\s*what: (.+)$/m.exec(parts?.getText() ?? "")?.[1] ?? "";
      found.push([node.name.getText(), [...what.matchAll(/\{(\w+)(?::time)?\}/g)].map(([, name = ""]) => name)]);
    });
    return found;
  }),
);

/** What a sentence may come to. */
function alternatives(sentence: ts.Expression): readonly ts.Expression[] {
  return ts.isConditionalExpression(sentence)
    ? [...alternatives(sentence.whenTrue), ...alternatives(sentence.whenFalse)]
    : [sentence];
}

/** The named values of a sentence, with what is given for each. */
function namedIn(sentence: ts.Expression): readonly (readonly [name: string, value: string])[] {
  return alternatives(sentence).flatMap((one) =>
    ts.isTaggedTemplateExpression(one) && ts.isTemplateExpression(one.template)
      ? one.template.templateSpans.map(({ expression }) => {
          const [property] = (expression as ts.ObjectLiteralExpression).properties;
          const value = property && ts.isPropertyAssignment(property) ? property.initializer : property?.name;
          return [property?.name?.getText() ?? "", value?.getText() ?? ""] as const;
        })
      : [],
  );
}

/** The same text in every place of a template, as digits, which many phrases take. */
function sampleOf(argument: ts.Expression): readonly string[] {
  if (ts.isConditionalExpression(argument)) return [...sampleOf(argument.whenTrue), ...sampleOf(argument.whenFalse)];
  if (ts.isStringLiteral(argument) || ts.isNoSubstitutionTemplateLiteral(argument)) return [argument.text];
  if (!ts.isTemplateExpression(argument)) return [];
  const spans = argument.templateSpans.map(({ literal }) => `7${literal.text}`);
  return [argument.head.text + spans.join("")];
}

describe("The values that errors name", () => {
  it("are told by name in every sentence that has any, or by a Korean reason that uses the same", () => {
    expect(classes.length).to.be.greaterThan(250);
    const untold = classes.filter(({ name, text, sentences }) => {
      if (OTHERS.includes(name) || /reasonInKorean/.test(text)) return false;
      return sentences.flatMap(alternatives).some((one) => {
        if (ts.isStringLiteral(one) || ts.isNoSubstitutionTemplateLiteral(one)) return false;
        // A remedy that is given says the same as the code's own sentence.
        if (ts.isIdentifier(one) && one.text === "remedy") return false;
        if (ts.isBinaryExpression(one)) return /\$\{/.test(one.getText());
        return !(ts.isTaggedTemplateExpression(one) && one.tag.getText() === "told");
      });
    });
    expect(untold.map(({ file, name }) => `${file}: ${name}`)).to.deep.equal([]);
  });

  it("stand in a class's own Korean reason, too", () => {
    const lacking = classes.flatMap(({ file, name, text, sentences, parameters }) => {
      const reason = /this\.reasonInKorean =([\s\S]*)/.exec(text)?.[1];
      if (reason === undefined) return [];
      const [what] = sentences;
      const used = parameters.filter((one) => new RegExp(`\\b${one}\\b`).test(what?.getText() ?? ""));
      // A reason that is given in both languages is one.
      const told = (one: string) =>
        new RegExp(`\\b${one}\\b`).test(reason) || /korean|\bko\b|InKorean/i.test(reason) || /this\.what/.test(reason);
      return used.filter((one) => !told(one)).map((one) => `${file}: ${name} does not tell ${one}`);
    });
    expect(lacking).to.deep.equal([]);
  });

  it("have one name each within a class", () => {
    const twice = classes.filter(({ sentences }) => {
      const [what] = sentences;
      return what !== undefined && alternatives(what).some((one) => hasTwin(namedIn(one).map(([name]) => name)));
    });
    expect(twice.map(({ name }) => name)).to.deep.equal([]);
  });

  it("have Korean names, those of the contracts' errors too", () => {
    const names = Object.entries(KOREAN_VALUE_NAMES).filter(([name]) => name !== "x" && name !== "y");
    for (const [name, korean] of names) expect(korean, name).to.match(/[가-힣]/);
    const unnamed = contractValues().filter((name) => !Object.hasOwn(KOREAN_VALUE_NAMES, name));
    expect(unnamed).to.deep.equal([]);
  });

  it("are in Korean where they are words: every reason that is given has a phrase", () => {
    const without: string[] = [];
    let looked = 0;
    for (const source of sources) {
      each(source, (node) => {
        if (!ts.isNewExpression(node)) return;
        const made = classes.find(({ name }) => name === node.expression.getText());
        if (made === undefined) return;
        for (const [index, argument] of (node.arguments ?? []).entries()) {
          const places = made.sentences.flatMap(namedIn).filter(([, value]) => value === made.parameters[index]);
          for (const [name] of places.filter(([one]) => SAID_IN_WORDS.includes(one))) {
            for (const sample of sampleOf(argument).filter((text) => /[a-z]{2}/i.test(text) && !/^--/.test(text))) {
              looked++;
              if (!/[가-힣]/.test(koreanValue(name, sample))) without.push(`${made.name}: ${sample}`);
            }
          }
        }
      });
    }
    expect(looked).to.be.greaterThan(60);
    expect(without).to.deep.equal([]);
  });

  it("have registered names in the tables of services, too, and a phrase for every reason there", () => {
    expect(refusals.size).to.be.greaterThan(100);
    const unnamed = [...refusals].filter(([, names]) => names.some((name) => !Object.hasOwn(KOREAN_VALUE_NAMES, name)));
    expect(unnamed).to.deep.equal([]);
    expect([...refusals].filter(([, names]) => hasTwin(names))).to.deep.equal([]);
    const samples: (readonly [name: string, sample: string])[] = [];
    for (const source of sources) {
      each(source, (node) => {
        if (!ts.isNewExpression(node)) return;
        const names = refusals.get(node.expression.getText()) ?? [];
        for (const [index, argument] of (node.arguments ?? []).entries()) {
          for (const sample of sampleOf(argument)) samples.push([names[index] ?? "", sample]);
        }
      });
      // What a certificate is refused for stands behind the same words.
      for (const [, , reason = ""] of source.text.matchAll(/\bunsuitable\(\s*(["`])(.+?)\1/g)) {
        samples.push(["reason", `It is refused because ${reason.replace(/\$\{\w+\}/, "7")}`]);
      }
    }
    const words = samples.filter(([name, text]) => SAID_IN_WORDS.includes(name) && /[a-z]{2}/.test(text));
    expect(words.length).to.be.greaterThan(50);
    const without = words.filter(([name, text]) => !/[가-힣]/.test(koreanValue(name, text)));
    // Of the register's: a status or a code as it came, and the prefix above without what stands behind it.
    expect(without.filter(([, text]) => text !== "It is refused because 7")).to.deep.equal([]);
  });

  it("stand in the Korean line", () => {
    expect(koreanRefusal(new BoardNotReadyError("0xB0", "dealing"), "waiting")).to.match(
      /^아직 아닙니다\(BOARD_NOT_READY\): .+ \(참관단 0xB0, 참관단의 단계 열쇠를 나누는 중\)$/,
    );
    expect(koreanRefusal(new OfficeUnreachableError("https://o.example", "status 502"), "unchecked")).to.match(
      / \(주소 https:\/\/o\.example, 까닭 HTTP 상태 502\)$/,
    );
    expect(koreanRefusal(new OfficeKeyExposedError("a.json"), "refused")).to.match(/ \(파일 a\.json\)$/);
    expect(koreanRefusal(new OfficeUnreachableError("https://o.example", "fetch failed"), "unchecked")).to.match(
      / 까닭 연결하지 못함\)$/,
    );
    expect(koreanRefusal(new ContractRefusedError("SeatInvalid", { seat: "7" }, "x"), "refused")).to.match(
      / \(자리 7\)$/,
    );
  });

  it("keep what a service says out of the Korean line, and what cannot be seen out of both", () => {
    const refused = new OfficeRefusedError("http://o\u202e", 403, {
      code: "CODE_UNKNOWN",
      cause: "secret",
      remedy: "y",
    });
    expect(koreanRefusal(refused, "refused")).to.match(/ \(주소 http:\/\/o\ufffd\)$/);
    expect(koreanRefusal(refused, "refused")).not.to.contain("secret");
    const given = {
      most: "20",
      until: "2027-03-02 09:00:00 KST",
      reason: "Send your passphrase",
      words: "secret",
      x: "1",
    };
    const told = new OfficeRefusedError("http://o", 403, { code: "CODE_UNKNOWN", cause: "secret", remedy: "y" }, given);
    expect(koreanRefusal(told, "refused")).to.match(
      /\(최대 20, 기한 2027-03-02 09:00:00 KST, x 1\) \(주소 http:\/\/o\)$/,
    );
  });

  it("are told in the English sentence where they stand", () => {
    expect(told`Seat ${{ seat: 3 }} of ${{ board: "0xB0" }}`).to.deep.equal({
      text: "Seat 3 of 0xB0",
      values: { seat: "3", board: "0xB0" },
    });
    expect(told`nothing`).to.deep.equal({ text: "nothing", values: {} });
  });
});

function filesBelow(folder: string, ending: string): readonly string[] {
  const names = readdirSync(projectRoot + folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}

function hasTwin(names: readonly string[]): boolean {
  return new Set(names).size !== names.length;
}

/** The names of the values of all errors of the contracts, by their sources. */
function contractValues(): readonly string[] {
  const names = new Set<string>();
  for (const file of filesBelow("contracts", ".sol")) {
    const text = readFileSync(projectRoot + file, "utf8");
    for (const [, error = "", values = ""] of text.matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)) {
      if (!Object.hasOwn(contractRemedies, error)) continue;
      for (const value of values.split(",")) {
        const name = value.trim().split(/\s+/)[1];
        if (name !== undefined) names.add(name);
      }
    }
  }
  return [...names];
}
