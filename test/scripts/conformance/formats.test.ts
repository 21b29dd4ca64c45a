import { existsSync, globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { EventFragment } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { SCHEMAS, schemaTexts } from "../../../scripts/conformance/schemas.ts";
import { CURRENT, EARLIER, READ_AS_THEY_ARE } from "../../../scripts/observer/keptFormats.ts";
import { electionInterface, factoryInterface } from "../../../sdk/chain/contracts.ts";
import { noticesInterface, proposalsInterface, templatesInterface } from "../../../sdk/chain/proposalContracts.ts";
import { boardInterface, publishedRollsInterface, registryInterface } from "../../../sdk/chain/townContracts.ts";
import { CONSTITUTION_ABI } from "../../../sdk/election/constitutionAbi.ts";
import { TEMPLATE_ABI } from "../../../sdk/proposals/template.ts";

const page = readFileSync(`${projectRoot}docs/formats.md`, "utf8");
const NAME = /hanpyo-[a-z-]+-\d+/g;

/** Rows of all tables: the format, and what stands in backquotes under schema and example. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `hanpyo-"))
  .map((line) => {
    const cells = line.split("|").slice(1, -1);
    const places = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, place]) => String(place));
    return { format: places(cells[0])[0] as string, schemas: places(cells[4]), examples: places(cells[5]) };
  });

/** Formats that the code names, comments aside. */
function namedInCode(): readonly string[] {
  const files = globSync(["{sdk,scripts,services,web/src}/**/*.{ts,tsx}", "test/conformance/*.ts"], {
    cwd: projectRoot,
  });
  const named = files.flatMap((file) => {
    const code = readFileSync(projectRoot + file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    return [...code.matchAll(/"(hanpyo-[a-z-]+-\d+)"/g)].map(([, name]) => String(name));
  });
  // Vectors that show that they are refused.
  const refused = ["hanpyo-content-3", "hanpyo-proposal-content-2", "hanpyo-cell-content-2"];
  return [...new Set(named)].filter((name) => !refused.includes(name));
}

describe("docs/formats.md", () => {
  it("names every format that the code writes or reads, and no other", () => {
    const code = namedInCode();
    expect(code.length).to.be.greaterThan(25);
    const shown = new Set(page.match(NAME) ?? []);
    expect(code.filter((name) => !shown.has(name))).to.deep.equal([]);
    // Those of test data stand in templates.
    const known = new Set([...code, "hanpyo-vectors-1", "hanpyo-tampered-1"]);
    expect([...shown].filter((name) => !known.has(name))).to.deep.equal([]);
    expect(new Set(rows.map(({ format }) => format)).size).to.equal(rows.length);
  });

  it("has what `migrate` says of each: the formats of this release, and those that others read", () => {
    expect([...CURRENT].toSorted()).to.deep.equal(rows.map(({ format }) => format).toSorted());
    const elsewhere = [...new Set(page.match(NAME) ?? [])].filter((name) => !CURRENT.includes(name));
    const inBrowsers = ["hanpyo-keys-1", "hanpyo-trustee-journal-2"];
    const known = [...Object.keys(READ_AS_THEY_ARE), ...Object.keys(EARLIER), ...inBrowsers];
    expect(elsewhere.toSorted()).to.deep.equal(known.toSorted());
  });

  it("names schemas and examples that exist, and each is of that format", () => {
    for (const { format, schemas, examples } of rows) {
      expect(schemas, format).not.to.deep.equal([]);
      for (const place of [...schemas, ...examples]) expect(existsSync(projectRoot + place), place).to.equal(true);
      const [schema] = schemas as [string];
      const text = readFileSync(projectRoot + schema, "utf8");
      if (!schema.endsWith(".md")) expect(text, schema).to.include(format);
      for (const example of examples.filter((one) => !one.includes("vectors/elections"))) {
        expect(readFileSync(projectRoot + example, "utf8").slice(0, 3_000), example).to.include(format);
      }
    }
  });

  it("names every generated schema, and each is what `node scripts/conformance/schemas.ts` makes", () => {
    const made = schemaTexts();
    const shown = rows.flatMap(({ schemas }) => schemas);
    for (const [file, text] of Object.entries(made)) {
      expect(readFileSync(`${projectRoot + SCHEMAS}/${file}`, "utf8"), file).to.equal(text);
      expect(shown).to.include(`${SCHEMAS}/${file}`);
    }
    const record = made["record.schema.json"] as string;
    expect(JSON.parse(record).title).to.equal("Record of a Hanpyo election");
    expect(record.match(/"additionalProperties": false/g)?.length).to.equal(record.match(/"type": "object"/g)?.length);
    const files = globSync(`${SCHEMAS}/*.json`, { cwd: projectRoot });
    expect(files.length).to.equal(Object.keys(made).length);
  });
});

describe("docs/record.md", () => {
  it("has the events of the contracts, type by type, and calls views that they have", () => {
    const text = readFileSync(`${projectRoot}docs/record.md`, "utf8");
    const interfaces = [
      electionInterface,
      factoryInterface,
      boardInterface,
      registryInterface,
      publishedRollsInterface,
      ...[templatesInterface, proposalsInterface, noticesInterface],
    ];
    const events = interfaces.flatMap(({ fragments }) => fragments.filter((one) => one instanceof EventFragment));
    const topics = new Set(events.map(({ topicHash }) => topicHash));
    const shown = [...text.matchAll(/`([A-Z][A-Za-z]+\([^`]*\))`/g)].map(([, signature]) => String(signature));
    const topicOf = (signature: string) =>
      EventFragment.from(
        `event ${signature
          .replace("uint256[M] next", "uint256[8] next")
          .replace("Constitution constitution", `${CONSTITUTION_ABI} constitution`)
          .replace("Template template", `${TEMPLATE_ABI} template`)
          .replace(/([ ,(])\(/g, "$1tuple(")}`,
      ).topicHash;
    const named = shown.filter((one) => events.some(({ name }) => one.startsWith(`${name}(`)));
    expect(named.length).to.equal(33);
    expect(named.filter((one) => !topics.has(topicOf(one)))).to.deep.equal([]);
    for (const view of ["trusteeCount", "trusteeAt", "factory", "threshold", "registerBy", "dealBy", "termEndsAt"]) {
      expect(boardInterface.hasFunction(view), view).to.equal(true);
    }
  });
});
