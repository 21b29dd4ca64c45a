import { expect } from "chai";
import { Interface } from "ethers";
import hre from "hardhat";
import templatesArtifact from "../../../artifacts/contracts/types/ITemplates.sol/ITemplates.json" with { type: "json" };
import { limitKey, seriesKey, TEMPLATE_ABI, type Template, templateHash } from "../../../sdk/proposals/template.ts";
import type { ContractWith } from "../../contracts/contractWith.ts";

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
    const fields = published?.inputs[0]?.components?.map((field) => field.format("full"));
    expect(TEMPLATE_ABI).to.equal(`tuple(${fields?.join(", ")})`);
    expect(Object.keys(OTHERS)).to.have.members(Object.keys(TEMPLATE));
  });

  it("has the hash and the keys of the contract, and another hash for every field, chain and contract", async () => {
    const hashes = new Set<string>();
    for (const template of [TEMPLATE, ...Object.keys(OTHERS).map(changed)]) {
      const hash = templateHash(place, template);
      expect(hash).to.equal(await calculator.templateHash(place.chainId, place.templates, template));
      expect(seriesKey(template)).to.equal(await calculator.seriesKey(template));
      expect(limitKey(template)).to.equal(await calculator.limitKey(template));
      hashes.add(hash);
    }
    hashes.add(templateHash({ ...place, chainId: 1n }, TEMPLATE));
    hashes.add(templateHash({ ...place, templates: account("bb") }, TEMPLATE));
    expect(hashes.size).to.equal(Object.keys(OTHERS).length + 3);
  });

  it("shares series and limit with its organizer's templates of the same names alone, and none with a test's", () => {
    const differing = (key: (template: Template) => string) =>
      Object.keys(OTHERS).filter((field) => key(changed(field)) !== key(TEMPLATE));
    expect(differing(seriesKey)).to.deep.equal(["organizer", "series", "isTest"]);
    expect(differing(limitKey)).to.deep.equal(["organizer", "isTest", "limitName"]);
    expect(seriesKey(TEMPLATE)).not.to.equal(limitKey({ ...TEMPLATE, limitName: TEMPLATE.series }));
  });
});
