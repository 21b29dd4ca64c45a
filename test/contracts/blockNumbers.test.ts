import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

const contracts = `${projectRoot}contracts`;

describe("The contracts", () => {
  it("read no block's number and no block's hash: they mean other things on other chains", () => {
    const files = readdirSync(contracts, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sol"));
    expect(files.length).to.be.greaterThan(20);
    const reading = files.filter((name) =>
      /\bblock\.number\b|\bblockhash\b|\bnumber\(\)/.test(readFileSync(`${contracts}/${name}`, "utf8")),
    );
    expect(reading).to.deep.equal([]);
  });
});
