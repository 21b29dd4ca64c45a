import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { CATALOGUE, errorCatalogue } from "../../scripts/packages/errorCatalogue.ts";
import { toldErrors } from "../../scripts/packages/toldErrors.ts";
import { codes } from "../../sdk/codes.ts";

describe("The catalogue of errors", function () {
  this.timeout(60_000);

  it("stands in docs/build as it is made of the errors", () => {
    expect(readFileSync(projectRoot + CATALOGUE, "utf8")).to.equal(errorCatalogue());
  });

  it("says of every code what happened and what to do", () => {
    const told = new Map(toldErrors().map((one) => [one.code, one]));
    const all: readonly string[] = Object.values(codes).flat();
    // What the page calls errors that are not ours, whose own words it shows.
    expect(all.filter((code) => !told.has(code))).to.deep.equal(["WORKER_FAILED", "PAGE_FAILED"]);
    for (const { code, what, remedy } of told.values()) {
      expect(what, code).not.to.equal("");
      expect(remedy, code).not.to.equal("");
    }
  });
});
