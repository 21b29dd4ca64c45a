import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { OPENAPI, openApiFiles } from "../../scripts/packages/openApiFiles.ts";

describe("docs/openapi", () => {
  it("holds what each service says of itself", () => {
    const files = openApiFiles();
    expect(globSync("*.json", { cwd: projectRoot + OPENAPI })).to.have.members(Object.keys(files));
    for (const [file, text] of Object.entries(files)) {
      expect(readFileSync(`${projectRoot + OPENAPI}/${file}`, "utf8"), file).to.equal(text);
      expect(Object.keys((JSON.parse(text) as { readonly paths: object }).paths).length).to.be.greaterThan(2);
    }
  });
});
