import { expect } from "chai";
import { AbiCoder, Interface, ParamType } from "ethers";
import hre from "hardhat";
import templatesArtifact from "../../../artifacts/contracts/types/ITemplates.sol/ITemplates.json" with { type: "json" };
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import {
  type DecodedTemplate,
  limitKey,
  seriesKey,
  TEMPLATE_ABI,
  type Template,
  templateFromAbi,
  templateHash,
  templateToAbi,
} from "../../../sdk/proposals/template.ts";
import type { ContractWith } from "../../contracts/contractWith.ts";
import { SAMPLE_CONSTITUTION } from "../election/sampleConstitution.ts";
import { WEEKLY } from "./timings.ts";

const word = (byte: string) => `0x${byte.repeat(32)}`;
const account = (byte: string) => `0x${byte.repeat(20)}`;

const TEMPLATE: Template = {
  organizer: account("01"),
  reviewer: account("02"),
  council: account("03"),
  series: word("04"),
  isTest: false,
  rolls: account("05"),
  rollId: 6n,
  quota: 4360,
  leastMembers: 1000,
  window: 7_776_000,
  limitName: word("07"),
  periodLength: 2_592_000,
  postsPerPeriod: 3,
  answerTerm: 2_592_000,
  legalBasis: word("08"),
  quotaArithmetic: word("09"),
  kind: "Ordinance",
  conversion: "WhenFeasible",
  convertTerm: 5_184_000,
  ballot: {
    ...{ question: "0x7b7d", board: account("06"), consentsRequired: 3, minimumCensus: 500, minimumBallots: 100 },
    ...{ revoting: true, ballotSize: 4, exampleBallot: [1, 0, 0] },
    rules: SAMPLE_CONSTITUTION.rules,
    outcome: SAMPLE_CONSTITUTION.outcome,
  },
  timing: WEEKLY,
  cell: { ...ANSWER_ALONE.cell, leastCost: 7 },
};

/** Another value for every field. */
const OTHERS: { readonly [Field in keyof Template]: Template[Field] } = {
  organizer: account("11"),
  reviewer: account("12"),
  council: account("13"),
  series: word("14"),
  isTest: true,
  rolls: account("15"),
  rollId: 16n,
  quota: 4361,
  leastMembers: 1001,
  window: 7_776_001,
  limitName: word("17"),
  periodLength: 2_592_001,
  postsPerPeriod: 4,
  answerTerm: 2_592_001,
  legalBasis: word("18"),
  quotaArithmetic: word("19"),
  kind: "BudgetCell",
  conversion: "WhenAnswered",
  convertTerm: 5_184_001,
  ballot: ANSWER_ALONE.ballot,
  timing: ANSWER_ALONE.timing,
  cell: { ...ANSWER_ALONE.cell, leastCost: 8 },
};

const changed = (field: string): Template => ({ ...TEMPLATE, [field]: OTHERS[field as keyof Template] });

describe("A template", () => {
  const place = { chainId: 31337n, templates: account("aa") };
  let calculator: ContractWith<"templateHash" | "seriesKey" | "limitKey">;
  before(async () => {
    const { ethers } = await hre.network.create();
    calculator = (await ethers.deployContract("ProposalCalculator")) as unknown as typeof calculator;
  });

  it("has the fields of the contract, in their order", () => {
    const published = new Interface(templatesArtifact.abi).getFunction("publish");
    const [template] = published?.inputs ?? [];
    expect(ParamType.from(`${TEMPLATE_ABI} template`).format("full")).to.equal(template?.format("full"));
    expect(Object.keys(OTHERS)).to.have.members(Object.keys(TEMPLATE));
  });

  it("is read back from what a contract takes, and by every field of its vote has another hash", () => {
    const encoded = AbiCoder.defaultAbiCoder().encode([TEMPLATE_ABI], [templateToAbi(TEMPLATE)]);
    const [decoded] = AbiCoder.defaultAbiCoder().decode([TEMPLATE_ABI], encoded);
    expect(templateFromAbi(decoded as DecodedTemplate)).to.deep.equal(TEMPLATE);
    const hashes = new Set([templateHash(place, TEMPLATE)]);
    const { ballot, timing, cell } = TEMPLATE;
    const others = [
      ...otherValues(ballot).map((other) => ({ ...TEMPLATE, ballot: other })),
      ...otherValues(ballot.rules).map((rules) => ({ ...TEMPLATE, ballot: { ...ballot, rules } })),
      ...otherValues(ballot.outcome).map((outcome) => ({ ...TEMPLATE, ballot: { ...ballot, outcome } })),
      ...otherValues(timing).map((other) => ({ ...TEMPLATE, timing: other })),
      ...otherValues(cell).map((other) => ({ ...TEMPLATE, cell: other })),
    ];
    for (const other of others) hashes.add(templateHash(place, other));
    expect(hashes.size).to.equal(others.length + 1);
  });

  it("has the hash and the keys of the contract, and another hash for every field, chain and contract", async () => {
    const hashes = new Set<string>();
    for (const template of [TEMPLATE, ...Object.keys(OTHERS).map(changed)]) {
      const hash = templateHash(place, template);
      expect(hash).to.equal(await calculator.templateHash(place.chainId, place.templates, templateToAbi(template)));
      expect(seriesKey(template)).to.equal(await calculator.seriesKey(templateToAbi(template)));
      expect(limitKey(template)).to.equal(await calculator.limitKey(templateToAbi(template)));
      hashes.add(hash);
    }
    hashes.add(templateHash({ ...place, chainId: 1n }, TEMPLATE));
    hashes.add(templateHash({ ...place, templates: account("bb") }, TEMPLATE));
    expect(hashes.size).to.equal(Object.keys(OTHERS).length + 3);
  });

  it("shares series and limit with its organizer's templates of the same names alone, none with a test's, and its series with none over another roll", () => {
    const differing = (key: (template: Template) => string) =>
      Object.keys(OTHERS).filter((field) => key(changed(field)) !== key(TEMPLATE));
    expect(differing(seriesKey)).to.deep.equal(["organizer", "series", "isTest", "rolls", "rollId", "kind"]);
    expect(differing(limitKey)).to.deep.equal(["organizer", "isTest", "limitName"]);
    expect(seriesKey(TEMPLATE)).not.to.equal(limitKey({ ...TEMPLATE, limitName: TEMPLATE.series }));
  });
});

/** The same with another value of each field that is a number, a flag, hex or a list of numbers or spans. */
function otherValues<T extends object>(terms: T): T[] {
  const other = (value: unknown): unknown => {
    if (typeof value === "number") return value === 0 ? 1 : value - 1;
    if (typeof value === "boolean") return !value;
    if (typeof value === "string") return value.startsWith("0x") ? `${value.slice(0, -2)}5a` : undefined;
    if (Array.isArray(value)) return typeof value[0] === "object" ? value.slice(1) : [...value, 1];
    return undefined;
  };
  return Object.entries(terms)
    .filter(([, value]) => other(value) !== undefined)
    .map(([name, value]) => ({ ...terms, [name]: other(value) }));
}
