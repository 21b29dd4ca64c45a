import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { type Refusal, remedies } from "../../sdk/chain/remedies.ts";
import { type CodePart, codes, retired } from "../../sdk/codes.ts";

type Source = { readonly file: string; readonly text: string };
type ErrorClass = { readonly name: string; readonly base: string; readonly body: string; readonly file: string };

/** Takes its code from whoever extends it. */
const ABSTRACT = "RefusalError";
/** Makes its codes from the names of the contracts' errors. */
const OF_CONTRACTS = "ContractRefusedError";
/** Carry the code of an error that a worker of the page met. */
const OF_WORKERS = ["ProvingRefusedError", "TrusteeRefusedError"];

function sourcesOf(folder: string, ending: RegExp): readonly Source[] {
  const names = readdirSync(projectRoot + folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => ending.test(name)).map((name) => `${folder}/${name}`);
  return files.map((file) => ({ file, text: readFileSync(projectRoot + file, "utf8") }));
}

const sources = ["sdk", "services", "scripts", "web/src"].flatMap((folder) => sourcesOf(folder, /\.tsx?$/));

/** Every class that extends HanpyoError, by itself or through another. */
function errorClasses(): readonly ErrorClass[] {
  const all = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/class (\w+) extends (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name = "", base = "", body = ""]) => ({
      name,
      base,
      body,
      file,
    })),
  );
  let ours = ["HanpyoError"];
  for (let known = 0; known < ours.length; ) {
    known = ours.length;
    ours = [...new Set([...ours, ...all.filter(({ base }) => ours.includes(base)).map(({ name }) => name)])];
  }
  return all.filter(({ base }) => ours.includes(base));
}

/** The code that a class gives itself, as it stands in its constructor. */
function codeIn({ body }: ErrorClass): string | undefined {
  return /super\(\s*(?:\d+,\s*)?"([A-Z][A-Z0-9_]*)"/.exec(body)?.[1];
}

/** Codes that services answer without a class. */
const ANSWERED = /refusal\("([A-Z][A-Z0-9_]*)"/g;
/** Codes that cross the border of a worker without a class; findings, which are no errors, are named alike. */
const PASSED_ON = /\bcode(?::| =) "([A-Z][A-Z0-9_]*)"/g;

function codesLike(pattern: RegExp): readonly string[] {
  return sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, code = ""]) => code));
}

/** The names of all errors in the contracts' ABIs, as they are compiled. */
function errorsInAbis(): readonly string[] {
  const artifacts = sourcesOf("artifacts/contracts", /\.json$/);
  return artifacts.flatMap(({ text }) => {
    const { abi = [] } = JSON.parse(text) as {
      readonly abi?: readonly { readonly type: string; readonly name: string }[];
    };
    return abi.filter(({ type }) => type === "error").map(({ name }) => name);
  });
}

describe("The register of codes", () => {
  const registered: readonly string[] = Object.values(codes).flat();
  const classes = errorClasses().filter(({ name }) => ![ABSTRACT, OF_CONTRACTS, ...OF_WORKERS].includes(name));

  it("has each code once", () => {
    expect(registered.filter((code, at) => registered.indexOf(code) !== at)).to.deep.equal([]);
    for (const code of registered) expect(code).to.match(/^[A-Z]+(_[A-Z]+)*$/);
    expect(registered.filter((code) => retired.includes(code))).to.deep.equal([]);
  });

  it("has the code of every error class and every refused request, and of nothing else", () => {
    expect(
      classes.filter((found) => codeIn(found) === undefined).map(({ name, file }) => `${file} ${name}`),
    ).to.deep.equal([]);
    const needed = [...(classes.map(codeIn) as string[]), ...codesLike(ANSWERED)];
    const found = new Set([...needed, ...codesLike(PASSED_ON)]);
    expect(found.size).to.be.greaterThan(200);
    const ours = registered.filter((code) => !code.startsWith("REFUSED_"));
    expect(ours.filter((code) => !found.has(code))).to.deep.equal([]);
    expect(needed).to.include.members(["NOT_FOUND", "FAILED"]);
    expect(needed.filter((code) => !registered.includes(code))).to.deep.equal([]);
  });

  it("has the code of every error of the contracts' ABIs and of the table of refusals, and no other REFUSED_", () => {
    const told = (Object.keys(remedies) as Refusal[]).map(
      (name) => new ContractRefusedError(name, {}, remedies[name]).code,
    );
    expect(told.filter((code) => !registered.includes(code))).to.deep.equal([]);
    expect(registered.filter((code) => code.startsWith("REFUSED_"))).to.have.members(told);
    // OpenZeppelin's libraries have errors too; the contracts declare none of those.
    const inAbis = errorsInAbis();
    const declared = sourcesOf("contracts", /\.sol$/).flatMap(({ text }) =>
      [...text.matchAll(/^ *error (\w+)\(/gm)].map(([, name = ""]) => name),
    );
    expect(declared.filter((name) => !inAbis.includes(name) || !(name in remedies))).to.deep.equal([]);
    expect(Object.keys(remedies).filter((name) => !declared.includes(name))).to.deep.equal(["WrongSiblingNodes"]);
  });

  it("names the page's own codes apart, and no code of the page elsewhere", () => {
    const ofPage = new Set(
      classes.filter(({ file }) => file.startsWith("web/")).map((found) => codeIn(found) as string),
    );
    const ofOthers = new Set(
      classes.filter(({ file }) => !file.startsWith("web/")).map((found) => codeIn(found) as string),
    );
    const page: readonly string[] = codes.page;
    expect(page.filter((code) => ofOthers.has(code))).to.deep.equal([]);
    const rest = (Object.keys(codes) as CodePart[]).filter((part) => part !== "page");
    const shared = rest.flatMap((part) => codes[part] as readonly string[]);
    expect(shared.filter((code) => ofPage.has(code) && !ofOthers.has(code))).to.deep.equal([]);
  });
});
